// SPDX-License-Identifier: MIT
#include "scanners/signature/pdf/objects.h"

#include <algorithm>

namespace signature::pdf {

static constexpr int most_depth = 16;
static constexpr std::size_t most_entries = 64;

bool is_space(std::uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == 0;
}

static bool is_delimiter(std::uint8_t c)
{
    return std::string_view("()<>[]{}/%").find(static_cast<char>(c)) != std::string_view::npos;
}

bool is_regular(std::uint8_t c)
{
    return !is_space(c) && !is_delimiter(c);
}

static bool is_digit(std::uint8_t c)
{
    return c >= '0' && c <= '9';
}

static int hex_value(std::uint8_t c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

namespace {

// Each skip_…() stands behind what it took, or says that it is no such thing.
class Scanner {
public:
    Scanner(base::View bytes, std::size_t at)
        : m_bytes(bytes)
        , m_at(at)
    {
    }

    std::size_t at() const { return m_at; }
    bool at_end() const { return m_at >= m_bytes.size(); }
    std::uint8_t here(std::size_t further = 0) const
    {
        return further < m_bytes.size() - std::min(m_at, m_bytes.size()) ? m_bytes[m_at + further]
                                                                         : std::uint8_t { 0 };
    }

    void skip_spaces()
    {
        while (!at_end() && (is_space(here()) || here() == '%')) {
            if (here() != '%') {
                ++m_at;
                continue;
            }
            while (!at_end() && here() != '\r' && here() != '\n')
                ++m_at;
        }
    }

    bool skip_text(std::string_view text)
    {
        auto rest = base::text_of(m_bytes.subspan(std::min(m_at, m_bytes.size())));
        if (!rest.starts_with(text))
            return false;
        m_at += text.size();
        return true;
    }

    std::optional<std::string> take_name()
    {
        std::string name;
        if (!skip_text("/"))
            return std::nullopt;
        while (!at_end() && is_regular(here())) {
            if (here() == '#') {
                auto high = hex_value(here(1));
                auto low = hex_value(here(2));
                if (high < 0 || low < 0)
                    return std::nullopt;
                name += static_cast<char>(high * 16 + low);
                m_at += 3;
            } else {
                name += static_cast<char>(m_bytes[m_at++]);
            }
        }
        return name;
    }

    bool skip_value(int depth)
    {
        skip_spaces();
        if (at_end() || depth > most_depth)
            return false;
        if (here() == '<' && here(1) == '<')
            return skip_dictionary(depth);
        switch (here()) {
        case '<': return skip_hex_string();
        case '(': return skip_string();
        case '[': return skip_array(depth);
        case '/': return take_name().has_value();
        default: return skip_word();
        }
    }

    std::optional<Dictionary> take_dictionary(int depth)
    {
        Dictionary dictionary;
        skip_spaces();
        dictionary.begin = m_at;
        if (!skip_text("<<"))
            return std::nullopt;
        for (skip_spaces(); !skip_text(">>"); skip_spaces()) {
            auto key = take_name();
            if (!key || dictionary.entries.size() == most_entries)
                return std::nullopt;
            skip_spaces();
            Entry entry { std::move(*key), m_at, 0 };
            if (!skip_value(depth + 1) || !skip_reference())
                return std::nullopt;
            entry.end = m_at;
            dictionary.entries.push_back(std::move(entry));
        }
        dictionary.end = m_at;
        return dictionary;
    }

private:
    bool skip_dictionary(int depth) { return take_dictionary(depth).has_value(); }

    bool skip_hex_string()
    {
        for (++m_at; !at_end() && here() != '>'; ++m_at) {
            if (hex_value(here()) < 0 && !is_space(here()))
                return false;
        }
        return skip_text(">");
    }

    bool skip_string()
    {
        for (int open = 0; !at_end(); ++m_at) {
            if (here() == '\\')
                ++m_at;
            else if (here() == '(')
                ++open;
            else if (here() == ')' && --open == 0)
                return skip_text(")");
        }
        return false;
    }

    bool skip_array(int depth)
    {
        ++m_at;
        for (skip_spaces(); !skip_text("]"); skip_spaces()) {
            if (!skip_value(depth + 1)) // "1 0 R" are three here.
                return false;
        }
        return true;
    }

    bool skip_word()
    {
        auto begin = m_at;
        while (!at_end() && is_regular(here()))
            ++m_at;
        auto word = base::text_of(m_bytes.subspan(begin, m_at - begin));
        auto number = std::ranges::all_of(word,
            [](char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; });
        return !word.empty()
            && (number || word == "true" || word == "false" || word == "null" || word == "R");
    }

    // After a number in a dictionary: the rest of "1 0 R".
    bool skip_reference()
    {
        auto begin = m_at;
        skip_spaces();
        if (at_end() || here() == '/' || here() == '>') {
            m_at = begin;
            return true;
        }
        if (!is_digit(here()) || !skip_word())
            return false;
        skip_spaces();
        return here() == 'R' && skip_word();
    }

    base::View m_bytes;
    std::size_t m_at;
};

}

const Entry* Dictionary::find(std::string_view key) const
{
    auto found = std::ranges::find(entries, key, &Entry::key);
    return count(key) == 1 ? &*found : nullptr;
}

std::size_t Dictionary::count(std::string_view key) const
{
    return static_cast<std::size_t>(std::ranges::count(entries, key, &Entry::key));
}

std::optional<Dictionary> read_dictionary(base::View file, std::size_t at)
{
    return Scanner(file, at).take_dictionary(0);
}

std::optional<std::vector<std::uint64_t>> read_numbers(base::View value)
{
    constexpr std::size_t most_digits = 15;
    Scanner scanner(value, 0);
    if (!scanner.skip_text("["))
        return std::nullopt;
    std::vector<std::uint64_t> numbers;
    for (scanner.skip_spaces(); !scanner.skip_text("]"); scanner.skip_spaces()) {
        std::uint64_t number = 0;
        std::size_t digits = 0;
        for (; is_digit(scanner.here()); ++digits) {
            if (digits == most_digits)
                return std::nullopt;
            number = number * 10 + static_cast<std::uint64_t>(scanner.here() - '0');
            scanner = Scanner(value, scanner.at() + 1);
        }
        if (digits == 0 || numbers.size() == most_entries)
            return std::nullopt;
        numbers.push_back(number);
    }
    if (!std::ranges::all_of(value.subspan(scanner.at()), is_space))
        return std::nullopt;
    return numbers;
}

std::optional<std::string> read_name(base::View value)
{
    Scanner scanner(value, 0);
    auto name = scanner.take_name();
    if (!name || !std::ranges::all_of(value.subspan(scanner.at()), is_space))
        return std::nullopt;
    return name;
}

}
