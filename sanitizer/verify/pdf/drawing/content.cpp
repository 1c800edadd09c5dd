// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/drawing/content.h"

#include "sanitizer/verify/pdf/drawing/number.h"

#include <algorithm>
#include <array>

namespace verify_pdf {

static constexpr std::size_t most_operands = 6;
static constexpr std::size_t most_depth = 512; // Readers keep a whole state for each.
static constexpr std::size_t most_dashes = 32;
static constexpr std::int64_t longest_dash = 2'000'000 * decimal_one;

namespace {

// What the operators that were seen allow next.
enum class State { Page, Path, TextBegun, TextFont, TextPlaced, TextSet };

class Content {
public:
    Content(std::string_view text, Resources& resources, LargestCodes& codes)
        : m_cursor(text)
        , m_resources(resources)
        , m_codes(codes)
    {
    }

    Result<void> check();

private:
    Result<void> check_line();
    Result<void> check_name();
    Result<void> check_array();
    Result<void> check_dashes();
    Result<void> check_letters();
    Result<void> check_operator();
    Result<void> want(State state, std::size_t operands) const
    {
        if (m_state != state || m_count != operands)
            return Error { "an operator out of place" };
        return {};
    }
    // Every operand is a whole number of `unit` between 0 and `most`.
    Result<void> want_shares(std::size_t operands) const;

