// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/refuse.h"
#include "kiosk/core/worker/serve.h"
#include "kiosk/core/worker/slot.h"
#include "sanitizer/encode/pdf/encode.h"
#include "sanitizer/encode/pdf/pdf.pb.h"
#include "sanitizer/encode/pdf/piece.h"
#include "sanitizer/encode/pdf/sandbox.h"
#include "sanitizer/encode/pdf/writer.h"

#include <algorithm>
#include <malloc.h>

namespace encode_pdf {

static constexpr std::size_t largest_request = 64 << 20; // A line for each of a million pages.
static constexpr int kept_bytes = 32 << 20; // glibc's most for the first of the two.
static constexpr std::uint64_t bytes_of_glyph = 20; // As sanitizer/decode/pdf writes it.

static Result<void> refuse_size(wire::Channel& channel)
{
    return worker::refuse<message::Answer>(
        channel, worker::REFUSAL_LIMIT, "more bytes of output than allowed");
}

static Result<void> encode_pages(wire::Channel& channel, const message::Encode& request,
    const std::vector<base::Descriptor>& descriptors)
{
    if (descriptors.size() != 2 && descriptors.size() != 3)
        return Error { "a slot, an output and perhaps letters, please" };
    auto quality = request.jpeg_quality();
    if (quality == 0 || quality > 100)
        return Error { "a quality that libjpeg does not know" };
    auto slot = TRY(worker::map_slot_to_read(descriptors[0]));
    base::View letters;
    if (descriptors.size() == 3)
        letters = TRY(worker::map_slot_to_read(descriptors[2]));
    std::uint64_t written = 0;
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page())
            return {};
        const auto& page = next.message.page();
        auto bytes = std::uint64_t { page.width() } * page.height() * 4;
        if (bytes > slot.size())
            return Error { "a page larger than the slot" };
        Pixels pixels { slot.first(bytes), page.width(), page.height() };
        auto encoded = TRY(encode(pixels, static_cast<int>(quality)));
        Piece made { std::move(encoded.image), {} };
        message::Answer answer;
        answer.mutable_encoded()->set_codes(
            encoded.may_show_codes ? message::CODES_POSSIBLE : message::CODES_NONE);
        if (page.glyphs() > 0) {
            auto glyph_bytes = std::uint64_t { page.glyphs() } * bytes_of_glyph;
            if (glyph_bytes > letters.size())
                return Error { "more letters than their slot holds" };
            auto layer = TRY(text_layer(
                letters.first(glyph_bytes), { page.page_width(), page.page_height() }, pixels));
            made.text = std::move(layer.runs);
            answer.mutable_encoded()->set_letters(layer.kept);
            answer.mutable_encoded()->set_left_out(layer.left_out);
        }
        auto piece = to_bytes(made);
        if (piece.size() > request.output_bytes() - written)
            return refuse_size(channel);
        TRY(base::write_fully_at(descriptors[1], written, piece));
        written += piece.size();
        answer.mutable_encoded()->set_bytes(piece.size());
        TRY(wire::send_message(channel, answer));
    }
}

static Result<base::View> piece_of(
    const message::Placed& page, const std::vector<base::Mapping>& files)
{
    if (page.file() >= files.size())
        return Error { "a file that is not there" };
    base::Reader reader(files[page.file()].bytes());
    TRY(reader.seek(page.offset()));
    return reader.take(page.bytes());
}

static Result<void> assemble(wire::Channel& channel, const message::Assemble& request,
    const std::vector<base::Descriptor>& descriptors)
{
    if (descriptors.empty())
        return Error { "an output and images, please" };
    std::uint64_t bytes = Writer::page_overhead;
    for (const auto& page : request.pages()) {
        bytes += Writer::page_overhead + std::min(page.bytes(), request.output_bytes());
        if (bytes > request.output_bytes())
            return refuse_size(channel);
    }
    std::vector<base::Mapping> files;
    for (std::size_t i = 1; i < descriptors.size(); ++i)
        files.push_back(TRY(base::Mapping::of(descriptors[i], request.output_bytes())));
    Letters letters;
    for (const auto& page : request.pages())
        letters.add(TRY(read_text(TRY(piece_of(page, files)))));
    if (!letters.number())
        return worker::refuse<message::Answer>(
            channel, worker::REFUSAL_LIMIT, "more letters than a font has codes");
    Writer writer(descriptors[0], request.output_bytes(), letters);
    TRY(writer.begin(static_cast<std::uint64_t>(request.pages_size())));
    for (const auto& page : request.pages()) {
        TRY(writer.add({ page.width(), page.height(), page.columns(), page.rows() },
            TRY(read_piece(TRY(piece_of(page, files))))));
    }
    message::Answer answer;
    answer.mutable_assembled()->set_bytes(TRY(writer.finish(request.label())));
    return wire::send_message(channel, answer);
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel, largest_request));
    const auto& request = received.message;
    switch (request.what_case()) {
    case message::Request::kEncode:
        return encode_pages(channel, request.encode(), received.descriptors);
    case message::Request::kAssemble:
        return assemble(channel, request.assemble(), received.descriptors);
    case message::Request::WHAT_NOT_SET: break;
    }
    return Error { "an empty request" };
}

// libjpeg and libdeflate look at the processor at their first use.
static Result<void> prepare(std::span<const std::string>)
{
    // A page's buffers are as large as the next one's: kept, they need not be asked for again.
    mallopt(M_MMAP_THRESHOLD, kept_bytes);
    mallopt(M_TRIM_THRESHOLD, kept_bytes);
    static constexpr std::size_t side = 64;
    base::Bytes white(side * side * 4, 0xFF);
    base::Bytes shades(white);
    for (std::size_t i = 0; i < shades.size(); ++i)
        shades[i] = static_cast<std::uint8_t>(i % (side * 4) / 4);
    auto colours = shades;
    colours[0] = 0xFF;
    for (const auto& page : { white, shades, colours })
        TRY(encode({ page, side, side }, 80));
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(
        argc, argv, encode_pdf::encode_pdf_profile(), encode_pdf::prepare, encode_pdf::work);
}
