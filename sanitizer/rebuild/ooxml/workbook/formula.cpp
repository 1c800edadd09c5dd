// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/workbook/formula.h"

#include "sanitizer/rebuild/ooxml/workbook/formula_words.h"

#include <array>

namespace rebuild_ooxml {

static constexpr unsigned deepest = 64; // As in Excel.
class Parser {
public:
    Parser(std::string_view text, const BookNames& names)
        : m_text(text)
        , m_names(names)
    {
    }

    std::optional<std::string> formula()
    {
        if (m_text.empty() || m_text.size() > longest_formula || !expression())
            return std::nullopt;
        return finished();
    }

    std::optional<std::string> references()
    {
        bool closed = take('('); // Around several.
        m_out += closed ? "(" : "";
        do {
            if (m_text.size() > longest_formula || operand() != Kind::Reference)
                return std::nullopt;
            if (take(':')) {
                m_out += ':';
                if (operand() != Kind::Reference)
                    return std::nullopt;
            }
        } while (take(',') && (m_out += ',', true));
        if (closed && !take(')'))
            return std::nullopt;
        m_out += closed ? ")" : "";
        return m_plain ? finished() : std::nullopt;
    }

private:
    enum class Kind { None, Value, Reference };

    std::optional<std::string> finished()
    {
        blanks();
        return m_at == m_text.size() && m_out.size() <= longest_formula
            ? std::optional(std::move(m_out))
            : std::nullopt;
    }

    char next(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    bool blanks()
    {
        auto begin = m_at;
        while (next() == ' ' || next() == '\n' || next() == '\r' || next() == '\t')
            ++m_at;
        return m_at > begin;
    }

    bool take(char wanted)
    {
        blanks();
        if (next() != wanted)
            return false;
        ++m_at;
        return true;
    }

    std::string_view word()
    {
        auto begin = m_at;
        if (starts_word(next())) {
            while (in_word(next()))
                ++m_at;
        }
        return m_text.substr(begin, m_at - begin);
    }

    // Operands with operators between them; which binds stronger makes no difference here.
    bool expression()
    {
        if (++m_depth > deepest)
            return false;
        m_plain = false;
        for (;;) {
            blanks();
            while (next() == '+' || next() == '-') {
                m_out += m_text[m_at++];
                blanks();
            }
            auto left = operand();
            if (left == Kind::None)
                return false;
            auto blank = blanks();
            while (take('%'))
                m_out += '%';
            if (!binary(left, blank))
                break;
        }
        --m_depth;
        return true;
    }

    bool binary(Kind left, bool blank)
    {
        static constexpr std::array<std::string_view, 12> operators { "<=", ">=", "<>", "<", ">",
            "=", "&", "+", "-", "*", "/", "^" };
        blanks();
        auto rest = m_text.substr(m_at);
        for (auto one : operators) {
            if (rest.starts_with(one)) {
                m_out += one;
                m_at += one.size();
                return true;
            }
        }
        if (left != Kind::Reference || rest.empty())
            return false;
        if (rest[0] == ':') {
            m_out += ':';
            ++m_at;
            return true;
        }
        // Where two references meet. A name and a bracket would be a call for another reader.
        if (blank && (starts_word(rest[0]) || rest[0] == '$' || rest[0] == '\'')) {
            m_out += ' ';
            return true;
        }
        return false;
    }

    Kind operand()
    {
        blanks();
        auto c = next();
        if (c == '"')
            return text() ? Kind::Value : Kind::None;
        if (c == '#')
            return error();
        if (c == '{')
            return array() ? Kind::Value : Kind::None;
        if (c == '(')
            return parentheses() ? Kind::Reference : Kind::None;
        if (c == '\'')
            return beyond_quoted_sheet();
        if (is_digit(c) || c == '.') {
            if (cells())
                return Kind::Reference;
            return number() ? Kind::Value : Kind::None;
        }
        if (c == '$')
            return cells() ? Kind::Reference : Kind::None;
        return starts_word(c) ? named() : Kind::None;
    }

    bool number()
    {
        auto size = number_in(m_text.substr(m_at));
        if (size == 0)
            return false;
        for (auto digit : m_text.substr(m_at, size))
            m_out += digit == 'e' ? 'E' : digit;
        m_at += size;
        return true;
    }

    bool text()
    {
        m_out += m_text[m_at++];
        for (; m_at < m_text.size(); ++m_at) {
            auto c = m_text[m_at];
            auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 && c != '\n')
                return false;
            m_out += c;
            if (c != '"')
                continue;
            if (next(1) != '"') {
                ++m_at;
                return true;
            }
            m_out += m_text[++m_at];
        }
        return false;
    }

    Kind error()
    {
        static constexpr std::array<std::string_view, 7> errors { "#NULL!", "#DIV/0!", "#VALUE!",
            "#REF!", "#NAME?", "#NUM!", "#N/A" };
        for (auto one : errors) {
            if (m_text.substr(m_at).starts_with(one)) {
                m_at += one.size();
                m_out += one;
                return one == "#REF!" ? Kind::Reference : Kind::Value;
            }
        }
        return Kind::None;
    }

