// SPDX-License-Identifier: MIT
// Field instructions: of each harmless field, the arguments and switches that we write. Readers
// differ in what they make of a word that no switch asks for, so there is none.
#include "sanitizer/verify/ooxml/checks.h"

#include <algorithm>

namespace verify_ooxml {

struct Rule {
    std::string_view name;
    unsigned least;
    unsigned most; // Arguments; all of them come before the first switch.
    std::string_view plain;
    std::string_view valued;
    std::string_view optional; // With a value or without one.
};

static constexpr Rule rules[] = {
    { "PAGE", 0, 0, "", "", "" },
    { "NUMPAGES", 0, 0, "", "", "" },
    { "SECTION", 0, 0, "", "", "" },
    { "SECTIONPAGES", 0, 0, "", "", "" },
    { "PAGEREF", 1, 1, "hp", "", "" },
    { "REF", 1, 1, "fhnprtw", "d", "" },
    { "NOTEREF", 1, 1, "fhp", "", "" },
    { "STYLEREF", 1, 1, "lnprtw", "", "" },
    { "SEQ", 1, 2, "chn", "rs", "" },
    { "TOC", 0, 0, "huwxzn", "abcdlpst", "fo" },
    { "HYPERLINK", 0, 1, "hn", "lo", "" },
};

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// LibreOffice calculates with it.
static bool is_counter(std::string_view word)
{
    return !word.empty() && std::ranges::all_of(word, [](char c) {
        return is_alphanumeric(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    });
}

class InstructionReader {
public:
    InstructionReader(std::string_view text, WebLinks links, seen::Finder& addresses)
        : m_rest(text)
        , m_links(links)
        , m_addresses(addresses)
    {
    }

    bool run()
    {
        if (!take(" "))
            return false;
        auto name = m_rest.substr(0, m_rest.find(' '));
        auto rule = std::ranges::find(rules, name, &Rule::name);
        if (rule == std::end(rules))
            return false;
        m_rest.remove_prefix(name.size());
        unsigned count = 0;
        for (; m_rest.starts_with(" \""); ++count) {
            auto word = quoted();
            if (!word || !is_argument(*rule, count, *word))
                return false;
            if (rule->name == "HYPERLINK")
                m_addresses.take_target(*word);
        }
        if (count < rule->least || count > rule->most)
            return false;
        while (m_rest != " ") {
            if (!one_switch(*rule))
                return false;
        }
        return rule->name != "HYPERLINK" || count == 1 || m_anchored;
    }

private:
    bool take(std::string_view expected)
    {
        if (!m_rest.starts_with(expected))
            return false;
        m_rest.remove_prefix(expected.size());
        return true;
    }

    std::optional<std::string_view> quoted()
    {
        auto close = m_rest.find('"', 2);
        if (!m_rest.starts_with(" \"") || close == std::string_view::npos)
            return std::nullopt;
        auto word = m_rest.substr(2, close - 2);
        m_rest.remove_prefix(close + 1);
        return word;
    }

    static bool is_quiet(std::string_view word)
    {
        return is_quotable(word) && word.find('=') == std::string_view::npos;
    }

    bool is_argument(const Rule& rule, unsigned index, std::string_view word) const
    {
        if (rule.name == "HYPERLINK")
            return m_links == WebLinks::Allowed && is_web_address(word);
        return rule.name == "SEQ" && index == 0 ? is_counter(word) : is_quiet(word);
    }

    bool one_switch(const Rule& rule)
    {
        if (!take(" \\") || m_rest.empty())
            return false;
        auto letter = m_rest[0];
        m_rest.remove_prefix(1);
        auto is_in = [&](std::string_view list) { return list.find(letter) != list.npos; };
        if (letter == '*')
            return take(" ") && number_format();
        if (is_in(rule.plain) || (is_in(rule.optional) && !m_rest.starts_with(" \"")))
            return true;
        if (!is_in(rule.valued) && !is_in(rule.optional))
            return false;
        auto word = quoted();
        m_anchored = m_anchored || (letter == 'l' && word && !word->empty());
        return word && is_quiet(*word);
    }

    bool number_format()
    {
        auto end = std::ranges::find_if_not(m_rest, is_alphanumeric);
        auto size = static_cast<std::size_t>(end - m_rest.begin());
        m_rest.remove_prefix(size);
        return size > 0 && size <= 40;
    }

    std::string_view m_rest;
    WebLinks m_links;
    seen::Finder& m_addresses;
    bool m_anchored { false }; // It leads to a place in the document.
};

bool is_instruction(std::string_view text, WebLinks links, seen::Finder& addresses)
{
    return InstructionReader(text, links, addresses).run();
}

}
