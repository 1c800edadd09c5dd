// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/signature.h"

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/ask/signed_xml.h"
#include "kiosk/core/base/text.h"
#include "scanners/signature/signature.pb.h"

#include <algorithm>

namespace broker {

namespace message = ::signature::message;
using namespace policy;

static constexpr auto worker_name = "scanners-signature";

static bool is_name(const std::string& text)
{
    return text.size() <= most_name_bytes && base::is_valid_utf8(text);
}

static bool is_serial(const std::string& text)
{
    return text.size() <= 40 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// No good word without what it rests on, and none that says two things.
static bool holds_together(const Signature& one)
{
    bool good = one.result == SignatureResult::Valid
        || one.result == SignatureResult::ValidButChangedAfter;
    if (good && one.signer.empty())
        return false;
    if ((one.result == SignatureResult::Valid && one.covers != Coverage::Whole)
        || (one.result == SignatureResult::ValidButChangedAfter && one.covers != Coverage::Part))
        return false;
    return (one.time == TimeSource::None) == (one.signed_at == 0);
}

static Result<Signature> check_one(const message::Signature& told)
{
    if (told.kind() > static_cast<std::uint32_t>(SignatureKind::Mail)
        || told.result() > static_cast<std::uint32_t>(SignatureResult::Unreadable)
        || told.covers() > static_cast<std::uint32_t>(Coverage::Whole)
        || told.time() > static_cast<std::uint32_t>(TimeSource::Stamped))
        return Error { "a signature of no known kind" };
    if (!is_name(told.signer()) || !is_name(told.issuer()) || !is_serial(told.serial())
        || !is_detail(told.detail()) || told.signed_at() < 0 || told.signed_at() > end_of_time)
        return Error { "words of a signature out of bounds" };
    Signature one { static_cast<SignatureKind>(told.kind()),
        static_cast<SignatureResult>(told.result()), static_cast<Coverage>(told.covers()),
        told.signer(), told.issuer(), told.serial(), told.signed_at(),
        static_cast<TimeSource>(told.time()), told.detail() };
    if (!holds_together(one))
        return Error { "a signature that contradicts itself" };
    return one;
}

static bool is_kind_of(SignatureKind kind, FileType type)
{
    if (type == FileType::Eml)
        return kind == SignatureKind::Mail;
    return kind == SignatureKind::Pdf || kind == SignatureKind::PdfTimestamp;
}

// Asked only where a file says that it has some: then none is no answer.
static Result<std::vector<Signature>> check(const message::Answer& answer, FileType type)
{
    std::vector<Signature> all;
    if (answer.signatures_size() == 0
        || static_cast<std::size_t>(answer.signatures_size()) > most_signatures)
        return Error { "no signature, or too many" };
    for (const auto& told : answer.signatures()) {
        all.push_back(TRY(check_one(told)));
        if (!is_kind_of(all.back().kind, type))
            return Error { "a signature of another kind of file" };
    }
    return all;
}

static Result<std::vector<Signature>> ask_file(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& file, FileType type, std::int64_t now)
{
    message::Request request;
    request.set_now(now);
    if (type == FileType::Eml)
        request.mutable_mail();
    else
        request.mutable_pdf();
    auto wider = limits;
    wider.memory_bytes += TRY(base::size_of(file)); // Mapped, which counts as address space.
    int descriptor = file.get();
    auto answer
        = TRY(ask<message::Answer>(workers, worker_name, wider, request, { &descriptor, 1 }));
    return answer.checked([&](const message::Answer& told) { return check(told, type); });
}

// Of a key alone: it covers nothing, so nothing of it is Valid of something.
static Result<Signature> check_key(const message::Answer& answer)
{
    if (answer.signatures_size() != 1)
        return Error { "one key, and not one answer" };
    auto told = answer.signatures(0);
    auto good = told.result() == static_cast<std::uint32_t>(SignatureResult::Valid);
    if (told.covers() != 0 || told.signed_at() != 0 || told.time() != 0)
        return Error { "a key that covers something" };
    if (good)
        told.set_covers(static_cast<std::uint32_t>(Coverage::Whole));
    return check_one(told);
}

// What the XML says and what its key says, as one.
static Signature joined(const Signature& xml, Signature key)
{
    bool made = key.result != SignatureResult::Broken && key.result != SignatureResult::Unsupported
        && key.result != SignatureResult::Unreadable;
    key.kind = xml.kind;
    key.covers = made ? xml.covers : Coverage::Nothing;
    key.signed_at = xml.signed_at;
    key.time = xml.time;
    if (key.result != SignatureResult::Valid)
        return key;
    if (xml.result == SignatureResult::WeakAlgorithm) {
        key.result = xml.result;
        key.detail = xml.detail;
    } else if (xml.covers != Coverage::Whole) {
        key.result = SignatureResult::ValidButChangedAfter;
        key.detail = "parts of the file are not signed";
    }
    return key;
}

static Result<Signature> ask_key(
    Workers& workers, const worker::Limits& limits, const SignedXml& one, std::int64_t now)
{
    if (one.told.covers == Coverage::Nothing)
        return one.told;
    message::Request request;
    request.set_now(now);
    auto& key = *request.mutable_key();
    key.set_method(one.method == KeyMethod::Rsa ? message::METHOD_RSA : message::METHOD_ECDSA);
    key.set_digest(one.digest);
    key.set_value(one.value);
    for (const auto& certificate : one.certificates)
        key.add_certificates(certificate);
    auto answer = TRY(ask<message::Answer>(workers, worker_name, limits, request));
    return joined(one.told, TRY(answer.checked(check_key)));
}

static bool is_open_document(FileType type)
{
    return type == FileType::Odt || type == FileType::Ods || type == FileType::Odp;
}

bool can_verify_signatures(FileType type)
{
    return type == FileType::Pdf || type == FileType::Eml || is_ooxml(type)
        || is_open_document(type);
}

Result<std::vector<Signature>> ask_signatures(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& file, FileType type, std::int64_t now)
{
    if (type == FileType::Pdf || type == FileType::Eml)
        return ask_file(workers, limits, file, type, now);
    std::vector<Signature> all;
    for (const auto& one : TRY(ask_signed_xml(workers, limits, file, type)))
        all.push_back(TRY(ask_key(workers, limits, one, now)));
    return all;
}

}
