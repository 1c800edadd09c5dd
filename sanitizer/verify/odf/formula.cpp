// SPDX-License-Identifier: MIT
// Formulas of cells (OpenFormula, ODF 1.3 part 4, 5), in the one form that the rebuild writes: a
// row of operands and operators, with a stack of what is open.
#include "sanitizer/verify/odf/grammar.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

namespace verify_odf {

// Beyond those of verify_parts::is_function, as OpenFormula and LibreOffice name them.
static bool is_own_function(std::string_view name)
{
    static const std::unordered_set<std::string_view> names { "B", "CHISQDIST", "CHISQINV",
        "CURRENT", "DAYSINMONTH", "EASTERSUNDAY", "FORMULA", "GAMMA", "GAUSS", "ISLEAPYEAR",
        "MONTHS", "PHI", "SKEWP", "WEEKS", "YEARS", "LEGACY.CHIDIST", "LEGACY.CHIINV",
        "LEGACY.CHITEST", "LEGACY.FDIST", "LEGACY.FINV", "LEGACY.NORMSDIST", "LEGACY.NORMSINV",
        "LEGACY.TDIST", "ORG.OPENOFFICE.DAYSINMONTH", "ORG.OPENOFFICE.DAYSINYEAR",
        "ORG.OPENOFFICE.EASTERSUNDAY", "ORG.OPENOFFICE.ERRORTYPE", "ORG.OPENOFFICE.ISLEAPYEAR",
        "ORG.OPENOFFICE.MONTHS", "ORG.OPENOFFICE.ROT13", "ORG.OPENOFFICE.WEEKS",
        "ORG.OPENOFFICE.WEEKSINYEAR", "ORG.OPENOFFICE.YEARS", "ORG.OPENOFFICE.B",
        "ORG.OPENOFFICE.CURRENT", "ORG.LIBREOFFICE.RAWSUBTRACT", "ORG.LIBREOFFICE.COLOR",
        "ORG.LIBREOFFICE.FOURIER", "ORG.LIBREOFFICE.REGEX", "ORG.LIBREOFFICE.ROUNDSIG",
        "ORG.LIBREOFFICE.FORECAST.ETS.ADD", "ORG.LIBREOFFICE.WEEKNUM_OOO" };
    return names.contains(name);
}

static bool is_known_function(std::string_view written)
{
    std::string name(written);
    for (auto& c : name)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    std::string_view bare = name;
    constexpr std::string_view later = "COM.MICROSOFT.";
    if (bare.starts_with(later))
        bare.remove_prefix(later.size());
    return verify_parts::is_function(bare)
        || verify_parts::is_function("_xlfn." + std::string(bare)) || is_own_function(bare);
}

class Tokens {
public:
    explicit Tokens(std::string_view text)
        : m_text(text)
    {
    }

    bool run()
    {
        constexpr std::size_t deepest = 64;
        bool operand = false; // Whether one stands before this place.
        while (!m_text.empty()) {
            if (m_open.size() > deepest)
                return false;
            auto c = m_text[0];
            if (!operand) {
                if (c == '+' || c == '-') {
                    m_text.remove_prefix(1);
                } else if (c == '(') {
                    open('(');
                } else if (c == ';' || c == ')') { // An argument that is left out.
                    if (m_open.empty() || m_open.back() != 'f')
                        return false;
                    m_text.remove_prefix(1);
                    if (c == ')') {
                        m_open.pop_back();
                        operand = true;
                    }
                } else if (!take_operand(operand)) {
                    return false;
                }
                continue;
            }
            if (c == '%') {
                m_text.remove_prefix(1);
            } else if (c == ';') {
                if (m_open.empty())
                    return false;
                m_text.remove_prefix(1);
                operand = false;
            } else if (c == ')') {
                if (m_open.empty())
                    return false;
                m_open.pop_back();
                m_text.remove_prefix(1);
            } else if (take_operator()) {
                operand = false;
            } else {
                return false;
            }
        }
        return operand && m_open.empty();
    }

private:
    bool open(char what)
    {
        m_open.push_back(what);
        m_text.remove_prefix(1);
        return true;
    }

