// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "scanners/signature/key.h"
#include "scanners/signature/mail/verify.h"
#include "scanners/signature/pdf/verify.h"
#include "scanners/signature/sandbox.h"
#include "scanners/signature/signature.pb.h"
#include "scanners/signature/stamp.h"

#include <ctime>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <optional>

namespace signature {

static constexpr std::uint64_t largest_input = 64ull << 30; // Address space is the tighter limit.

static void tell(const std::vector<policy::Signature>& all, message::Answer& answer)
{
    for (const auto& one : all) {
        if (static_cast<std::size_t>(answer.signatures_size()) == policy::most_signatures)
            return;
        auto& told = *answer.add_signatures();
        told.set_kind(static_cast<std::uint32_t>(one.kind));
        told.set_result(static_cast<std::uint32_t>(one.result));
        told.set_covers(static_cast<std::uint32_t>(one.covers));
        told.set_signer(one.signer);
        told.set_issuer(one.issuer);
        told.set_serial(one.serial);
        told.set_signed_at(one.signed_at);
        told.set_time(static_cast<std::uint32_t>(one.time));
        told.set_detail(one.detail.substr(0, 200));
    }
}

static policy::Signature verify_key(const message::Key& key, const Trust& trust, std::int64_t now)
{
    SignedDigest one;
    one.method = key.method() == message::METHOD_RSA ? KeyMethod::Rsa : KeyMethod::Ecdsa;
    one.digest = base::view_of(key.digest());
    one.value = base::view_of(key.value());
    for (const auto& certificate : key.certificates())
        one.certificates.push_back(base::view_of(certificate));
    return verify_digest(one, trust, now);
}

static Result<void> work(const Trust& trust, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    const auto& request = received.message;
    message::Answer answer;
    if (request.has_key()) {
        tell({ verify_key(request.key(), trust, request.now()) }, answer);
        return wire::send_message(channel, answer);
    }
    if (received.descriptors.size() != 1 || (!request.has_pdf() && !request.has_mail()))
        return Error { "a request of another kind" };
    auto mapping = TRY(base::Mapping::of(received.descriptors[0], largest_input));
    auto verify = request.has_pdf() ? pdf::verify : mail::verify;
    tell(verify(mapping.bytes(), trust, request.now()), answer);
    return wire::send_message(channel, answer);
}

// What libraries read or fill at their first use is there before the sandbox closes.
static Result<Trust> prepare(std::span<const std::string> words)
{
    if (OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CRYPTO_STRINGS, nullptr) != 1)
        return Error { "OpenSSL" };
    for (const auto* name : { "SHA1", "SHA256", "SHA384", "SHA512" }) {
        if (digest_of({}, EVP_get_digestbyname(name)).empty())
            return Error { "OpenSSL: digests" };
    }
    tzset(); // UTC, too, is asked of the zone's file at first.
    return Trust::load(words.empty() ? "" : words[0]);
}

}

int main(int argc, char** argv)
{
    std::optional<signature::Trust> trust;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        trust = TRY(signature::prepare(words));
        return {};
    };
    auto work = [&](wire::Channel& channel) { return signature::work(*trust, channel); };
    return worker::serve(argc, argv, signature::scanners_signature_profile(), prepare, work);
}
