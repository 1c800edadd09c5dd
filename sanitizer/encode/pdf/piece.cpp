// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/piece.h"

#include "kiosk/core/base/text.h"

namespace encode_pdf {

static constexpr std::uint16_t most_colours = 256;

static std::uint8_t to_number(Coding coding)
{
    switch (coding) {
    case Coding::Bilevel: return 1;
    case Coding::Gray4: return 2;
    case Coding::Indexed: return 3;
    case Coding::JpegGray: return 4;
    case Coding::JpegColour: return 5;
    case Coding::Fax: return 6;
    }
    return 0;
}

static Result<Coding> to_coding(std::uint8_t number)
{
    switch (number) {
    case 1: return Coding::Bilevel;
    case 2: return Coding::Gray4;
    case 3: return Coding::Indexed;
    case 4: return Coding::JpegGray;
    case 5: return Coding::JpegColour;
    case 6: return Coding::Fax;
    default: return Error { "an unknown coding" };
    }
}

// The text first, each run with its four numbers, then the image up to the end.
base::Bytes to_bytes(const Piece& piece)
{
    base::Bytes bytes;
    base::append_u32_le(bytes, static_cast<std::uint32_t>(piece.text.size()));
    for (const auto& run : piece.text) {
        for (auto number : { run.left, run.bottom, run.width, run.height,
                 static_cast<std::uint32_t>(run.text.size()) })
            base::append_u32_le(bytes, number);
        for (auto point : run.text)
            base::append_u32_le(bytes, point);
    }
    const auto& image = piece.image;
    bytes.push_back(to_number(image.coding));
    base::append_u16_le(bytes, static_cast<std::uint16_t>(image.palette.size()));
    for (auto colour : image.palette)
        base::append(bytes, base::Bytes { colour.red, colour.green, colour.blue });
    base::append(bytes, image.bytes);
    return bytes;
}

static Result<TextRun> take_run(base::Reader& reader)
{
    TextRun run {};
    for (auto* number : { &run.left, &run.bottom, &run.width, &run.height })
        *number = TRY(reader.u32_le());
    auto count = TRY(reader.u32_le());
    if (run.width == 0 || run.height == 0 || count == 0 || count > reader.left() / 4)
        return Error { "a run of text out of bounds" };
    for (std::uint32_t i = 0; i < count; ++i) {
        char32_t point = TRY(reader.u32_le());
        if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF) || base::is_unsafe(point))
            return Error { "a letter that is none" };
        run.text += point;
    }
    return run;
}

static Result<std::vector<TextRun>> take_text(base::Reader& reader)
{
    auto count = TRY(reader.u32_le());
    std::vector<TextRun> text;
    for (std::uint32_t i = 0; i < count; ++i)
        text.push_back(TRY(take_run(reader)));
    return text;
}

Result<std::vector<TextRun>> read_text(base::View bytes)
{
    base::Reader reader(bytes);
    return take_text(reader);
}

Result<Piece> read_piece(base::View bytes)
{
    base::Reader reader(bytes);
    Piece piece {};
    piece.text = TRY(take_text(reader));
    auto& image = piece.image;
    image.coding = TRY(to_coding(TRY(reader.u8())));
    auto colours = TRY(reader.u16_le());
    if (colours > most_colours || (colours > 0) != (image.coding == Coding::Indexed))
        return Error { "a palette out of place" };
    for (int i = 0; i < colours; ++i) {
        auto colour = TRY(reader.take(3));
        image.palette.push_back({ colour[0], colour[1], colour[2] });
    }
    auto rest = TRY(reader.take(reader.left()));
    image.bytes.assign(rest.begin(), rest.end());
    if (image.bytes.empty())
        return Error { "an image without bytes" };
    return piece;
}

}
