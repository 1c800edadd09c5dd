// SPDX-License-Identifier: MIT
#include "sanitizer/decode/charset/decoder.h"

#include <algorithm>
#include <cstring>

namespace charset {

namespace {

// Reads on and writes on; every decoder below is a loop over one of these.
struct Position {
    base::View bytes;
    std::span<char32_t> into;
    std::size_t read { 0 };
    std::size_t written { 0 };

    bool can_go_on() const { return read < bytes.size() && written < into.size(); }
    std::size_t left() const { return bytes.size() - read; }
    std::uint8_t at(std::size_t i) const { return bytes[read + i]; }
    bool is_trail(std::size_t i, std::uint8_t first, std::uint8_t last) const
    {
        return i < left() && at(i) >= first && at(i) <= last;
    }

    void put(char32_t c, std::size_t length)
    {
        into[written++] = c;
        read += length;
    }

    // Most text is ASCII; eight bytes at a time.
    void copy_ascii()
    {
        constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
        while (left() >= 8 && into.size() - written >= 8) {
            std::uint64_t eight;
            std::memcpy(&eight, bytes.data() + read, 8);
            if ((eight & high_bits) != 0)
                break;
            for (std::size_t i = 0; i < 8; ++i)
                into[written + i] = bytes[read + i];
            read += 8;
            written += 8;
        }
        while (can_go_on() && at(0) < 0x80)
            put(at(0), 1);
    }

