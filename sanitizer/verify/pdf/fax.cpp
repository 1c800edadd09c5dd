// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/fax.h"

#include <array>
#include <string>

namespace verify_pdf {

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
// Pass, horizontal, and vertical from 3 to the left to 3 to the right (T.6, table 1).
static constexpr const char* mode_codes = "0001 001 0000010 000010 010 1 011 000011 0000011";
enum Mode : unsigned { Pass = 0, Horizontal = 1, Vertical = 5 };

namespace {

constexpr unsigned longest_code = 13;

// The place of a code in its list, by its bits behind a 1.
class Codes {
public:
    static constexpr int none = -1;

    explicit Codes(std::string_view list)
    {
        m_places.fill(none);
        std::size_t code = 1;
        int place = 0;
        for (char digit : list) {
            if (digit != ' ') {
                code = code << 1 | static_cast<std::size_t>(digit - '0');
                continue;
            }
            m_places[code] = place++;
            code = 1;
        }
        m_places[code] = place;
    }

    int at(std::size_t code) const { return m_places[code]; }

private:
    std::array<int, 2u << longest_code> m_places;
};

class Lines {
public:
    Lines(base::View bytes, std::uint64_t columns)
        : m_bytes(bytes)
        , m_columns(columns)
    {
    }

    Result<void> read_line();
    Result<void> read_end();

private:
    Result<unsigned> bit();
    Result<unsigned> code(const Codes&);
    Result<std::uint64_t> run(const Codes&); // At most a line.
    Result<void> read_pass();
    Result<void> read_runs();
    Result<void> read_change(int offset); // From the change above.
    // Where the line above first changes to the other colour, right of the place; and where next.
    enum class Next { First, Second };
    std::uint64_t above(Next);
    bool is_ahead(std::uint64_t place) const { return !m_is_begun || place > m_place; }

    base::View m_bytes;
    std::uint64_t m_columns;
    std::uint64_t m_bit { 0 };
    std::vector<std::uint64_t> m_above; // Where the line above changes, from white on.
    std::vector<std::uint64_t> m_line;
    std::uint64_t m_place { 0 }; // Up to here the line is known; one colour goes on from here.
    bool m_is_begun { false }; // Before, a change may lie at 0.
    std::size_t m_search { 0 }; // In the line above: what lies before it is not ahead.
    Codes m_modes { mode_codes };
    Codes m_white { white_codes };
    Codes m_black { black_codes };
};

}

Result<unsigned> Lines::bit()
{
    if (m_bit / 8 >= m_bytes.size())
        return Error { "a fax cut off" };
    auto value = static_cast<unsigned>(m_bytes[m_bit / 8] >> (7 - m_bit % 8)) & 1;
    ++m_bit;
    return value;
}

Result<unsigned> Lines::code(const Codes& codes)
{
    std::size_t code = 1;
    for (unsigned length = 0; length < longest_code; ++length) {
        code = code << 1 | TRY(bit());
        if (codes.at(code) != Codes::none)
            return static_cast<unsigned>(codes.at(code));
    }
    return Error { "a code that is none of a fax" };
}

Result<std::uint64_t> Lines::run(const Codes& codes)
{
    std::uint64_t length = 0;
    for (;;) {
        std::uint64_t next = TRY(code(codes));
        length += next < 64 ? next : (next - 63) * 64;
        if (length > m_columns)
            return Error { "a run longer than its line" };
        if (next < 64)
            return length;
    }
}

std::uint64_t Lines::above(Next next)
{
    while (m_search < m_above.size() && !is_ahead(m_above[m_search]))
        ++m_search;
    // Changes to black have even places, and are looked for while the line is white.
    auto i
        = m_search + (m_search % 2 != m_line.size() % 2 ? 1 : 0) + (next == Next::Second ? 1 : 0);
    return i < m_above.size() ? m_above[i] : m_columns;
}

Result<void> Lines::read_pass()
{
    auto place = above(Next::Second);
    if (!is_ahead(place) || place >= m_columns)
        return Error { "a pass over nothing" };
    m_place = place;
    m_is_begun = true;
    return {};
}

Result<void> Lines::read_runs()
{
    auto is_black = m_line.size() % 2 == 1;
    auto first = m_place + TRY(run(is_black ? m_black : m_white));
    auto second = first + TRY(run(is_black ? m_white : m_black));
    auto has_end = second <= m_columns && (second > first || first == m_columns);
    if (!is_ahead(first) || !has_end)
        return Error { "runs of another length than their line" };
    m_line.push_back(first);
    m_line.push_back(second);
    m_place = second;
    m_is_begun = true;
    return {};
}

Result<void> Lines::read_change(int offset)
{
    auto place = static_cast<std::int64_t>(above(Next::First)) + offset;
    if (place < 0 || place > static_cast<std::int64_t>(m_columns)
        || !is_ahead(static_cast<std::uint64_t>(place)))
        return Error { "a line that goes back or beyond its end" };
    m_place = static_cast<std::uint64_t>(place);
    m_line.push_back(m_place);
    m_is_begun = true;
    return {};
}

Result<void> Lines::read_line()
{
    m_line.clear();
    m_place = 0;
    m_is_begun = false;
    m_search = 0;
    while (m_place < m_columns) {
        auto mode = TRY(code(m_modes));
        if (mode == Pass)
            TRY(read_pass());
        else if (mode == Horizontal)
            TRY(read_runs());
        else
            TRY(read_change(static_cast<int>(mode) - static_cast<int>(Vertical)));
    }
    // What stands at the end of the line is no change of colour.
    while (!m_line.empty() && m_line.back() == m_columns)
        m_line.pop_back();
    m_above.swap(m_line);
    return {};
}

Result<void> Lines::read_end()
{
    for (int half = 0; half < 2; ++half) {
        for (int i = 1; i <= 12; ++i) {
            if (TRY(bit()) != (i == 12 ? 1u : 0u))
                return Error { "a fax without an end" };
        }
    }
    while (m_bit % 8 != 0) {
        if (TRY(bit()) != 0)
            return Error { "bits after the end of a fax" };
    }
    if (m_bit / 8 != m_bytes.size())
        return Error { "bytes after the end of a fax" };
    return {};
}

Result<void> check_fax(base::View bytes, std::uint64_t columns, std::uint64_t rows)
{
    Lines lines(bytes, columns);
    for (std::uint64_t row = 0; row < rows; ++row)
        TRY(lines.read_line());
    return lines.read_end();
}

}
