// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "scanners/signed_xml/sandbox.h"
#include "scanners/signed_xml/signature.h"
#include "scanners/signed_xml/signed_xml.pb.h"

#include <ctime>

namespace signed_xml {

static constexpr std::uint64_t largest_input = 64ull << 30; // Address space is the tighter limit.

static std::string string_of(const base::Bytes& bytes)
{
    return std::string(base::text_of(bytes));
}

static void tell(const Checked& checked, message::Signature& told)
{
    auto result = checked.verdict.result;
    told.set_result(static_cast<std::uint32_t>(result));
    told.set_detail(checked.verdict.detail.substr(0, 200));
    if (result != policy::SignatureResult::Valid
        && result != policy::SignatureResult::WeakAlgorithm)
        return;
    told.set_covers(static_cast<std::uint32_t>(checked.covers));
    told.set_claimed_time(std::max<std::int64_t>(0, checked.claimed_time));
    auto& key = *told.mutable_key();
    key.set_method(checked.key.method == Method::Rsa ? message::METHOD_RSA : message::METHOD_ECDSA);
    key.set_digest(string_of(checked.key.digest));
    key.set_value(string_of(checked.key.value));
    for (const auto& certificate : checked.key.certificates)
        key.add_certificates(string_of(certificate));
}

static std::vector<Checked> check(base::View file, message::Kind kind)
{
    auto package = Package::open(file);
    if (!package) {
        Checked unreadable;
        unreadable.verdict.fail(policy::SignatureResult::Unreadable, "no sound package");
        return { unreadable };
    }
    return kind == message::KIND_ODF ? check_odf(package.value()) : check_ooxml(package.value());
}

static std::vector<Checked> within_bounds(std::vector<Checked> all)
{
    if (all.size() <= policy::most_signatures)
        return all;
    all.resize(policy::most_signatures);
    all.back() = {};
    all.back().verdict.fail(
        policy::SignatureResult::Unsupported, "more signatures than are looked at");
    return all;
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    auto kind = received.message.kind();
    if (received.descriptors.size() != 1
        || (kind != message::KIND_OOXML && kind != message::KIND_ODF))
        return Error { "a request of another kind" };
    auto mapping = TRY(base::Mapping::of(received.descriptors[0], largest_input));
    message::Answer answer;
    for (const auto& checked : within_bounds(check(mapping.bytes(), kind)))
        tell(checked, *answer.add_signatures());
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> {
        signed_xml::warm_up();
        tzset(); // UTC, too, is asked of the zone's file at first.
        for (auto digest : { signed_xml::Digest::Sha1, signed_xml::Digest::Sha256,
                 signed_xml::Digest::Sha384, signed_xml::Digest::Sha512 }) {
            if (!signed_xml::digest_of(digest, {}))
                return Error { "OpenSSL: digests" };
        }
        return {};
    };
    return worker::serve(argc, argv, signed_xml::scanners_signed_xml_profile(), prepare,
        [](wire::Channel& channel) { return signed_xml::work(channel); });
}
