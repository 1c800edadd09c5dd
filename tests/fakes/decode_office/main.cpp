// SPDX-License-Identifier: MIT
// LibreOffice in the power of its document. The first word behind `--` is its lie; the second is
// the file that it gives for the conversion.
#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/office/office.pb.h"
#include "sanitizer/decode/office/sandbox.h"

#include <fcntl.h>

static Result<void> work(const std::string& lie, const base::Bytes& given, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<office::message::Request>(channel));
    const auto& output = received.descriptors.at(1);
    TRY(base::write_fully_at(output, 0, given));
    if (lie == "hangs") // Nobody sends anything more.
        TRY(wire::receive_trusted<office::message::Request>(channel));
    if (lie == "crash")
        __builtin_trap();
    if (lie == "grows without end") {
        const base::Bytes much(1 << 20, 'x');
        for (std::uint64_t at = given.size();; at += much.size())
            TRY(base::write_fully_at(output, at, much));
    }
    office::message::Answer answer;
    if (lie == "refuses in control characters") {
        answer.mutable_refusal()->set_reason(worker::REFUSAL_MALFORMED);
        answer.mutable_refusal()->set_detail("\x1B[2J");
    } else if (lie != "an empty answer") {
        answer.mutable_done()->set_bytes(given.size() + (lie == "another size" ? 1 : 0));
    }
    TRY(wire::send_message(channel, answer));
    return lie == "an answer too many" ? wire::send_message(channel, answer) : Result<void>();
}

int main(int argc, char** argv)
{
    std::string lie;
    base::Bytes given;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        if (words.size() != 2)
            return Error { "a lie and a file, please" };
        lie = words[0];
        base::Descriptor file(open(words[1].c_str(), O_RDONLY | O_CLOEXEC));
        if (!file)
            return base::system_error("open");
        given = TRY(base::read_all(file, 1 << 24));
        return {};
    };
    return worker::serve(argc, argv, office::decode_office_profile(), prepare,
        [&](wire::Channel& channel) { return work(lie, given, channel); });
}
