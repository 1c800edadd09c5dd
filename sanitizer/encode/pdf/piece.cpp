// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/piece.h"

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
    default: return Error { "an unknown coding" };
    }
}

base::Bytes to_piece(const Image& image)
{
    base::Bytes piece { to_number(image.coding) };
    base::append_u16_le(piece, static_cast<std::uint16_t>(image.palette.size()));
    for (auto colour : image.palette)
        base::append(piece, base::Bytes { colour.red, colour.green, colour.blue });
    base::append(piece, image.bytes);
    return piece;
}

Result<Image> from_piece(base::View bytes)
{
    base::Reader reader(bytes);
    Image image { TRY(to_coding(TRY(reader.u8()))), {}, {} };
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
    return image;
}

}
