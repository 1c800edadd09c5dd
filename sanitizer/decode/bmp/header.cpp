// SPDX-License-Identifier: MIT
#include "sanitizer/decode/bmp/header.h"

#include <algorithm>
#include <bit>

namespace decode_bmp {

using pixels::Fault;

static constexpr std::size_t file_header_bytes = 14;
static constexpr std::uint32_t core_header_bytes = 12;
static constexpr std::uint32_t info_header_bytes = 40;
static constexpr std::uint32_t os2_header_bytes = 64;
static constexpr std::uint32_t v2_header_bytes = 52;
static constexpr std::uint32_t v3_header_bytes = 56;
static constexpr std::uint32_t v4_header_bytes = 108;
static constexpr std::uint32_t v5_header_bytes = 124;

enum Compression : std::uint32_t { Rgb = 0, Rle8 = 1, Rle4 = 2, BitFields = 3, AlphaBitFields = 6 };

class Headers {
public:
    Headers(base::View file, std::uint64_t most_pixels)
        : m_file(file)
        , m_reader(file)
        , m_most_pixels(most_pixels)
    {
        m_header.frame.set_orientation(1);
    }

    std::variant<Header, pixels::Refused> all()
    {
        auto read_all = read();
        if (m_refused.detail)
            return m_refused;
        if (!read_all)
            return pixels::Refused { Fault::Malformed, "the header is broken" };
        return std::move(m_header);
    }

private:
    Error refuse(Fault fault, const char* detail)
    {
        m_refused = { fault, detail };
        return Error { detail };
    }

    Result<void> read()
    {
        if (base::text_of(TRY(m_reader.take(2))) != "BM")
            return Error { "no bitmap" };
        TRY(m_reader.take(8)); // The size, which nobody believes, and nothing.
        auto offset = TRY(m_reader.u32_le());
        m_size = TRY(m_reader.u32_le());
        if (m_size == core_header_bytes)
            TRY(read_core());
        else
            TRY(read_info());
        TRY(check_size());
        TRY(choose_coding());
        TRY(read_palette(offset));
        if (offset < m_reader.position() || offset > m_file.size())
            return Error { "pixels elsewhere" };
        if (offset != m_reader.position())
            m_header.removed.push_back({ "other-data", "header" });
        m_header.data = m_file.subspan(offset);
        return {};
    }

    Result<void> read_core()
    {
        m_width = TRY(m_reader.u16_le());
        m_height = TRY(m_reader.u16_le());
        m_planes = TRY(m_reader.u16_le());
        m_header.bits = TRY(m_reader.u16_le());
        return {};
    }

    Result<void> read_info()
    {
        constexpr std::uint32_t sizes[] = { info_header_bytes, os2_header_bytes, v2_header_bytes,
            v3_header_bytes, v4_header_bytes, v5_header_bytes };
        if (std::ranges::find(sizes, m_size) == std::end(sizes))
            return refuse(Fault::Unsupported, "a bitmap with an unknown header");
        m_width = static_cast<std::int32_t>(TRY(m_reader.u32_le()));
        m_height = static_cast<std::int32_t>(TRY(m_reader.u32_le()));
        m_planes = TRY(m_reader.u16_le());
        m_header.bits = TRY(m_reader.u16_le());
        m_compression = TRY(m_reader.u32_le());
        TRY(m_reader.u32_le()); // Bytes of the pixels, which nobody believes.
        auto x = TRY(m_reader.u32_le());
        auto y = TRY(m_reader.u32_le());
        pixels::set_resolution(m_header.frame, x, y);
        m_colours = TRY(m_reader.u32_le());
        TRY(m_reader.u32_le());
        TRY(read_masks());
        if (m_size == v5_header_bytes) {
            base::Reader profile(m_file);
            TRY(profile.seek(file_header_bytes + 112));
            TRY(profile.u32_le());
            if (TRY(profile.u32_le()) != 0)
                m_header.removed.push_back({ "icc", "header" });
        }
        return m_reader.seek(std::max(m_reader.position(), file_header_bytes + m_size));
    }

    Result<void> read_masks()
    {
        bool outside = m_size == info_header_bytes
            && (m_compression == BitFields || m_compression == AlphaBitFields);
        bool inside = m_size >= v2_header_bytes && m_size != os2_header_bytes;
        if (!outside && !inside)
            return {};
        for (std::size_t i = 0; i < 3; ++i)
            m_header.masks[i] = TRY(m_reader.u32_le());
        if (inside ? m_size >= v3_header_bytes : m_compression == AlphaBitFields)
            m_header.masks[3] = TRY(m_reader.u32_le());
        return {};
    }

