// SPDX-License-Identifier: MIT
// The control words of RTF 1.9.1 that bring something along, wherever they stand.
#include "scanners/type/structure/holdings.h"

#include <algorithm>

namespace type_scanner {

namespace {

enum class Destination { Other, Instruction, Template };

class RichText {
public:
    RichText(base::View bytes, Holdings& holdings)
        : m_text(base::text_of(bytes))
        , m_holdings(holdings)
    {
    }

    void read()
    {
        while (m_at < m_text.size()) {
            auto c = m_text[m_at++];
            if (c == '{')
                open();
            else if (c == '}')
                close();
            else if (c == '\\')
                control();
            else if (c != '\r' && c != '\n')
                letter(c);
        }
        m_holdings.add("embedded-object", std::max(m_objects, m_object_data));
    }

private:
    struct Group {
        Destination destination { Destination::Other };
        bool begins { false }; // Here, and not further out.
    };

    void open()
    {
        constexpr std::size_t deepest = 10'000; // Deeper ones are within the last.
        if (m_groups.size() < deepest)
            m_groups.push_back(
                { m_groups.empty() ? Destination::Other : m_groups.back().destination });
        else
            ++m_deeper;
    }

    void close()
    {
        if (m_deeper != 0) {
            --m_deeper;
            return;
        }
        if (m_groups.empty())
            return;
        auto group = m_groups.back();
        m_groups.pop_back();
        if (!group.begins)
            return;
        if (group.destination == Destination::Instruction && is_active_field(m_words))
            m_holdings.add("active-field");
        if (group.destination == Destination::Template
            && m_words.find_first_of("/\\:") != std::string::npos)
            m_holdings.add("template");
    }

    void begin(Destination destination)
    {
        m_words.clear();
        if (!m_groups.empty())
            m_groups.back() = { destination, true };
    }

    void letter(char c)
    {
        constexpr std::size_t longest = 100;
        if (!m_groups.empty() && m_groups.back().destination != Destination::Other
            && m_words.size() < longest)
            m_words += c;
    }

    void control()
    {
        auto start = m_at;
        auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        while (m_at < m_text.size() && is_letter(m_text[m_at]))
            ++m_at;
        auto word = m_text.substr(start, m_at - start);
        if (word.empty()) {
            symbol();
            return;
        }
        auto negative = m_at < m_text.size() && m_text[m_at] == '-';
        m_at += negative ? 1 : 0;
        constexpr std::size_t most = 1ull << 40;
        std::size_t number = 0;
        for (; m_at < m_text.size() && is_digit(m_text[m_at]); ++m_at)
            number = std::min(number * 10 + static_cast<std::size_t>(m_text[m_at] - '0'), most);
        if (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
        if (word == "bin" && !negative)
            m_at += std::min(m_text.size() - m_at, number);
        else
            take(word, number);
    }

    void symbol()
    {
        if (m_at >= m_text.size())
            return;
        auto c = m_text[m_at++];
        if (c == '\'') {
            auto digits = base::from_hex(lower(m_text.substr(m_at, 2)));
            m_at = std::min(m_text.size(), m_at + 2);
            if (digits && digits.value().size() == 1)
                letter(static_cast<char>(digits.value()[0]));
        } else if (c == '\\' || c == '{' || c == '}') {
            letter(c);
        }
    }

    static std::string lower(std::string_view text)
    {
        std::string result(text);
        for (auto& c : result)
            c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        return result;
    }

    void take(std::string_view word, std::size_t number)
    {
        if (word == "object")
            ++m_objects;
        else if (word == "objdata")
            ++m_object_data;
        else if (word == "objautlink" || word == "objlink")
            m_holdings.add("external-link");
        else if (word == "objocx")
            m_holdings.add("activex-control");
        else if (word == "fldinst")
            begin(Destination::Instruction);
        else if (word == "template")
            begin(Destination::Template);
        else if (word == "info")
            m_holdings.add("metadata");
        else if (word == "mailmerge")
            m_holdings.add("mail-merge");
        else if (word == "u" && number < 0x80)
            letter(static_cast<char>(number));
    }

    std::string_view m_text;
    std::size_t m_at { 0 };
    Holdings& m_holdings;
    std::vector<Group> m_groups;
    std::uint64_t m_deeper { 0 };
    std::string m_words; // Of the destination that is read.
    std::uint64_t m_objects { 0 };
    std::uint64_t m_object_data { 0 };
};

}

void add_rich_text(base::View rtf, Holdings& holdings)
{
    RichText(rtf, holdings).read();
}

}
