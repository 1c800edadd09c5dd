// SPDX-License-Identifier: MIT
#include "sanitizer/verify/text/table_grammar.h"

#include "sanitizer/verify/text/permitted.h"

namespace verify_text {

static constexpr std::size_t longest_number = 1024; // Longer after a sign is no number to us.

static char32_t ascii_of(char32_t c)
{
    bool full_width = 0xFF01 <= c && c <= 0xFF5E;
    return full_width ? c - 0xFEE0 : c;
}

static bool is_number_part(char32_t c)
{
    switch (ascii_of(c)) {
    case '-':
    case '(':
    case ')':
    case '.':
    case ',':
    case '%':
    case '\\':
    case ' ':
    case 0xA5:
    case 0x3000:
    case 0xFFE5: return true;
    default: return '0' <= ascii_of(c) && ascii_of(c) <= '9';
    }
}

// Exponents are cut out first: digit or point, E, perhaps a sign, digit.
static bool is_number(const std::u32string& text)
{
    auto digit = [&](std::size_t i) {
        return i < text.size() && ascii_of(text[i]) >= '0' && ascii_of(text[i]) <= '9';
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = ascii_of(text[i]);
        if (c == 'e' || c == 'E') {
            if (i == 0 || !(digit(i - 1) || ascii_of(text[i - 1]) == '.'))
                return false;
            auto next = i + 1 < text.size() ? ascii_of(text[i + 1]) : U'\0';
            if (next == '+' || next == '-')
                ++i;
            if (!digit(i + 1))
                return false;
        } else if (!is_number_part(text[i])) {
            return false;
        }
    }
    return true;
}

const char* TableGrammar::take_content(char32_t c)
{
    if (m_first_cell && m_start.size() < 4)
        m_start += c;
    bool first = !m_any;
    m_any = true;
    switch (m_looks) {
    case Looks::Blank:
        if (first && (c == '\t' || c == '\n'))
            m_looks = Looks::Formula;
        else if (is_blank(c))
            break;
        else if (ascii_of(c) == '=' || ascii_of(c) == '@' || c == 0xFE62 || c == 0xFE63
            || c == 0xFE66 || c == 0xFE6B)
            m_looks = Looks::Formula;
        else if (ascii_of(c) == '+' || ascii_of(c) == '-')
            m_looks = Looks::Signed;
        else
            m_looks = Looks::Harmless;
        break;
    case Looks::Signed:
        m_signed += c;
        if (m_signed.size() > longest_number)
            m_looks = Looks::Formula;
        break;
    case Looks::Harmless:
    case Looks::Formula: break;
    }
    return nullptr;
}

const char* TableGrammar::end_cell()
{
    if (m_looks == Looks::Formula || (m_looks == Looks::Signed && !is_number(m_signed)))
        return "a cell that begins as a formula";
    if (m_first_cell && m_start.size() == 4) {
        auto lower = [&](std::size_t i) { return m_start[i] | 0x20; };
        if (lower(0) == 's' && lower(1) == 'e' && lower(2) == 'p' && m_start[3] == '=')
            return "a separator line";
    }
    m_first_cell = false;
    m_looks = Looks::Blank;
    m_any = false;
    m_signed.clear();
    return nullptr;
}

const char* TableGrammar::take(char32_t c)
{
    switch (m_place) {
    case Place::RowStart:
    case Place::CellStart:
        if (c == '"') {
            m_place = Place::Quoted;
            return nullptr;
        }
        m_place = Place::Bare;
        [[fallthrough]];
    case Place::Bare:
        if (c == m_delimiter || c == '\r') {
            m_place = c == '\r' ? Place::AfterReturn : Place::CellStart;
            return end_cell();
        }
        if (c == ',' || c == ';' || c == '\t' || c == '"' || c == '\n')
            return "a cell that needs quotes";
        return take_content(c);
    case Place::Quoted:
        if (c == '\r')
            return "a carriage return inside a cell";
        if (c == '"') {
            m_place = Place::AfterQuote;
            return nullptr;
        }
        return take_content(c);
    case Place::AfterQuote:
        if (c == '"') {
            m_place = Place::Quoted;
            return take_content(c);
        }
        if (c != m_delimiter && c != '\r')
            return "text behind a closing quote";
        m_place = c == '\r' ? Place::AfterReturn : Place::CellStart;
        return end_cell();
    case Place::AfterReturn:
        if (c != '\n')
            return "a carriage return without its line feed";
        m_place = Place::RowStart;
        return nullptr;
    }
    return "an unknown place";
}

const char* TableGrammar::finish() const
{
    return m_place == Place::RowStart ? nullptr : "a last row without its end";
}

}
