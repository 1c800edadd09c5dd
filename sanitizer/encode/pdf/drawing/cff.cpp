// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/cff.h"

#include "sanitizer/encode/pdf/drawing/font.h"

#include <algorithm>

namespace encode_pdf_drawing {

// Operators of charstrings (#5177, section 4).
static constexpr std::uint8_t op_line = 5;
static constexpr std::uint8_t op_curve = 8;
static constexpr std::uint8_t op_end = 14;
static constexpr std::uint8_t op_move = 21;
static constexpr std::size_t most_operands = 48;
static constexpr std::size_t most_charstring = 65'535;

// #5177, section 3.2: the shortest form.
static void append_number(base::Bytes& bytes, std::int32_t value)
{
    auto put = [&](std::int32_t byte) { bytes.push_back(static_cast<std::uint8_t>(byte)); };
    if (value >= -107 && value <= 107) {
        put(value + 139);
    } else if (value >= 108 && value <= 1131) {
        put(247 + ((value - 108) >> 8));
        put((value - 108) & 0xFF);
    } else if (value >= -1131 && value <= -108) {
        put(251 + ((-value - 108) >> 8));
        put((-value - 108) & 0xFF);
    } else {
        put(28);
        put(value >> 8 & 0xFF);
        put(value & 0xFF);
    }
}

void Charstring::flush()
{
    if (m_pending != Pending::None)
        m_bytes.push_back(m_pending == Pending::Lines ? op_line : op_curve);
    m_pending = Pending::None;
    m_operands = 0;
}

void Charstring::delta(Point to)
{
    // Twice the largest coordinate would not fit the number's 16 bits: on the way there it is cut.
    auto step = [](std::int32_t from, std::int32_t target) {
        return std::max(-32'000, std::min(32'000, target - from));
    };
    auto dx = step(m_at.x, to.x);
    auto dy = step(m_at.y, to.y);
    append_number(m_bytes, dx);
    append_number(m_bytes, dy);
    m_at = { m_at.x + dx, m_at.y + dy };
}

void Charstring::move(Point to)
{
    flush();
    delta(to);
    m_bytes.push_back(op_move);
    m_has_begun = true;
}

Result<void> Charstring::pend(Pending what, std::size_t operands)
{
    if (!m_has_begun)
        return Error { "an outline that begins nowhere" };
    if (m_pending != what || m_operands + operands > most_operands)
        flush();
    m_pending = what;
    m_operands += operands;
    return {};
}

Result<void> Charstring::line(Point to)
{
    TRY(pend(Pending::Lines, 2));
    delta(to);
    return {};
}

Result<void> Charstring::curve(Point first, Point second, Point to)
{
    TRY(pend(Pending::Curves, 6));
    for (auto point : { first, second, to })
        delta(point);
    return {};
}

base::Bytes Charstring::take()
{
    flush();
    return std::move(m_bytes);
}

// #5176, section 5; offsets of 4 bytes.
static void append_index(base::Bytes& bytes, const std::vector<base::Bytes>& entries)
{
    auto count = static_cast<std::uint16_t>(entries.size());
    bytes.push_back(static_cast<std::uint8_t>(count >> 8));
    bytes.push_back(static_cast<std::uint8_t>(count));
    if (count == 0)
        return;
    bytes.push_back(4);
    std::uint32_t offset = 1;
    base::append_u32_be(bytes, offset);
    for (const auto& entry : entries) {
        offset += static_cast<std::uint32_t>(entry.size());
        base::append_u32_be(bytes, offset);
    }
    for (const auto& entry : entries)
        base::append(bytes, entry);
}

static base::Bytes bytes_of(std::string_view text)
{
    return { text.begin(), text.end() };
}

// An operand of a dictionary in its 5-byte form, so that offsets do not change its size.
static void append_long(base::Bytes& dictionary, std::size_t value)
{
    dictionary.push_back(29);
    base::append_u32_be(dictionary, static_cast<std::uint32_t>(value));
}

namespace {

struct Offsets {
    std::size_t charset { 0 };
    std::size_t select { 0 };
    std::size_t charstrings { 0 };
    std::size_t fonts { 0 };
};

}

// #5176, sections 9 and 10, and the operators of CIDFonts.
static base::Bytes top_dictionary(const Font& font, const Offsets& offsets)
{
    base::Bytes top;
    for (std::int32_t operand : { 391, 392, 0 }) // Adobe, Identity, supplement 0.
        append_number(top, operand);
    top.insert(top.end(), { 12, 30 }); // ROS
    for (auto side : { font.box.left, font.box.lower, font.box.right, font.box.upper })
        append_number(top, side);
    top.push_back(5); // FontBBox
    append_long(top, font.glyphs.size() + 1);
    top.insert(top.end(), { 12, 34 }); // CIDCount
    append_long(top, offsets.charset);
    top.push_back(15);
    append_long(top, offsets.select);
    top.insert(top.end(), { 12, 37 });
    append_long(top, offsets.charstrings);
    top.push_back(17);
    append_long(top, offsets.fonts);
    top.insert(top.end(), { 12, 36 });
    return top;
}

static base::Bytes head(const Font& font, const Offsets& offsets)
{
    base::Bytes bytes { 1, 0, 4, 4 };
    append_index(bytes, { bytes_of("F") });
    append_index(bytes, { top_dictionary(font, offsets) });
    append_index(bytes, { bytes_of("Adobe"), bytes_of("Identity") });
    append_index(bytes, {}); // No subroutines.
    return bytes;
}

Result<base::Bytes> cff_of(const Font& font)
{
    if (font.glyphs.empty())
        return Error { "a font of nothing" };
    std::vector<base::Bytes> charstrings { { 139, op_end } }; // .notdef: as wide as nothing.
    std::uint64_t total = 0;
    for (const auto& glyph : font.glyphs) {
        base::Bytes one;
        append_number(one, font.writing == Writing::Vertical ? vertical_width : glyph.advance);
        base::append(one, glyph.outline);
        one.push_back(op_end);
        if (one.size() > most_charstring)
            return Error { "an outline larger than a font holds" };
        total += one.size();
        charstrings.push_back(std::move(one));
    }
    if (charstrings.size() > 65'535 || total > (1u << 30))
        return Error { "a font larger than it can tell" };
    auto count = charstrings.size();
    Offsets offsets;
    offsets.charset = head(font, offsets).size();
    // One range from CID 1 (format 2), one dictionary for all glyphs (format 3).
    base::Bytes tables { 2, 0, 1 };
    tables.push_back(static_cast<std::uint8_t>((count - 2) >> 8));
    tables.push_back(static_cast<std::uint8_t>(count - 2));
    offsets.select = offsets.charset + tables.size();
    tables.insert(tables.end(), { 3, 0, 1, 0, 0, 0 });
    tables.push_back(static_cast<std::uint8_t>(count >> 8));
    tables.push_back(static_cast<std::uint8_t>(count));
    offsets.charstrings = offsets.charset + tables.size();
    append_index(tables, charstrings);
    offsets.fonts = offsets.charset + tables.size();
    // A private dictionary of nothing, at the end.
    base::Bytes dictionary;
    append_long(dictionary, 0);
    auto where = offsets.fonts + 2 + 1 + 8 + 11;
    append_long(dictionary, where);
    dictionary.push_back(18);
    append_index(tables, { dictionary });
    auto program = head(font, offsets);
    base::append(program, tables);
    return program;
}

}