    bool take(std::string_view word)
    {
        if (!m_text.starts_with(word))
            return false;
        m_text.remove_prefix(word.size());
        return true;
    }

    bool take_operator()
    {
        for (std::string_view one :
            { "<=", ">=", "<>", "<", ">", "=", "&", "+", "-", "*", "/", "^", "!", "~", ":" }) {
            if (take(one))
                return true;
        }
        return false;
    }

    bool take_operand(bool& operand)
    {
        auto c = m_text[0];
        operand = true;
        if (c == '"')
            return take_text();
        if (c == '[')
            return take_reference();
        if (c == '{')
            return take_array();
        if (c == '#')
            return take_error();
        if ((c >= '0' && c <= '9') || c == '.')
            return take_number();
        auto end = std::ranges::find_if_not(m_text, is_of_word) - m_text.begin();
        auto word = m_text.substr(0, static_cast<std::size_t>(end));
        if (word.empty() || (c >= '0' && c <= '9'))
            return false;
        m_text.remove_prefix(word.size());
        if (!m_text.starts_with('('))
            return true;
        operand = false;
        return is_known_function(word) && open('f');
    }

    static bool is_of_word(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    }

    bool take_text()
    {
        do {
            auto end = m_text.find('"', 1);
            if (end == m_text.npos)
                return false;
            m_text.remove_prefix(end + 1);
        } while (m_text.starts_with('"'));
        return true;
    }

    bool take_reference()
    {
        bool quoted = false;
        bool blank = false;
        std::size_t end = 1;
        for (; end < m_text.size() && (quoted || m_text[end] != ']'); ++end) {
            quoted = quoted != (m_text[end] == '\'');
            blank = blank || (!quoted && m_text[end] == ' ');
        }
        if (end >= m_text.size())
            return false;
        auto inside = m_text.substr(1, end - 1);
        m_text.remove_prefix(end + 1);
        return inside == "#REF!" || (!blank && is_cell_range(inside));
    }

    bool take_error()
    {
        for (std::string_view one :
            { "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A" }) {
            if (take(one))
                return true;
        }
        return false;
    }

    bool take_number()
    {
        auto size = m_text.find_first_not_of("0123456789.");
        size = std::min(size, m_text.size());
        if (size < m_text.size() && (m_text[size] == 'e' || m_text[size] == 'E')) {
            ++size;
            if (size < m_text.size() && (m_text[size] == '+' || m_text[size] == '-'))
                ++size;
            while (size < m_text.size() && m_text[size] >= '0' && m_text[size] <= '9')
                ++size;
        }
        m_text.remove_prefix(size);
        return size <= 40;
    }

    // Constants alone.
    bool take_array()
    {
        m_text.remove_prefix(1);
        for (;;) {
            if (!take("-"))
                take("+");
            if (m_text.empty())
                return false;
            auto c = m_text[0];
            bool known = c == '"' ? take_text()
                : c == '#'        ? take_error()
                : (c >= '0' && c <= '9') || c == '.'
                ? take_number()
                : take("TRUE()") || take("FALSE()") || take("TRUE") || take("FALSE");
            if (!known)
                return false;
            if (take("}"))
                return true;
            if (!take(";") && !take("|"))
                return false;
        }
    }

    std::string_view m_text;
    std::vector<char> m_open; // '(' or, of a function's arguments, 'f'.
};

static constexpr std::size_t longest = 16'400;

bool is_formula(std::string_view text)
{
    return text.size() <= longest && text.starts_with("of:=") && Tokens(text.substr(4)).run();
}

bool is_expression(std::string_view text)
{
    if (is_formula(text))
        return true;
    return text.size() <= longest && text.starts_with("of:") && Tokens(text.substr(3)).run();
}

}
