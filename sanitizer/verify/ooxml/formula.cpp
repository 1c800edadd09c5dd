// SPDX-License-Identifier: MIT
// Formulas (ECMA-376 part 1, 18.17) in the one form that the rebuild writes: no white space, sheets
// between apostrophes, functions in capitals. A machine with a stack of brackets and two states.
#include "sanitizer/verify/ooxml/checks.h"

#include <algorithm>
#include <array>

namespace verify_ooxml {

static constexpr std::size_t longest = 8'192;
static constexpr std::size_t deepest = 200;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool in_name(char c)
{
    return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '.'
        || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

enum class Half { None, Column, Row, Cell };

// "$A", "$1" or "$A$1", all of it.
static Half half_of(std::string_view text)
{
    std::size_t at = 0;
    auto dollar = [&] { at += at < text.size() && text[at] == '$'; };
    auto run = [&](auto belongs) {
        auto begin = at;
        while (at < text.size() && belongs(text[at]))
            ++at;
        return at - begin;
    };
    dollar();
    auto letters = run(is_capital);
    if (letters > 3)
        return Half::None;
    if (letters > 0 && at == text.size())
        return Half::Column;
    if (letters > 0)
        dollar();
    auto begin = at;
    auto digits = run(is_digit);
    if (digits == 0 || digits > 7 || text[begin] == '0' || at != text.size())
        return Half::None;
    return letters > 0 ? Half::Cell : Half::Row;
}

class Machine {
public:
    Machine(std::string_view text, const BookNames& names)
        : m_text(text)
        , m_names(names)
    {
    }

    bool run()
    {
        if (m_text.empty() || m_text.size() > longest)
            return false;
        while (m_at < m_text.size()) {
            if (!(m_wants_operand ? operand() : after_operand()))
                return false;
        }
        return m_open.empty() && !m_wants_operand;
    }

    bool run_references()
    {
        m_only_cells = true;
        bool grouped = take("(");
        do {
            if (!reference() || (take(":") && !reference()))
                return false;
        } while (take(","));
        return (!grouped || take(")")) && m_at == m_text.size() && m_text.size() <= longest;
    }

private:
    char next() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool take(std::string_view wanted)
    {
        if (!m_text.substr(m_at).starts_with(wanted))
            return false;
        m_at += wanted.size();
        return true;
    }

    std::string_view word()
    {
        auto begin = m_at;
        while (in_name(next()))
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }

    bool operand()
    {
        auto c = next();
        if (c == '+' || c == '-') {
            ++m_at;
            m_may_be_empty = false;
            return true;
        }
        if (c == '(') {
            ++m_at;
            return open('(');
        }
        bool empty_argument = m_may_be_empty && (c == ',' || c == ')');
        m_may_be_empty = false;
        m_wants_operand = false;
        m_refers = false;
        if (empty_argument)
            return true;
        if (c == '"')
            return text();
        if (c == '\'' || m_text.substr(m_at).starts_with("#REF!")) {
            m_refers = true;
            return reference();
        }
        if (c == '#')
            return error();
        if (c == '{')
            return array();
        if ((is_digit(c) || c == '.') && number())
            return true;
        return named();
    }

    bool open(char kind)
    {
        m_open.push_back(kind);
        m_wants_operand = true;
        m_may_be_empty = kind == 'f';
        return m_open.size() <= deepest;
    }

    bool after_operand()
    {
        static constexpr std::array<std::string_view, 12> operators { "<=", ">=", "<>", "<", ">",
            "=", "&", "+", "-", "*", "/", "^" };
        if (take("%"))
            return true;
        if (take(")")) {
            if (m_open.empty())
                return false;
            m_open.pop_back();
            m_refers = true; // What brackets give may be cells.
            return true;
        }
        m_wants_operand = true;
        if (take(":"))
            return m_refers;
        if (take(" ")) // Else a name before a bracket could be called.
            return m_refers && next() != '(';
        if (take(",")) {
            m_may_be_empty = !m_open.empty() && m_open.back() == 'f';
            return !m_open.empty();
        }
        return std::ranges::any_of(operators, [&](auto one) { return take(one); });
    }

    bool text()
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] != '"')
                continue;
            ++m_at;
            if (next() != '"')
                return true;
        }
        return false;
    }

    bool error()
    {
        static constexpr std::array<std::string_view, 7> errors { "#NULL!", "#DIV/0!", "#VALUE!",
            "#REF!", "#NAME?", "#NUM!", "#N/A" };
        return std::ranges::any_of(errors, [&](auto one) { return take(one); });
    }

    bool number()
    {
        auto begin = m_at;
        auto digits = [&] {
            auto from = m_at;
            while (is_digit(next()))
                ++m_at;
            return m_at - from;
        };
        auto count = digits();
        if (take("."))
            count += digits();
        bool sound = count > 0;
        if (sound && take("E")) {
            if (next() == '+' || next() == '-')
                ++m_at;
            sound = digits() > 0;
        }
        if (sound && !in_name(next()) && next() != ':')
            return true;
        m_at = begin; // "1:3" are rows.
        return false;
    }

    bool array()
    {
        do {
            ++m_at;
            if (next() == '+' || next() == '-')
                ++m_at;
            auto c = next();
            bool known = c == '"' ? text()
                : c == '#'        ? error()
                                  : number() || take("TRUE") || take("FALSE");
            if (!known)
                return false;
        } while (next() == ',' || next() == ';');
        return take("}");
    }

    // A cell, columns or rows; nothing consumed if it is none of these.
    bool cells()
    {
        auto begin = m_at;
        auto half = half_of(word());
        if (half == Half::Cell)
            return true;
        if (half != Half::None && take(":") && half_of(word()) == half)
            return true;
        m_at = begin;
        return false;
    }

    bool reference()
    {
        if (next() != '\'')
            return take("#REF!") || cells();
        if (!sheet())
            return false;
        if (take("#REF!") || cells())
            return true;
        return !m_only_cells && m_names.names.contains(word());
    }

    // "'Sheet 1'!" or "'First:Last'!"
    bool sheet()
    {
        std::string name;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '\'' && !m_text.substr(m_at).starts_with("''"))
                break;
            m_at += m_text[m_at] == '\'';
            name += m_text[m_at];
        }
        if (!take("'!"))
            return false;
        auto colon = name.find(':');
        if (colon == std::string::npos)
            return m_names.sheets.contains(name);
        return m_names.sheets.contains(name.substr(0, colon))
            && m_names.sheets.contains(name.substr(colon + 1));
    }

    bool named()
    {
        m_refers = true;
        auto begin = m_at;
        auto name = word();
        if (name.empty())
            return false;
        if (take("(")) // First: "LOG10" could be a cell.
            return is_function(name) && open('f');
        m_at = begin;
        if (cells())
            return true;
        name = word();
        m_refers = name != "TRUE" && name != "FALSE";
        return !m_refers || m_names.names.contains(name);
    }

    std::string_view m_text;
    const BookNames& m_names;
    std::size_t m_at { 0 };
    std::string m_open; // '(' or 'f' for each bracket.
    bool m_wants_operand { true };
    bool m_may_be_empty { false };
    bool m_only_cells { false };
    bool m_refers { false }; // The last operand may be cells.
};

bool is_formula(std::string_view text, const BookNames& names)
{
    return Machine(text, names).run();
}

bool is_reference(std::string_view text, const BookNames& names)
{
    return Machine(text, names).run_references();
}

}
