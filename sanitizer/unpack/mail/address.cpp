// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/address.h"

#include "sanitizer/unpack/mail/words.h"

#include <algorithm>

namespace unpack_mail {

namespace {

// One person of the list as it is read, token by token.
struct Person {
    std::string words; // Outside angles, quotes opened.
    std::string comment;
    std::optional<std::string> angle;
    bool quoted { false };
    bool after_angle { false }; // Words stand behind the address.

    bool is_empty() const { return trimmed(words).empty() && comment.empty() && !angle; }
};

class Reading {
public:
    Reading(const Letters& letters, std::uint64_t& dropped)
        : m_letters(letters)
        , m_dropped(dropped)
    {
    }

    std::optional<std::vector<Address>> run(std::string_view value)
    {
        for (std::size_t at = 0; at < value.size();) {
            auto taken = take(value.substr(at));
            if (taken == 0)
                return std::nullopt;
            at += taken;
        }
        if (!end_person())
            return std::nullopt;
        return std::move(m_people);
    }

private:
    // How much of `rest` it took; 0 if that has no meaning.
    std::size_t take(std::string_view rest)
    {
        switch (rest[0]) {
        case '"': return take_quoted(rest);
        case '(': return take_comment(rest);
        case '<': return take_angle(rest);
        case ',':
        case ';': return end_person() ? 1 : 0;
        case ':': // A group's name, which is nobody.
            if (m_person.angle)
                return 0;
            m_person = {};
            return 1;
        case ')':
        case '>': return 0;
        default: break;
        }
        auto end = std::min(rest.find_first_of("\"(<,;:)>"), rest.size());
        auto words = rest.substr(0, end);
        m_person.after_angle = m_person.after_angle || (m_person.angle && !trimmed(words).empty());
        m_person.words += words;
        return end;
    }

    std::size_t take_quoted(std::string_view rest)
    {
        for (std::size_t at = 1; at < rest.size(); ++at) {
            if (rest[at] == '"') {
                m_person.quoted = true;
                m_person.after_angle = m_person.after_angle || m_person.angle;
                return at + 1;
            }
            if (rest[at] == '\\' && at + 1 < rest.size())
                ++at;
            m_person.words += rest[at];
        }
        return 0;
    }

    std::size_t take_comment(std::string_view rest)
    {
        int depth = 0;
        for (std::size_t at = 0; at < rest.size(); ++at) {
            if (rest[at] == '(' && depth++ == 0)
                continue;
            if (rest[at] == ')' && --depth == 0)
                return at + 1;
            if (rest[at] == '\\' && at + 1 < rest.size())
                ++at;
            m_person.comment += rest[at];
        }
        return 0;
    }

    std::size_t take_angle(std::string_view rest)
    {
        auto end = rest.find_first_of(">\"(),", 1);
        if (end == rest.npos || rest[end] != '>' || m_person.angle)
            return 0;
        m_person.angle = std::string(trimmed(rest.substr(1, end - 1)));
        return end + 1;
    }

    std::string shown(std::string_view words)
    {
        return one_line(decode_words(words, m_letters), m_dropped);
    }

    bool end_person()
    {
        auto person = std::exchange(m_person, {});
        if (person.is_empty())
            return true; // "a, , b" and a group's end.
        Address address;
        if (person.angle) {
            if (person.after_angle)
                return false;
            address.address = shown(*person.angle);
            address.name = shown(trimmed(person.words).empty() ? person.comment : person.words);
        } else {
            if (person.quoted)
                return false; // A name alone, or a quoted local part: readers differ.
            address.address = shown(person.words);
            address.name = shown(person.comment);
        }
        if (address.address.find(' ') != std::string::npos
            || (address.address.empty() && !person.angle)
            || std::ranges::count(address.address, '@') > 1)
            return false;
        m_people.push_back(std::move(address));
        return true;
    }

    const Letters& m_letters;
    std::uint64_t& m_dropped;
    Person m_person;
    std::vector<Address> m_people;
};

}

std::optional<std::vector<Address>> read_addresses(
    std::string_view value, const Letters& letters, std::uint64_t& dropped)
{
    return Reading(letters, dropped).run(value);
}

}
