// SPDX-License-Identifier: MIT
// A writer in the power of a list. The word behind `--` is its lie; what it writes is never a file
// of ours.
#include "kiosk/core/worker/serve.h"
#include "sanitizer/encode/pdf/drawing/drawing.pb.h"
#include "sanitizer/encode/pdf/drawing/sandbox.h"

namespace message = encode_pdf_drawing::message;

static constexpr std::string_view file
    = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript"
      "/JS(app.alert\\(1\\))>>>>\nendobj\n2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\nxref\n0 "
      "3\n0000000000 65535 f \n0000000015 00000 n \n0000000104 00000 n \ntrailer\n<</Size 3/Root "
      "1 0 R>>\nstartxref\n152\n%%EOF\n";

static Result<void> work(const std::string& lie, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    message::Answer last;
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page() && !next.message.has_outline())
            break;
        message::Answer answer;
        auto& written = *answer.mutable_written();
        if (lie == "endless letters")
            written.set_letters(~0ull);
        if (lie == "endless links")
            written.set_links(~0ull);
        if (lie == "endless pixels")
            written.set_pixels(~0ull);
        if (lie == "an end for a page")
            answer.mutable_finished()->set_bytes(1);
        TRY(wire::send_message(channel, answer));
    }
    TRY(base::write_fully_at(received.descriptors.at(1), 0, base::view_of(file)));
    if (lie == "a page for an end")
        last.mutable_written();
    else
        last.mutable_finished()->set_bytes(lie == "another size" ? file.size() + 1 : file.size());
    if (lie == "more than allowed")
        last.mutable_finished()->set_bytes(received.message.output_bytes() + 1);
    return wire::send_message(channel, last);
}

int main(int argc, char** argv)
{
    std::string lie;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        lie = words.empty() ? "" : words[0];
        return {};
    };
    return worker::serve(argc, argv, encode_pdf_drawing::encode_pdf_drawing_profile(), prepare,
        [&](wire::Channel& channel) { return work(lie, channel); });
}
