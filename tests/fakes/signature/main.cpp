// SPDX-License-Identifier: MIT
// A worker in the power of its input. The word behind `--` is its lie; by any other word it is
// honest, and every PDF has one valid signature.
#include "kiosk/core/worker/serve.h"
#include "policy/facts/signature.h"
#include "scanners/signature/sandbox.h"
#include "scanners/signature/signature.pb.h"

namespace message = signature::message;
using namespace policy;

static message::Signature valid()
{
    message::Signature one;
    one.set_covers(static_cast<std::uint32_t>(Coverage::Whole));
    one.set_signer("CN=a");
    one.set_issuer("CN=b");
    one.set_serial("01");
    one.set_signed_at(1);
    one.set_time(static_cast<std::uint32_t>(TimeSource::Claimed));
    return one;
}

static void spoil(const std::string& lie, message::Signature& one)
{
    if (lie == "unknown result")
        one.set_result(8);
    if (lie == "unknown kind")
        one.set_kind(5);
    if (lie == "unknown coverage")
        one.set_covers(3);
    if (lie == "unknown time")
        one.set_time(3);
    if (lie == "another kind")
        one.set_kind(static_cast<std::uint32_t>(SignatureKind::Mail));
    if (lie == "valid of nothing")
        one.set_covers(static_cast<std::uint32_t>(Coverage::Nothing));
    if (lie == "valid of a part")
        one.set_covers(static_cast<std::uint32_t>(Coverage::Part));
    if (lie == "changed, yet whole")
        one.set_result(static_cast<std::uint32_t>(SignatureResult::ValidButChangedAfter));
    if (lie == "valid by nobody")
        one.clear_signer();
    if (lie == "time without a source")
        one.set_time(static_cast<std::uint32_t>(TimeSource::None));
    if (lie == "source without a time")
        one.set_signed_at(0);
    if (lie == "time before time")
        one.set_signed_at(-1);
    if (lie == "endless time")
        one.set_signed_at(253'402'300'800);
    if (lie == "no UTF-8")
        one.set_signer(std::string("\xFF"));
    if (lie == "long name")
        one.set_issuer(std::string(most_name_bytes + 1, 'a'));
    if (lie == "odd serial")
        one.set_serial("0G");
    if (lie == "control characters")
        one.set_detail("\x1B[2J");
}

static Result<void> work(const std::string& lie, wire::Channel& channel)
{
    TRY(wire::receive_trusted<message::Request>(channel));
    message::Answer answer;
    std::size_t count = lie == "none" ? 0 : lie == "too many" ? most_signatures + 1 : 1;
    for (std::size_t i = 0; i < count; ++i) {
        auto& one = *answer.add_signatures();
        one = valid();
        spoil(lie, one);
    }
    if (lie == "crash")
        __builtin_trap();
    TRY(wire::send_message(channel, answer));
    return lie == "twice" ? wire::send_message(channel, answer) : Result<void> {};
}

int main(int argc, char** argv)
{
    std::string lie;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        lie = words.empty() ? "" : words[0];
        return {};
    };
    return worker::serve(argc, argv, signature::scanners_signature_profile(), prepare,
        [&](wire::Channel& channel) { return work(lie, channel); });
}
