// SPDX-License-Identifier: MIT
// A worker in the power of its input. The word behind `--` is its lie; by any other word it is
// honest, and every package has one signature whose digests hold.
#include "kiosk/core/worker/serve.h"
#include "policy/facts/signature.h"
#include "scanners/signed_xml/sandbox.h"
#include "scanners/signed_xml/signed_xml.pb.h"

namespace message = signed_xml::message;
using namespace policy;

static std::uint32_t number(auto value)
{
    return static_cast<std::uint32_t>(value);
}

static message::Signature good()
{
    message::Signature one;
    one.set_covers(number(Coverage::Whole));
    auto& key = *one.mutable_key();
    key.set_method(message::METHOD_RSA);
    key.set_digest(std::string(32, 'd'));
    key.set_value("v");
    key.add_certificates("c");
    return one;
}

static void spoil(const std::string& lie, message::Signature& one)
{
    if (lie == "unknown result")
        one.set_result(8);
    if (lie == "unknown coverage")
        one.set_covers(3);
    if (lie == "good of nothing")
        one.set_covers(number(Coverage::Nothing));
    if (lie == "broken with a key")
        one.set_result(number(SignatureResult::Broken));
    if (lie == "expired")
        one.set_result(number(SignatureResult::Expired));
    if (lie == "changed after")
        one.set_result(number(SignatureResult::ValidButChangedAfter));
    if (lie == "time before time")
        one.set_claimed_time(-1);
    if (lie == "control characters")
        one.set_detail("\x1B[2J");
    auto& key = *one.mutable_key();
    if (lie == "unknown method")
        key.set_method(static_cast<message::Method>(9));
    if (lie == "odd digest")
        key.set_digest("d");
    if (lie == "no value")
        key.clear_value();
    if (lie == "long value")
        key.set_value(std::string(2049, 'v'));
    if (lie == "no certificates")
        key.clear_certificates();
    if (lie == "empty certificate")
        key.add_certificates("");
    if (lie == "long certificate")
        key.add_certificates(std::string(16'385, 'c'));
    while (lie == "many certificates" && key.certificates_size() < 9)
        key.add_certificates("c");
    if (lie == "good without a key")
        one.clear_key();
}

static Result<void> work(const std::string& lie, wire::Channel& channel)
{
    TRY(wire::receive_trusted<message::Request>(channel));
    message::Answer answer;
    std::size_t count = lie == "none" ? 0 : lie == "too many" ? most_signatures + 1 : 1;
    for (std::size_t i = 0; i < count; ++i) {
        auto& one = *answer.add_signatures();
        one = good();
        spoil(lie, one);
    }
    return wire::send_message(channel, answer);
}

int main(int argc, char** argv)
{
    std::string lie;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        lie = words.empty() ? "" : words[0];
        return {};
    };
    return worker::serve(argc, argv, signed_xml::scanners_signed_xml_profile(), prepare,
        [&](wire::Channel& channel) { return work(lie, channel); });
}
