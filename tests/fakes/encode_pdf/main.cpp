// SPDX-License-Identifier: MIT
// A worker in the power of the pixels. The word behind `--` is its lie; by any other word it is
// honest: every image is one byte, and so is every PDF.
#include "kiosk/core/worker/serve.h"
#include "sanitizer/encode/pdf/pdf.pb.h"
#include "sanitizer/encode/pdf/sandbox.h"

namespace message = encode_pdf::message;

static Result<void> encode_pages(
    const std::string& lie, wire::Channel& channel, const base::Descriptor& images)
{
    for (std::uint64_t offset = 0;; ++offset) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page())
            return {};
        TRY(base::write_fully_at(images, offset, base::view_of("x")));
        message::Answer answer;
        auto& encoded = *answer.mutable_encoded();
        if (lie == "letters of nobody")
            encoded.set_letters(1);
        if (lie == "letters lost of nobody")
            encoded.set_left_out(~0ull);
        if (lie != "no word of codes")
            encoded.set_codes(
                lie == "unknown codes" ? static_cast<message::Codes>(9) : message::CODES_POSSIBLE);
        encoded.set_bytes(lie == "no bytes" ? 0
                : lie == "more bytes"       ? 2
                : lie == "more than all"    ? ~0ull
                                            : 1);
        TRY(wire::send_message(channel, answer));
    }
}

static Result<void> assemble(
    const std::string& lie, wire::Channel& channel, const base::Descriptor& output)
{
    TRY(base::write_fully_at(output, 0, base::view_of("x")));
    message::Answer answer;
    if (lie == "an image for a file")
        answer.mutable_encoded()->set_bytes(1);
    else
        answer.mutable_assembled()->set_bytes(lie == "a larger file" ? 2 : 1);
    return wire::send_message(channel, answer);
}

static Result<void> work(const std::string& lie, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.message.has_encode())
        return encode_pages(lie, channel, received.descriptors.at(1));
    return assemble(lie, channel, received.descriptors.at(0));
}

int main(int argc, char** argv)
{
    std::string lie;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        lie = words.empty() ? "" : words[0];
        return {};
    };
    return worker::serve(argc, argv, encode_pdf::encode_pdf_profile(), prepare,
        [&](wire::Channel& channel) { return work(lie, channel); });
}
