// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/signed_xml.h"

#include "kiosk/broker/ask/outcome.h"
#include "scanners/signed_xml/signed_xml.pb.h"

#include <algorithm>

namespace broker {

namespace message = ::signed_xml::message;
using namespace policy;

static constexpr auto worker_name = "scanners-signed-xml";
static constexpr std::size_t answer_bytes = 8 << 20; // Of all signatures with their certificates.

static bool holds(SignatureResult result)
{
    return result == SignatureResult::Valid || result == SignatureResult::WeakAlgorithm;
}

static Result<void> take_key(const message::Key& key, SignedXml& one)
{
    constexpr std::size_t most_value = 2048, most_certificates = 8, most_certificate = 16'384;
    auto size = key.digest().size();
    if ((key.method() != message::METHOD_RSA && key.method() != message::METHOD_ECDSA)
        || (size != 20 && size != 32 && size != 48 && size != 64) || key.value().empty()
        || key.value().size() > most_value || key.certificates().empty()
        || static_cast<std::size_t>(key.certificates_size()) > most_certificates)
        return Error { "a key out of bounds" };
    one.method = key.method() == message::METHOD_RSA ? KeyMethod::Rsa : KeyMethod::Ecdsa;
    one.digest = key.digest();
    one.value = key.value();
    for (const auto& certificate : key.certificates()) {
        if (certificate.empty() || certificate.size() > most_certificate)
            return Error { "a certificate out of bounds" };
        one.certificates.push_back(certificate);
    }
    return {};
}

static Result<SignedXml> check_one(const message::Signature& told, SignatureKind kind)
{
    if (told.result() > static_cast<std::uint32_t>(SignatureResult::Unreadable)
        || told.covers() > static_cast<std::uint32_t>(Coverage::Whole) || !is_detail(told.detail())
        || told.claimed_time() < 0 || told.claimed_time() > end_of_time)
        return Error { "a signature out of bounds" };
    SignedXml one;
    one.told.kind = kind;
    one.told.result = static_cast<SignatureResult>(told.result());
    one.told.covers = static_cast<Coverage>(told.covers());
    one.told.detail = told.detail();
    one.told.signed_at = told.claimed_time();
    one.told.time = told.claimed_time() == 0 ? TimeSource::None : TimeSource::Claimed;
    auto good = holds(one.told.result);
    // Of the other results, these are for somebody who has seen the key or another kind of file.
    if (one.told.result == SignatureResult::ValidButChangedAfter
        || one.told.result == SignatureResult::Expired || told.has_key() != good
        || (one.told.covers != Coverage::Nothing) != good)
        return Error { "a signature that contradicts itself" };
    if (good)
        TRY(take_key(told.key(), one));
    return one;
}

Result<std::vector<SignedXml>> ask_signed_xml(
    Workers& workers, const worker::Limits& limits, const base::Descriptor& file, FileType type)
{
    auto kind = is_ooxml(type) ? SignatureKind::Ooxml : SignatureKind::Odf;
    message::Request request;
    request.set_kind(kind == SignatureKind::Ooxml ? message::KIND_OOXML : message::KIND_ODF);
    auto wider = limits;
    wider.memory_bytes += TRY(base::size_of(file)); // Mapped, which counts as address space.
    int descriptor = file.get();
    auto answer = TRY(ask<message::Answer>(
        workers, worker_name, wider, request, { &descriptor, 1 }, answer_bytes));
    return answer.checked([&](const message::Answer& told) -> Result<std::vector<SignedXml>> {
        std::vector<SignedXml> all;
        if (told.signatures().empty()
            || static_cast<std::size_t>(told.signatures_size()) > most_signatures)
            return Error { "no signature, or too many" };
        for (const auto& one : told.signatures())
            all.push_back(TRY(check_one(one, kind)));
        return all;
    });
}

}
