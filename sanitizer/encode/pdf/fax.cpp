// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/fax.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>

namespace encode_pdf {

// A code for each run of 0 to 63 pixels (T.4, table 2), then for each multiple of 64 up to 2560
// (table 3).
static constexpr const char* white_codes
    = "00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 "
      "110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 "
      "0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 "
      "00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 "
      "00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 "
      "00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010 "
      "00110011 00110100 11011 10010 010111 0110111 00110110 00110111 01100100 01100101 "
      "01101000 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 "
      "011010111 011011000 011011001 011011010 011011011 010011000 010011001 010011010 011000 "
      "010011011 00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 "
      "000000010101 000000010110 000000010111 000000011100 000000011101 000000011110 "
      "000000011111";
static constexpr const char* black_codes
    = "0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 "
      "00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 "
      "00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 "
      "000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 "
      "000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 "
      "000001101101 000011011010 000011011011 000001010100 000001010101 000001010110 "
      "000001010111 000001100100 000001100101 000001010010 000001010011 000000100100 "
      "000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 "
      "000000101011 000000101100 000001011010 000001100110 000001100111 0000001111 "
      "000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 "
      "0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 "
      "0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 "
      "0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 "
      "0000001100100 0000001100101 00000001000 00000001100 00000001101 000000010010 "
      "000000010011 000000010100 000000010101 000000010110 000000010111 000000011100 "
      "000000011101 000000011110 000000011111";
// The coding line's change lies 3 to the left of the one above it, and so on to 3 to the right.
static constexpr const char* vertical_codes = "0000010 000010 010 1 011 000011 0000011";
static constexpr const char* pass_code = "0001";
static constexpr const char* horizontal_code = "001";
static constexpr const char* end_of_line = "000000000001"; // Twice: the end of the block.

namespace {

struct Code {
    std::uint32_t bits;
    unsigned length;
};

class Bits {
public:
    void put(Code code)
    {
        m_held = m_held << code.length | code.bits;
        m_count += code.length;
        while (m_count >= 8) {
            m_count -= 8;
            m_bytes.push_back(static_cast<std::uint8_t>(m_held >> m_count));
        }
    }

    base::Bytes take()
    {
        if (m_count > 0)
            put({ 0, 8 - m_count });
        return std::move(m_bytes);
    }

private:
    std::uint64_t m_held { 0 };
    unsigned m_count { 0 };
    base::Bytes m_bytes;
};

enum class Ink { White, Black };

// Where a line changes its colour, from white on; then its width, for ever.
class Changes {
public:
    Changes(const std::uint8_t* samples, std::int64_t width)
        : m_width(width)
    {
        std::uint8_t colour = 1;
        for (std::int64_t x = 0; x < width; ++x) {
            if (samples[x] == colour)
                continue;
            m_places.push_back(x);
            colour = samples[x];
        }
    }
    explicit Changes(std::int64_t width)
        : m_width(width)
    {
    }

    std::int64_t at(std::size_t i) const { return i < m_places.size() ? m_places[i] : m_width; }

    // The place in the list of the first change to the other colour than `ink` to the right of
    // `place`. The search goes on from `i`, which moves on.
    std::size_t find(std::int64_t place, Ink ink, std::size_t& i) const
    {
        while (i < m_places.size() && m_places[i] <= place)
            ++i;
        auto is_to_black = i % 2 == 0;
        return is_to_black == (ink == Ink::White) ? i : i + 1;
    }

private:
    std::int64_t m_width;
    std::vector<std::int64_t> m_places;
};

std::vector<Code> codes_of(const char* text)
{
    std::istringstream words(text);
    std::vector<Code> codes;
    for (std::string word; words >> word;)
        codes.push_back({ static_cast<std::uint32_t>(std::stoul(word, nullptr, 2)),
            static_cast<unsigned>(word.size()) });
    return codes;
}

class Fax {
public:
    void put_line(const Changes& above, const Changes& line, std::int64_t width)
    {
        std::int64_t place = -1;
        auto ink = Ink::White;
        std::size_t next = 0; // Of the line's changes.
        std::size_t search = 0; // Of those above.
        while (place < width) {
            auto upper = above.find(place, ink, search);
            auto change = line.at(next);
            if (above.at(upper + 1) < change) {
                put(m_pass);
                place = above.at(upper + 1);
                continue;
            }
            auto offset = change - above.at(upper);
            if (std::abs(offset) <= 3) {
                put(m_vertical[static_cast<std::size_t>(offset + 3)]);
                place = change;
                ++next;
                ink = other(ink);
                continue;
            }
            put(m_horizontal);
            put_run(change - std::max<std::int64_t>(place, 0), ink);
            put_run(line.at(next + 1) - change, other(ink));
            place = line.at(next + 1);
            next += 2;
        }
    }

    base::Bytes finish()
    {
        put(m_end_of_line);
        put(m_end_of_line);
        return m_bits.take();
    }

private:
    static Ink other(Ink ink) { return ink == Ink::White ? Ink::Black : Ink::White; }

    void put(Code code) { m_bits.put(code); }

    void put_run(std::int64_t length, Ink ink)
    {
        const auto& codes = ink == Ink::White ? m_white : m_black;
        for (; length >= 2560 + 64; length -= 2560)
            put(codes[63 + 40]);
        if (length >= 64)
            put(codes[static_cast<std::size_t>(63 + length / 64)]);
        put(codes[static_cast<std::size_t>(length % 64)]);
    }

    std::vector<Code> m_white { codes_of(white_codes) };
    std::vector<Code> m_black { codes_of(black_codes) };
    std::vector<Code> m_vertical { codes_of(vertical_codes) };
    Code m_pass { codes_of(pass_code)[0] };
    Code m_horizontal { codes_of(horizontal_code)[0] };
    Code m_end_of_line { codes_of(end_of_line)[0] };
    Bits m_bits;
};

}

base::Bytes to_fax(const base::Bytes& samples, std::uint32_t width)
{
    Fax fax;
    Changes above(width); // White.
    for (std::size_t row = 0; row + width <= samples.size(); row += width) {
        Changes line(samples.data() + row, width);
        fax.put_line(above, line, width);
        above = std::move(line);
    }
    return fax.finish();
}

}