    bool array()
    {
        ++m_at;
        m_out += '{';
        for (;;) {
            blanks();
            if (next() == '-' || next() == '+')
                m_out += m_text[m_at++];
            auto c = next();
            bool known = c == '"' ? text() : c == '#' ? error() != Kind::None : number() || truth();
            if (!known)
                return false;
            blanks();
            c = next();
            if (c != ',' && c != ';' && c != '}')
                return false;
            ++m_at;
            m_out += c;
            if (c == '}')
                return true;
        }
    }

    bool truth()
    {
        auto begin = m_at;
        auto lower = lower_case(word());
        if (lower == "true" || lower == "false") {
            m_out += lower == "true" ? "TRUE" : "FALSE";
            return true;
        }
        m_at = begin;
        return false;
    }

    // One expression, or several references: their union.
    bool parentheses()
    {
        ++m_at;
        m_out += '(';
        do {
            if (!expression())
                return false;
        } while (take(',') && (m_out += ',', true));
        m_out += ')';
        return take(')');
    }

    bool arguments()
    {
        ++m_at;
        m_out += '(';
        for (;;) {
            blanks();
            if (next() != ',' && next() != ')' && !expression())
                return false;
            blanks();
            auto c = next();
            if (c != ',' && c != ')')
                return false;
            ++m_at;
            m_out += c;
            if (c == ')')
                return true;
        }
    }

    // "A1", "A:C", "1:3", each with dollars. A range of cells is two of them and an operator.
    bool cells()
    {
        auto one = place_in(m_text.substr(m_at));
        if (one.size == 0)
            return false;
        if (!one.column.empty() && !one.row.empty()) {
            m_at += one.size;
            m_out += one.column + one.row;
            return true;
        }
        if (next(one.size) != ':')
            return false;
        auto other = place_in(m_text.substr(m_at + one.size + 1));
        if (other.size == 0 || one.column.empty() != other.column.empty()
            || one.row.empty() != other.row.empty())
            return false;
        m_at += one.size + 1 + other.size;
        m_out += one.column + one.row + ':' + other.column + other.row;
        return true;
    }

    Kind named()
    {
        auto begin = m_at;
        auto first = word();
        if (next() == '(') {
            auto function = function_named(first);
            m_out += function;
            m_plain = false;
            return !function.empty() && arguments() ? Kind::Reference : Kind::None;
        }
        if (next() == '!') {
            ++m_at;
            return beyond_sheet(first, {});
        }
        if (next() == ':' && starts_word(next(1))) { // Perhaps "Sheet1:Sheet3!A1".
            auto colon = m_at++;
            auto second = word();
            if (next() == '!') {
                ++m_at;
                return beyond_sheet(first, second);
            }
            m_at = colon;
        }
        m_at = begin;
        if (truth())
            return Kind::Value;
        if (cells())
            return Kind::Reference;
        return known_name(word());
    }

    Kind known_name(std::string_view written)
    {
        const auto* known = m_names.name(written);
        if (!known)
            return Kind::None;
        m_out += *known;
        m_plain = false;
        return Kind::Reference;
    }

    Kind beyond_quoted_sheet()
    {
        std::string name;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            auto c = m_text[m_at];
            if (c == '\'' && next(1) != '\'')
                break;
            name += c;
            if (c == '\'')
                ++m_at;
        }
        if (next(0) != '\'' || next(1) != '!')
            return Kind::None;
        m_at += 2;
        auto colon = name.find(':'); // No sheet has one in its name.
        if (colon == std::string::npos)
            return beyond_sheet(name, {});
        return beyond_sheet(
            std::string_view(name).substr(0, colon), std::string_view(name).substr(colon + 1));
    }

    Kind beyond_sheet(std::string_view first, std::string_view last)
    {
        const auto* sheet = m_names.sheet(first);
        const auto* other = last.empty() ? sheet : m_names.sheet(last);
        if (!sheet || !other)
            return Kind::None;
        m_out += quoted_sheet(last.empty() ? *sheet : *sheet + ':' + *other);
        m_out += '!';
        if (next() == '#')
            return error() == Kind::Reference ? Kind::Reference : Kind::None;
        if (cells())
            return Kind::Reference;
        return known_name(word());
    }

    std::string_view m_text;
    const BookNames& m_names;
    std::string m_out;
    std::size_t m_at { 0 };
    unsigned m_depth { 0 };
    bool m_plain { true }; // Nothing but references so far.
};

std::optional<std::string> clean_formula(std::string_view text, const BookNames& names)
{
    return Parser(text, names).formula();
}

std::optional<std::string> clean_reference(std::string_view text, const BookNames& names)
{
    return Parser(text, names).references();
}

}
