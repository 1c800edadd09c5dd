// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/document/formula.h"

#include "sanitizer/rebuild/odf/vocabulary/values.h"

#include <algorithm>
#include <array>

namespace rebuild_odf {

static constexpr unsigned deepest = 64;
static constexpr std::size_t longest_number = 40;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
        || static_cast<unsigned char>(c) >= 0x80;
}

static bool in_word(char c)
{
    return starts_word(c) || is_digit(c) || c == '.';
}

class Parser {
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    {
    }

    std::optional<std::string> run()
    {
        if (m_text.size() > longest_formula || !expression())
            return std::nullopt;
        blanks();
        return m_at == m_text.size() ? std::optional(std::move(m_out)) : std::nullopt;
    }

private:
    char next(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    void blanks()
    {
        while (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r')
            ++m_at;
    }

    bool take(char wanted)
    {
        blanks();
        if (next() != wanted)
            return false;
        m_out += wanted;
        ++m_at;
        return true;
    }

    // Operands with operators between them; which binds stronger makes no difference here.
    bool expression()
    {
        if (++m_depth > deepest)
            return false;
        do {
            while (take('+') || take('-'))
                ;
            if (!operand())
                return false;
            while (take('%'))
                ;
        } while (binary());
        --m_depth;
        return true;
    }

    bool binary()
    {
        static constexpr std::array<std::string_view, 14> operators { "<=", ">=", "<>", "<", ">",
            "=", "&", "+", "-", "*", "/", "^", "!", "~" };
        blanks();
        for (auto one : operators) {
            if (m_text.substr(m_at).starts_with(one)) {
                m_out += one;
                m_at += one.size();
                return true;
            }
        }
        // A range between references: [.A1]:INDEX(…)
        return take(':');
    }

    bool operand()
    {
        blanks();
        auto c = next();
        if (c == '"')
            return text();
        if (c == '[')
            return reference();
        if (c == '{')
            return array();
        if (c == '#')
            return error();
        if (c == '(')
            return take('(') && expression_list() && take(')');
        if (is_digit(c) || c == '.')
            return number();
        return starts_word(c) && named();
    }

    // Of references in parentheses: their union.
    bool expression_list()
    {
        do {
            if (!expression())
                return false;
        } while (take(';'));
        return true;
    }

    bool text()
    {
        m_out += m_text[m_at++];
        for (; m_at < m_text.size(); ++m_at) {
            auto c = m_text[m_at];
            if (static_cast<unsigned char>(c) < 0x20)
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

    bool number()
    {
        auto begin = m_at;
        while (is_digit(next()))
            ++m_at;
        if (next() == '.') {
            ++m_at;
            while (is_digit(next()))
                ++m_at;
        }
        if (next() == 'e' || next() == 'E') {
            ++m_at;
            if (next() == '+' || next() == '-')
                ++m_at;
            if (!is_digit(next()))
                return false;
            while (is_digit(next()))
                ++m_at;
        }
        auto size = m_at - begin;
        m_out += m_text.substr(begin, size);
        return size <= longest_number && m_text.substr(begin, size) != ".";
    }

    // "[.A1:.B2]", "[$'Sheet 1'.A1]", "[.#REF!]", with another sheet's name only of this document.
    bool reference()
    {
        bool quoted = false;
        auto end = m_at + 1;
        for (; end < m_text.size() && (quoted || m_text[end] != ']'); ++end)
            quoted = quoted != (m_text[end] == '\'');
        if (end >= m_text.size())
            return false;
        auto written = m_text.substr(m_at + 1, end - m_at - 1);
        auto plain
            = written.find("#REF!") != std::string_view::npos ? std::string_view("#REF!") : written;
        bool is_lost = plain.data() != written.data();
        if (!is_lost && (written.find(' ') == 0 || !is_range(written) || has_two(written)))
            return false;
        m_out += '[';
        m_out += plain;
        m_out += ']';
        m_at = end + 1;
        return true;
    }

    // A list of ranges, which is none here.
    static bool has_two(std::string_view ranges)
    {
        bool quoted = false;
        for (auto c : ranges) {
            quoted = quoted != (c == '\'');
            if (c == ' ' && !quoted)
                return true;
        }
        return false;
    }

    bool error()
    {
        static constexpr std::array<std::string_view, 7> errors { "#NULL!", "#DIV/0!", "#VALUE!",
            "#REF!", "#NAME?", "#NUM!", "#N/A" };
        for (auto one : errors) {
            if (m_text.substr(m_at).starts_with(one)) {
                m_at += one.size();
                m_out += one;
                return true;
            }
        }
        return false;
    }

    bool array()
    {
        if (!take('{'))
            return false;
        do {
            blanks();
            if (next() == '-' || next() == '+')
                m_out += m_text[m_at++];
            auto c = next();
            bool known = c == '"'         ? text()
                : c == '#'                ? error()
                : is_digit(c) || c == '.' ? number()
                                          : truth();
            if (!known)
                return false;
        } while (take(';') || take('|'));
        return take('}');
    }

    bool truth()
    {
        for (std::string_view word : { "TRUE", "FALSE" }) {
            if (!m_text.substr(m_at).starts_with(word))
                continue;
            m_out += word;
            m_at += word.size();
            if (next() != '(')
                return true;
            return take('(') && take(')');
        }
        return false;
    }

    bool named()
    {
        auto begin = m_at;
        while (in_word(next()))
            ++m_at;
        auto word = m_text.substr(begin, m_at - begin);
        m_out += word;
        blanks();
        if (next() != '(')
            return is_identifier(word); // A name that the document defines, or none.
        if (!is_function(word))
            return false;
        take('(');
        for (;;) {
            blanks();
            if (next() != ';' && next() != ')' && !expression())
                return false;
            if (take(')'))
                return true;
            if (!take(';'))
                return false;
        }
    }

    std::string_view m_text;
    std::string m_out;
    std::size_t m_at { 0 };
    unsigned m_depth { 0 };
};

static void skip_prefix(std::string_view& text)
{
    for (std::string_view prefix : { "of:", "oooc:" }) {
        if (text.starts_with(prefix)) {
            text.remove_prefix(prefix.size());
            return;
        }
    }
}

std::optional<std::string> clean_formula(std::string_view written)
{
    skip_prefix(written);
    if (!written.starts_with('='))
        return std::nullopt;
    written.remove_prefix(1);
    if (written.starts_with('=')) // "==": to be computed anew each time.
        written.remove_prefix(1);
    auto clean = Parser(written).run();
    return clean ? std::optional("of:=" + *clean) : std::nullopt;
}

std::optional<std::string> clean_expression(std::string_view written)
{
    skip_prefix(written);
    bool sign = written.starts_with('=');
    if (sign)
        written.remove_prefix(1);
    auto clean = Parser(written).run();
    return clean ? std::optional((sign ? "of:=" : "of:") + *clean) : std::nullopt;
}

}