    Cursor m_cursor;
    Resources& m_resources;
    LargestCodes& m_codes;
    State m_state { State::Page };
    std::size_t m_depth { 0 };
    std::uint32_t m_font { 0 };
    bool m_is_unseen { false };
    std::array<std::int64_t, most_operands> m_operands {};
    std::size_t m_count { 0 };
};

}

Result<void> Content::want_shares(std::size_t operands) const
{
    TRY(want(State::Page, operands));
    for (std::size_t i = 0; i < operands; ++i) {
        if (m_operands[i] < 0 || m_operands[i] > decimal_one)
            return Error { "a colour out of bounds" };
    }
    return {};
}

// "/F3 1 Tf", "/P3 Do", "/X3 Do", "/S3 sh", "/A9B0 gs", "/MB9 gs".
Result<void> Content::check_name()
{
    auto resource = TRY(m_resources.use(m_cursor));
    switch (resource.letter) {
    case 'F':
        TRY(want(State::TextBegun, 0));
        m_state = State::TextFont;
        m_font = resource.number;
        TRY(m_cursor.expect(" 1 Tf\n"));
        m_is_unseen = m_cursor.has("3 Tr\n");
        return {};
    case 'P':
    case 'X': TRY(want(State::Page, 0)); return m_cursor.expect(" Do\n");
    case 'S': TRY(want(State::Page, 0)); return m_cursor.expect(" sh\n");
    default: TRY(want(State::Page, 0)); return m_cursor.expect(" gs\n");
    }
}

Result<void> Content::check_dashes()
{
    TRY(want(State::Page, 0));
    auto read_length = [&]() -> Result<std::int64_t> {
        auto length = TRY(signed_decimal(m_cursor, 3));
        if (length < 0 || length > longest_dash)
            return Error { "a dash out of bounds" };
        return length;
    };
    std::int64_t sum = 0;
    std::size_t count = 0;
    while (!m_cursor.has("] ")) {
        if (count > 0)
            TRY(m_cursor.expect(" "));
        if (++count > most_dashes)
            return Error { "too many dashes" };
        sum += TRY(read_length());
    }
    if (count > 0 && sum == 0)
        return Error { "dashes of no length" };
    TRY(read_length());
    return m_cursor.expect(" d\n");
}

Result<void> Content::check_letters()
{
    auto& largest = m_codes[m_font];
    bool was_number = false;
    bool are_any = false;
    while (!m_cursor.has("] TJ\n")) {
        if (m_cursor.has("<")) {
            do {
                auto code = TRY(m_cursor.hexadecimal(4));
                if (code == 0)
                    return Error { "a letter without a code" };
                largest = std::max(largest, code);
            } while (!m_cursor.has(">"));
            was_number = false;
            are_any = true;
            continue;
        }
        if (was_number)
            return Error { "two numbers in a row" };
        constexpr std::int64_t most = 40'000;
        TRY(signed_whole(m_cursor, most));
        was_number = true;
    }
    if (!are_any || was_number)
        return Error { "no letters" };
    m_state = State::TextSet;
    return {};
}

Result<void> Content::check_array()
{
    if (m_state == State::TextPlaced)
        return check_letters();
    return check_dashes();
}

Result<void> Content::check_operator()
{
    auto start = m_cursor.at();
    while (!m_cursor.has("\n")) {
        if (m_cursor.at_end() || m_cursor.at() - start > 4)
            return Error { "an operator that is none of ours" };
        TRY(m_cursor.take(1));
    }
    auto word = m_cursor.since(start);
    word.remove_suffix(1);
    if (word == "m" || word == "l" || word == "c" || word == "h") {
        if (m_state != State::Path)
            TRY(want(State::Page, 2));
        if (m_state == State::Page && word != "m")
            return Error { "a path that begins nowhere" };
        m_state = State::Path;
        return want(State::Path, word == "c" ? 6 : word == "h" ? 0 : 2);
    }
    if (word == "f" || word == "f*" || word == "S" || word == "W n" || word == "W* n") {
        TRY(want(State::Path, 0));
        m_state = State::Page;
        return {};
    }
    if (word == "q") {
        if (++m_depth > most_depth)
            return Error { "too much saved" };
        return want(State::Page, 0);
    }
    if (word == "Q") {
        if (m_depth-- == 0)
            return Error { "nothing to restore" };
        return want(State::Page, 0);
    }
    if (word == "g" || word == "G")
        return want_shares(1);
    if (word == "rg" || word == "RG")
        return want_shares(3);
    if (word == "cm")
        return want(State::Page, 6);
    if (word == "w" || word == "M") {
        TRY(want(State::Page, 1));
        return m_operands[0] < (word == "M" ? decimal_one : 0) ? Error { "a line out of bounds" }
                                                               : Result<void>();
    }
    if (word == "J" || word == "j") {
        TRY(want(State::Page, 1));
        auto is_known = m_operands[0] == 0 || m_operands[0] == decimal_one
            || m_operands[0] == 2 * decimal_one;
        return is_known ? Result<void>() : Error { "a line of an unknown style" };
    }
    if (word == "BT") {
        TRY(want(State::Page, 0));
        m_state = State::TextBegun;
        return {};
    }
    if (word == "Tm") {
        if (m_state == State::TextSet)
            m_state = State::TextFont;
        TRY(want(State::TextFont, 6));
        m_state = State::TextPlaced;
        return {};
    }
    if (word == "Tr") {
        TRY(want(State::TextSet, 1));
        if (!m_is_unseen || m_operands[0] != 0)
            return Error { "an ink of an unknown kind" };
        m_is_unseen = false;
        return {};
    }
    if (word == "ET") {
        TRY(want(State::TextSet, 0));
        if (m_is_unseen)
            return Error { "an ink that stays" };
        m_state = State::Page;
        return {};
    }
    return Error { "an operator that is none of ours" };
}

Result<void> Content::check_line()
{
    m_count = 0;
    if (m_cursor.is_next('/'))
        return check_name();
    if (m_cursor.has("["))
        return check_array();
    while (m_cursor.is_digit_next() || m_cursor.is_next('-')) {
        if (m_count == most_operands)
            return Error { "too many operands" };
        m_operands[m_count++] = TRY(signed_decimal(m_cursor, 5));
        TRY(m_cursor.expect(" "));
    }
    return check_operator();
}

Result<void> Content::check()
{
    while (!m_cursor.at_end())
        TRY(check_line());
    if (m_state != State::Page || m_depth != 0)
        return Error { "a content that does not end" };
    return {};
}

Result<void> check_drawing(std::string_view content, Resources& resources, LargestCodes& codes)
{
    TRY(Content(content, resources, codes).check());
    return resources.check_uses();
}

}
