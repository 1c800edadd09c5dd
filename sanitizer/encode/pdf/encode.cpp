// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/encode.h"

#include "sanitizer/encode/pdf/fax.h"
#include "sanitizer/encode/pdf/flate.h"
#include "sanitizer/encode/pdf/jpeg.h"

#include <cstring>

namespace encode_pdf {

// A row's samples one after another, the highest bits first (ISO 32000-1, 8.9.3).
template <unsigned bits>
class PackedRow {
public:
    // Up to a word beyond the row may be overwritten.
    explicit PackedRow(std::uint8_t* row)
        : m_row(row)
    {
    }

    void add(std::uint8_t sample, std::size_t count)
    {
        auto word = sample * repeated;
        auto end = m_at + count * bits;
        auto* to = m_row + m_at / 8;
        if (count > most_at_once) { // The byte that is begun, whole ones, and the next one's begin.
            *to = static_cast<std::uint8_t>((m_held | word >> m_at % 8) >> 56);
            std::memset(to + 1, static_cast<int>(word & 0xFF), end / 8 - m_at / 8 - 1);
            m_held = word & ~(~0ull >> end % 8);
        } else {
            auto unused = 64 - count * bits;
            m_held |= word >> unused << unused >> m_at % 8;
            auto stored = __builtin_bswap64(m_held);
            std::memcpy(to, &stored, sizeof stored);
            m_held <<= (end / 8 - m_at / 8) * 8;
        }
        m_at = end;
    }

    void end()
    {
        if (m_at % 8 != 0)
            m_row[m_at / 8] = static_cast<std::uint8_t>(m_held >> 56);
    }

private:
    static constexpr std::uint64_t repeated = ~0ull / ((1u << bits) - 1); // A word of a sample.
    static constexpr std::size_t most_at_once = 56 / bits; // Besides the bits of a byte begun.

    std::uint8_t* m_row;
    std::size_t m_at { 0 }; // The bit to write next.
    std::uint64_t m_held { 0 }; // What its byte has already, from the highest bit on.
};

template <unsigned bits>
static base::Bytes pack(const Picture& picture, const Pixels& pixels)
{
    auto row_bytes = (std::size_t { pixels.width } * bits + 7) / 8;
    base::Bytes packed(row_bytes * pixels.height + sizeof(std::uint64_t));
    auto run = picture.runs.begin();
    for (std::size_t y = 0; y < pixels.height; ++y) {
        PackedRow<bits> row(packed.data() + y * row_bytes);
        for (std::size_t x = 0; x < pixels.width; x += run++->length)
            row.add(picture.samples[run->place], run->length);
        row.end();
    }
    packed.resize(row_bytes * pixels.height);
    return packed;
}

static base::Bytes packed(const Picture& picture, const Pixels& pixels, unsigned bits)
{
    switch (bits) {
    case 1: return pack<1>(picture, pixels);
    case 2: return pack<2>(picture, pixels);
    case 4: return pack<4>(picture, pixels);
    default: return pack<8>(picture, pixels);
    }
}

static Result<Image> image_of(Picture& picture, const Pixels& pixels, int jpeg_quality)
{
    auto flate = [&](unsigned bits) { return compress(packed(picture, pixels, bits)); };
    switch (picture.kind) {
    case Kind::Bilevel: {
        auto fax = to_fax(pack<8>(picture, pixels), pixels.width);
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

Result<Encoded> encode(const Pixels& pixels, int jpeg_quality)
{
    if (pixels.width == 0 || pixels.width > longest_side || pixels.height == 0
        || pixels.height > longest_side
        || pixels.bytes.size() != std::uint64_t { pixels.width } * pixels.height * 4)
        return Error { "a page of another size than its pixels" };
    auto picture = classify(pixels);
    return Encoded { TRY(image_of(picture, pixels, jpeg_quality)), picture.may_show_codes };
}

}
