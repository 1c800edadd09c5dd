// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/encode/pdf/encode.h"
#include "sanitizer/encode/pdf/pdf.pb.h"
#include "sanitizer/encode/pdf/sandbox.h"

#include <sys/mman.h>

namespace encode_pdf {

static Result<base::View> map_slot(const base::Descriptor& slot)
{
    // Sealed against another size by the broker, so that it cannot shrink under us.
    auto size = TRY(base::size_of(slot));
    auto* start = mmap(nullptr, size, PROT_READ, MAP_SHARED, slot.get(), 0);
    if (start == MAP_FAILED)
        return base::system_error("mmap");
    return base::View(static_cast<const std::uint8_t*>(start), size);
}

static message::Coding to_message(Coding coding)
{
    switch (coding) {
    case Coding::Bilevel: return message::CODING_BILEVEL;
    case Coding::Gray4: return message::CODING_GRAY4;
    case Coding::JpegGray: return message::CODING_JPEG_GRAY;
    case Coding::JpegColour: return message::CODING_JPEG_COLOUR;
    }
    return message::CODING_UNSPECIFIED;
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "a slot and an output, please" };
    auto slot = TRY(map_slot(received.descriptors[0]));
    std::uint64_t written = 0;
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page())
            return {};
        const auto& page = next.message.page();
        auto bytes = std::uint64_t { page.width() } * page.height() * 4;
        if (bytes > slot.size())
            return Error { "a page larger than the slot" };
        auto encoded = TRY(encode({ slot.first(bytes), page.width(), page.height() }));
        message::Answer answer;
        if (encoded.bytes.size() > received.message.output_bytes() - written) {
            answer.mutable_refusal()->set_reason(::worker::REFUSAL_LIMIT);
            answer.mutable_refusal()->set_detail("more bytes of output than allowed");
            return wire::send_message(channel, answer);
        }
        TRY(base::write_fully_at(received.descriptors[1], written, encoded.bytes));
        written += encoded.bytes.size();
        answer.mutable_encoded()->set_coding(to_message(encoded.coding));
        answer.mutable_encoded()->set_bytes(encoded.bytes.size());
        TRY(wire::send_message(channel, answer));
    }
}

// libjpeg and libdeflate look at the processor at their first use.
static Result<void> prepare(std::span<const std::string>)
{
    base::Bytes gray(4 * 4 * 4, 0x20);
    base::Bytes colour(gray);
    colour[0] = 0xFF;
    TRY(encode({ gray, 4, 4 }));
    TRY(encode({ colour, 4, 4 }));
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(
        argc, argv, encode_pdf::encode_pdf_profile(), encode_pdf::prepare, encode_pdf::work);
}
