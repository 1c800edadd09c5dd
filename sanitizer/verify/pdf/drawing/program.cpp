// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/drawing/program.h"

namespace verify_pdf {

namespace {

class Program {
public:
    Program(base::View bytes, const FontFacts& facts)
        : m_bytes(bytes)
        , m_reader(bytes)
        , m_facts(facts)
    {
    }

    Result<void> check();

private:
    Result<void> expect(std::initializer_list<std::uint8_t> bytes);
    Result<void> expect_text(std::string_view);
    Result<void> expect_offset(std::uint64_t); // A dictionary's operand of 5 bytes.
    Result<void> check_top(std::size_t charset);
    Result<void> check_charstring(base::View, std::int64_t width) const;
    Result<std::vector<base::View>> read_index(std::size_t count);

    base::View m_bytes;
    base::Reader m_reader;
    const FontFacts& m_facts;
    std::uint64_t m_told_select { 0 };
    std::uint64_t m_told_charstrings { 0 };
    std::uint64_t m_told_fonts { 0 };
};

}

static Error other_bytes()
{
    return Error { "a font program that is none of ours" };
}

Result<void> Program::expect(std::initializer_list<std::uint8_t> bytes)
{
    for (auto byte : bytes) {
        if (TRY(m_reader.u8()) != byte)
            return other_bytes();
    }
    return {};
}

Result<void> Program::expect_text(std::string_view text)
{
    if (base::text_of(TRY(m_reader.take(text.size()))) != text)
        return other_bytes();
    return {};
}

Result<void> Program::expect_offset(std::uint64_t offset)
{
    TRY(expect({ 29 }));
    if (TRY(m_reader.u32_be()) != offset)
        return other_bytes();
    return {};
}

// #5177, section 3.2; only the shortest form.
static Result<std::int64_t> read_number(base::Reader& reader, std::uint8_t first)
{
    if (first >= 32 && first <= 246)
        return std::int64_t { first } - 139;
    if (first >= 247 && first <= 254) {
        std::int64_t high = first, low = TRY(reader.u8());
        return first < 251 ? (high - 247) * 256 + low + 108 : -(high - 251) * 256 - low - 108;
    }
    if (first != 28)
        return other_bytes();
    std::int64_t value = static_cast<std::int16_t>(TRY(reader.u16_be()));
    if (value >= -1131 && value <= 1131)
        return other_bytes();
    return value;
}

Result<std::vector<base::View>> Program::read_index(std::size_t count)
{
    if (TRY(m_reader.u16_be()) != count)
        return other_bytes();
    TRY(expect({ 4 }));
    if (TRY(m_reader.u32_be()) != 1)
        return other_bytes();
    std::vector<std::uint32_t> ends;
    std::uint32_t last = 1;
    for (std::size_t i = 0; i < count; ++i) {
        ends.push_back(TRY(m_reader.u32_be()));
        if (ends.back() < last)
            return other_bytes();
        last = ends.back();
    }
    std::vector<base::View> entries;
    last = 1;
    for (auto end : ends) {
        if (end - last > m_reader.left())
            return other_bytes();
        entries.push_back(TRY(m_reader.take(end - last)));
        last = end;
    }
    return entries;
}

Result<void> Program::check_top(std::size_t charset)
{
    for (std::int64_t operand : { 391, 392, 0 }) {
        if (TRY(read_number(m_reader, TRY(m_reader.u8()))) != operand)
            return other_bytes();
    }
    TRY(expect({ 12, 30 }));
    for (auto side : m_facts.box) {
        if (TRY(read_number(m_reader, TRY(m_reader.u8()))) != side)
            return Error { "a font of another size than it says" };
    }
    TRY(expect({ 5 }));
    TRY(expect_offset(m_facts.widths.size() + 1));
    TRY(expect({ 12, 34 }));
    TRY(expect_offset(charset));
    TRY(expect({ 15, 29 }));
    m_told_select = TRY(m_reader.u32_be());
    TRY(expect({ 12, 37, 29 }));
    m_told_charstrings = TRY(m_reader.u32_be());
    TRY(expect({ 17, 29 }));
    m_told_fonts = TRY(m_reader.u32_be());
    return expect({ 12, 36 });
}

Result<void> Program::check_charstring(base::View bytes, std::int64_t width) const
{
    constexpr std::size_t most_operands = 48;
    base::Reader reader(bytes);
    if (TRY(read_number(reader, TRY(reader.u8()))) != width)
        return Error { "a glyph of another width than its font says" };
    auto has_begun = false;
    std::size_t operands = 0;
    for (;;) {
        auto byte = TRY(reader.u8());
        if (byte == 28 || byte >= 32) {
            TRY(read_number(reader, byte));
            if (++operands > most_operands)
                return other_bytes();
            continue;
        }
        if (byte == 14 && operands == 0 && reader.at_end())
            return {};
        auto is_move = byte == 21 && operands == 2;
        auto is_line = byte == 5 && has_begun && operands > 0 && operands % 2 == 0;
        auto is_curve = byte == 8 && has_begun && operands > 0 && operands % 6 == 0;
        if (!is_move && !is_line && !is_curve)
            return other_bytes();
        has_begun = true;
        operands = 0;
    }
}

Result<void> Program::check()
{
    auto count = m_facts.widths.size() + 1;
    TRY(expect({ 1, 0, 4, 4 }));
    TRY(expect({ 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 2, 'F' }));
    TRY(expect({ 0, 1, 4, 0, 0, 0, 1 }));
    auto top_end = TRY(m_reader.u32_be());
    auto top_start = m_reader.position();
    // Behind the dictionary stand two strings and no subroutines.
    constexpr std::size_t bytes_after_top = 2 + 1 + 12 + 13 + 2;
    TRY(check_top(top_start + top_end - 1 + bytes_after_top));
    if (m_reader.position() != top_start + top_end - 1)
        return other_bytes();
    TRY(expect({ 0, 2, 4, 0, 0, 0, 1, 0, 0, 0, 6, 0, 0, 0, 14 }));
    TRY(expect_text("AdobeIdentity"));
    TRY(expect({ 0, 0 }));
    TRY(expect({ 2, 0, 1 }));
    if (TRY(m_reader.u16_be()) != count - 2)
        return other_bytes();
    if (m_reader.position() != m_told_select)
        return other_bytes();
    TRY(expect({ 3, 0, 1, 0, 0, 0 }));
    if (TRY(m_reader.u16_be()) != count || m_reader.position() != m_told_charstrings)
        return other_bytes();
    auto charstrings = TRY(read_index(count));
    TRY(check_charstring(charstrings[0], 0));
    if (charstrings[0].size() != 2)
        return other_bytes();
    for (std::size_t i = 1; i < count; ++i)
        TRY(check_charstring(charstrings[i], m_facts.widths[i - 1]));
    if (m_reader.position() != m_told_fonts)
        return other_bytes();
    TRY(expect({ 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 12 }));
    TRY(expect_offset(0));
    TRY(expect_offset(m_bytes.size()));
    TRY(expect({ 18 }));
    return m_reader.at_end() ? Result<void>() : other_bytes();
}

Result<void> check_font_program(base::View bytes, const FontFacts& facts)
{
    if (facts.widths.empty() || facts.widths.size() > 65'000)
        return Error { "a font of too few or too many glyphs" };
    return Program(bytes, facts).check();
}

}
