// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/signature.h"

#include "kiosk/core/base/text.h"
#include "scanners/signature/signature.pb.h"

#include <algorithm>

namespace broker {

namespace message = ::signature::message;
using namespace policy;

static constexpr auto worker_name = "scanners-signature";
static constexpr std::int64_t end_of_time = 253'402'300'799; // 9999-12-31.

static bool is_name(const std::string& text)
{
    return text.size() <= most_name_bytes && base::is_valid_utf8(text);
}

static bool is_detail(const std::string& text)
{
    return text.size() <= 200
        && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
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
    if (good && (one.signer.empty() || one.covers == Coverage::Nothing))
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
    return type == FileType::Pdf
        && (kind == SignatureKind::Pdf || kind == SignatureKind::PdfTimestamp);
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

bool can_verify_signatures(FileType type)
{
    return type == FileType::Pdf;
}

Result<std::vector<Signature>> ask_signatures(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& file, FileType type, std::int64_t now)
{
    message::Request request;
    request.set_now(now);
    request.mutable_pdf();
    auto wider = limits;
    wider.memory_bytes += TRY(base::size_of(file)); // Mapped, which counts as address space.
    int descriptor = file.get();
    auto answer
        = TRY(ask<message::Answer>(workers, worker_name, wider, request, { &descriptor, 1 }));
    return answer.checked([&](const message::Answer& told) { return check(told, type); });
}

}