    Result<void> check_size()
    {
        m_header.from_top = m_height < 0;
        auto height = m_height < 0 ? -m_height : m_height;
        if (m_width <= 0 || height == 0 || height > INT32_MAX || m_planes != 1)
            return Error { "no size" };
        m_header.frame.set_width(static_cast<std::uint32_t>(m_width));
        m_header.frame.set_height(static_cast<std::uint32_t>(height));
        if (static_cast<std::uint64_t>(m_width) * static_cast<std::uint64_t>(height)
            > m_most_pixels)
            return refuse(Fault::Limit, "more pixels than allowed");
        return {};
    }

    Result<void> choose_coding()
    {
        auto bits = m_header.bits;
        constexpr unsigned known[] = { 1, 4, 8, 16, 24, 32 };
        if (std::ranges::find(known, bits) == std::end(known))
            return refuse(Fault::Unsupported, "a bitmap of another depth");
        auto& masks = m_header.masks;
        switch (m_compression) {
        case Rgb:
            if (bits == 16)
                masks = { 0x7C00, 0x03E0, 0x001F, 0 };
            else // The fourth byte of 32 bits means nothing here.
                masks = { 0xFF0000, 0xFF00, 0xFF, 0 };
            break;
        case Rle8: m_header.coding = Coding::RunLength8; break;
        case Rle4: m_header.coding = Coding::RunLength4; break;
        case BitFields:
        case AlphaBitFields:
            if (m_size == os2_header_bytes || (bits != 16 && bits != 32))
                return refuse(Fault::Unsupported, "a bitmap of another coding");
            break;
        default: return refuse(Fault::Unsupported, "a bitmap of another coding");
        }
        if ((m_compression == Rle8 && bits != 8) || (m_compression == Rle4 && bits != 4)
            || (m_header.coding != Coding::Plain && m_header.from_top))
            return Error { "runs of another depth" };
        return bits <= 8 ? Result<void> {} : check_masks();
    }

    // Each a run of ones, none twice; what is not there is 0, and only alpha may miss.
    Result<void> check_masks()
    {
        std::uint32_t all = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            auto mask = m_header.masks[i];
            auto run = mask == 0 ? 0 : mask >> std::countr_zero(mask);
            if ((run & (run + 1)) != 0 || (mask & all) != 0 || (mask == 0 && i < 3)
                || (m_header.bits == 16 && mask > 0xFFFF))
                return Error { "masks that are none" };
            all |= mask;
        }
        m_header.frame.set_form(
            m_header.masks[3] == 0 ? pixels::message::FORM_RGB : pixels::message::FORM_RGBA);
        return {};
    }

    Result<void> read_palette(std::uint32_t offset)
    {
        auto most = m_header.bits <= 8 ? 1u << m_header.bits : 0;
        auto entry = m_size == core_header_bytes ? 3u : 4u;
        if (most == 0) { // A palette for screens of few colours.
            if (m_colours > 256)
                return Error { "a palette of too many colours" };
            if (m_colours != 0 && m_reader.take(std::size_t { m_colours } * entry))
                m_header.removed.push_back({ "other-data", "palette" });
            return {};
        }
        auto colours = m_colours == 0 ? most : m_colours;
        if (offset >= m_reader.position()) // OS/2 leaves out the rest without saying so.
            colours = std::min<std::uint32_t>(
                colours, static_cast<std::uint32_t>((offset - m_reader.position()) / entry));
        if (colours == 0 || colours > most)
            return Error { "a palette of too many colours, or of none" };
        for (std::uint32_t i = 0; i < colours; ++i) {
            auto colour = TRY(m_reader.take(entry));
            const std::uint8_t turned[] = { colour[2], colour[1], colour[0] };
            base::append(m_header.palette, turned);
        }
        m_header.frame.set_form(pixels::message::FORM_INDEXED);
        m_header.frame.set_colours(colours);
        return {};
    }

    base::View m_file;
    base::Reader m_reader;
    std::uint64_t m_most_pixels;
    Header m_header;
    std::uint32_t m_size { 0 };
    std::int64_t m_width { 0 };
    std::int64_t m_height { 0 };
    unsigned m_planes { 0 };
    std::uint32_t m_compression { Rgb };
    std::uint32_t m_colours { 0 };
    pixels::Refused m_refused { Fault::Malformed, nullptr };
};

std::variant<Header, pixels::Refused> read_header(base::View file, std::uint64_t most_pixels)
{
    return Headers(file, most_pixels).all();
}

}