    Decoder::Step step() const { return { read, written }; }
};

}

Decoder::Step Decoder::decode_ascii(base::View bytes, std::span<char32_t> into) const
{
    Position position { bytes, into };
    while (position.can_go_on()) {
        position.copy_ascii();
        if (position.can_go_on())
            position.put(invalid_point, 1);
    }
    return position.step();
}

Decoder::Step Decoder::decode_latin1(base::View bytes, std::span<char32_t> into) const
{
    Position position { bytes, into };
    while (position.can_go_on()) {
        char32_t c = position.at(0);
        if (c >= 0x80 && c < 0xA0) {
            c = m_tables.windows_1252[c - 0x80];
            if (c == 0)
                c = invalid_point;
        }
        position.put(c, 1);
    }
    return position.step();
}

// RFC 3629 section 4. A broken sequence counts once for its longest beginning that could have gone
// on, as The Unicode Standard recommends (section 3.9, U+FFFD substitution of maximal subparts).
Decoder::Step Decoder::decode_utf8(base::View bytes, More more, std::span<char32_t> into) const
{
    Position position { bytes, into };
    while (true) {
        position.copy_ascii();
        if (!position.can_go_on())
            return position.step();
        auto lead = position.at(0);
        std::size_t length = lead < 0xC2 ? 0
            : lead < 0xE0                ? 2
            : lead < 0xF0                ? 3
            : lead < 0xF5                ? 4
                                         : 0;
        if (length == 0) {
            position.put(invalid_point, 1);
            continue;
        }
        std::uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        std::uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        char32_t c = lead & (0x7Fu >> length);
        std::size_t got = 1;
        while (got < length && position.is_trail(got, low, high)) {
            c = c << 6 | (position.at(got) & 0x3Fu);
            low = 0x80;
            high = 0xBF;
            ++got;
        }
        if (got == length)
            position.put(c, length);
        else if (got == position.left() && more == More::Follows)
            return position.step();
        else
            position.put(invalid_point, got);
    }
}

Decoder::Step Decoder::decode_utf16(base::View bytes, More more, std::span<char32_t> into) const
{
    Position position { bytes, into };
    auto unit = [&](std::size_t i) -> char32_t {
        auto first = position.at(i);
        auto second = position.at(i + 1);
        return m_encoding == Encoding::Utf16Le ? char32_t(second << 8 | first)
                                               : char32_t(first << 8 | second);
    };
    while (position.can_go_on()) {
        if (position.left() < 2) {
            if (more == More::Nothing)
                position.put(invalid_point, 1);
            break;
        }
        auto c = unit(0);
        if (c < 0xD800 || c > 0xDFFF) {
            position.put(c, 2);
        } else if (c <= 0xDBFF && position.left() < 4 && more == More::Follows) {
            break;
        } else if (c <= 0xDBFF && position.left() >= 4 && (unit(2) & 0xFC00) == 0xDC00) {
            position.put(0x10000 + ((c & 0x3FF) << 10) + (unit(2) & 0x3FF), 4);
        } else {
            position.put(invalid_point, 2);
        }
    }
    return position.step();
}

Decoder::Step Decoder::decode_cp932(base::View bytes, More more, std::span<char32_t> into) const
{
    Position position { bytes, into };
    while (true) {
        position.copy_ascii();
        if (!position.can_go_on())
            return position.step();
        auto lead = position.at(0);
        if (lead >= 0xA1 && lead <= 0xDF) {
            position.put(0xFF61u + lead - 0xA1u, 1);
        } else if (lead == 0x80 || lead == 0xA0 || lead > 0xFC) {
            position.put(invalid_point, 1);
        } else if (position.left() < 2) {
            if (more == More::Follows)
                return position.step();
            position.put(invalid_point, 1);
        } else if (char32_t c = m_tables.cp932[std::size_t(lead << 8 | position.at(1))]) {
            position.put(c, 2);
        } else {
            position.put(invalid_point, position.at(1) < 0x80 ? 1 : 2);
        }
    }
}

Decoder::Step Decoder::decode_euc_jp(base::View bytes, More more, std::span<char32_t> into) const
{
    Position position { bytes, into };
    auto cell = [&](std::size_t i) {
        return std::size_t(position.at(i) - 0xA1) * cells_in_row + position.at(i + 1) - 0xA1u;
    };
    while (true) {
        position.copy_ascii();
        if (!position.can_go_on())
            return position.step();
        auto lead = position.at(0);
        bool is_lead = lead == 0x8E || lead == 0x8F || (lead >= 0xA1 && lead <= 0xFE);
        std::size_t length = lead == 0x8F ? 3 : 2;
        std::size_t got = 1;
        while (is_lead && got < length && position.is_trail(got, 0xA1, 0xFE))
            ++got;
        if (is_lead && got < length && got == position.left() && more == More::Follows)
            return position.step();
        char32_t c = 0;
        if (is_lead && got == length) {
            if (lead == 0x8E)
                c = position.at(1) <= 0xDF ? 0xFF61u + position.at(1) - 0xA1u : 0;
            else
                c = lead == 0x8F ? m_tables.jis_x_0212[cell(1)] : m_tables.jis_x_0208[cell(0)];
        }
        position.put(c == 0 ? invalid_point : c, got);
    }
}

Decoder::Step Decoder::decode_iso_2022_jp(base::View bytes, More more, std::span<char32_t> into)
{
    struct Escape {
        std::string_view text;
        Set set;
    };
    static constexpr Escape escapes[] { { "\x1B(B", Set::Ascii }, { "\x1B(J", Set::Roman },
        { "\x1B(I", Set::Kana }, { "\x1B$@", Set::Jis0208 }, { "\x1B$B", Set::Jis0208 },
        { "\x1B$(D", Set::Jis0212 } };

    Position position { bytes, into };
    while (position.can_go_on()) {
        auto byte = position.at(0);
        if (byte == 0x1B) {
            if (position.left() < 4 && more == More::Follows)
                break;
            auto rest = base::text_of(bytes.subspan(position.read));
            auto found = std::ranges::find_if(
                escapes, [&](const Escape& escape) { return rest.starts_with(escape.text); });
            if (found != std::end(escapes)) {
                m_set = found->set;
                position.read += found->text.size();
                continue;
            }
        }
        if (byte == '\n')
            m_set = Set::Ascii; // RFC 1468: no line begins in another set.
        bool two_bytes = m_set == Set::Jis0208 || m_set == Set::Jis0212;
        if (byte >= 0x80) {
            position.put(invalid_point, 1);
        } else if (byte <= 0x20 || byte == 0x7F || m_set == Set::Ascii) {
            position.put(byte, 1);
        } else if (m_set == Set::Roman) {
            position.put(byte == 0x5C ? 0xA5 : byte == 0x7E ? 0x203E : byte, 1);
        } else if (!two_bytes) {
            position.put(byte <= 0x5F ? 0xFF61u + byte - 0x21u : invalid_point, 1);
        } else if (position.left() < 2 && more == More::Follows) {
            break;
        } else if (!position.is_trail(1, 0x21, 0x7E)) {
            position.put(invalid_point, 1);
        } else {
            const auto& table = m_set == Set::Jis0208 ? m_tables.jis_x_0208 : m_tables.jis_x_0212;
            char32_t c = table[std::size_t(byte - 0x21) * cells_in_row + position.at(1) - 0x21u];
            position.put(c == 0 ? invalid_point : c, 2);
        }
    }
    return position.step();
}

Decoder::Step Decoder::decode(base::View bytes, More more, std::span<char32_t> into)
{
    switch (m_encoding) {
    case Encoding::Ascii: return decode_ascii(bytes, into);
    case Encoding::Utf8: return decode_utf8(bytes, more, into);
    case Encoding::Utf16Le:
    case Encoding::Utf16Be: return decode_utf16(bytes, more, into);
    case Encoding::Iso2022Jp: return decode_iso_2022_jp(bytes, more, into);
    case Encoding::Cp932: return decode_cp932(bytes, more, into);
    case Encoding::EucJp: return decode_euc_jp(bytes, more, into);
    case Encoding::Latin1: return decode_latin1(bytes, into);
    }
    return { 0, 0 };
}

}
