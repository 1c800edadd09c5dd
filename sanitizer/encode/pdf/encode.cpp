// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/encode.h"

#include "sanitizer/encode/pdf/fax.h"
#include "sanitizer/encode/pdf/flate.h"
#include "sanitizer/encode/pdf/jpeg.h"

namespace encode_pdf {

// Rows padded to whole bytes, the highest bits first (ISO 32000-1, 8.9.3).
template <unsigned bits>
static base::Bytes pack(const base::Bytes& samples, const Pixels& pixels)
{
    constexpr std::size_t per_byte = 8 / bits;
    auto row_bytes = (pixels.width + per_byte - 1) / per_byte;
    auto whole_bytes = pixels.width / per_byte;
    base::Bytes packed(row_bytes * pixels.height);
    for (std::size_t y = 0; y < pixels.height; ++y) {
        const auto* from = samples.data() + y * pixels.width;
        auto* to = packed.data() + y * row_bytes;
        for (std::size_t i = 0; i < whole_bytes; ++i, from += per_byte) {
            unsigned byte = 0;
            for (std::size_t k = 0; k < per_byte; ++k)
                byte = byte << bits | from[k];
            to[i] = static_cast<std::uint8_t>(byte);
        }
        for (std::size_t k = 0; k < pixels.width % per_byte; ++k)
            to[whole_bytes] |= static_cast<std::uint8_t>(from[k] << (8 - bits * (k + 1)));
    }
    return packed;
}

static base::Bytes packed(const base::Bytes& samples, const Pixels& pixels, unsigned bits)
{
    switch (bits) {
    case 1: return pack<1>(samples, pixels);
    case 2: return pack<2>(samples, pixels);
    case 4: return pack<4>(samples, pixels);
    default: return samples;
    }
}

Result<Image> encode(const Pixels& pixels, int jpeg_quality)
{
    if (pixels.width == 0 || pixels.width > longest_side || pixels.height == 0
        || pixels.height > longest_side
        || pixels.bytes.size() != std::uint64_t { pixels.width } * pixels.height * 4)
        return Error { "a page of another size than its pixels" };
    auto picture = classify(pixels);
    auto flate = [&](unsigned bits) { return compress(packed(picture.samples, pixels, bits)); };
    switch (picture.kind) {
    case Kind::Bilevel: {
        auto fax = to_fax(picture.samples, pixels.width);
        auto bytes = TRY(flate(1));
        if (fax.size() < bytes.size())
            return Image { Coding::Fax, {}, std::move(fax) };
        return Image { Coding::Bilevel, {}, std::move(bytes) };
    }
    case Kind::Gray: return Image { Coding::Gray4, {}, TRY(flate(4)) };
    case Kind::Palette: {
        auto bits = bits_for(picture.palette.size());
        return Image { Coding::Indexed, std::move(picture.palette), TRY(flate(bits)) };
    }
    case Kind::GrayPhoto:
        return Image { Coding::JpegGray, {},
            TRY(to_jpeg(pixels, JpegColours::Gray, jpeg_quality)) };
    case Kind::ColourPhoto:
        return Image { Coding::JpegColour, {},
            TRY(to_jpeg(pixels, JpegColours::All, jpeg_quality)) };
    }
    return Error { "an unknown kind of picture" };
}

}
