// SPDX-License-Identifier: MIT
#include "scanners/seen/finder.h"

#include "kiosk/core/base/text.h"
#include "policy/facts/stated_label.h"
#include "scanners/seen/grammar.h"

#include <algorithm>

namespace seen {

// Of an address whose sign has not come yet: a scheme, or what stands before an "@".
static constexpr std::size_t longest_start = 80;

void Finder::take(char32_t point)
{
    point = plain(point);
    if (point == 0)
        return;
    m_text += point;
    if (m_beginning.size() < most_beginning)
        m_beginning += point;
    if (m_text.size() >= most_held)
        look(More::Follows);
}

void Finder::take(std::string_view utf8)
{
    while (!utf8.empty()) {
        std::size_t ascii = 0;
        while (ascii < utf8.size() && static_cast<unsigned char>(utf8[ascii]) < 0x80)
            take(static_cast<char32_t>(static_cast<unsigned char>(utf8[ascii++])));
        utf8.remove_prefix(ascii);
        std::size_t others = 0;
        while (others < utf8.size() && static_cast<unsigned char>(utf8[others]) >= 0x80)
            ++others;
        for (auto point : base::decode_utf8(utf8.substr(0, others)).value_or(U" "))
            take(point);
        utf8.remove_prefix(others);
    }
}

// Marks at an address's end that may not be its end, if text goes on.
static constexpr std::size_t most_marks = 16;

// Adds what `text` holds. Returns how much of it is done with; what goes on is kept.
static std::size_t look_through(std::u32string_view text, bool more, Findings& findings)
{
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::optional<Span> span;
        auto kind = Kind::Link;
        switch (text[at]) {
        case U':':
            if (text.substr(at).starts_with(U"://"))
                span = link_around(text, at, done);
            break;
        case U'@':
            kind = Kind::Address;
            span = address_around(text, at, done);
            break;
        case U'\\': span = share_at(text, at, done); break;
        case U'w':
        case U'W': span = bare_link_at(text, at, done); break;
        default: break;
        }
        if (!span || span->end <= at) {
            ++at;
            continue;
        }
        if (span->end - span->begin > Finder::longest)
            span->end = span->begin + Finder::longest;
        else if (more && text.size() - span->end <= most_marks)
            return span->begin;
        findings.add(kind, Where::Text, text.substr(span->begin, span->end - span->begin));
        at = done = span->end;
    }
    if (!more)
        return text.size();
    return std::max(done, text.size() - std::min(text.size(), longest_start));
}

void Finder::look(More more)
{
    m_text.erase(0, look_through(m_text, more == More::Follows, m_findings));
}

void Finder::begin_part()
{
    for (const auto& label : policy::labels_in(m_beginning))
        m_findings.add(Kind::Label, Where::Text, label.text);
    m_beginning.clear();
}

void Finder::take_property(std::string_view utf8)
{
    for (const auto& label : policy::labels_in(base::decode_utf8(utf8).value_or(U"")))
        m_findings.add(Kind::Label, Where::Property, label.text);
}

const Findings& Finder::finish()
{
    look(More::None);
    begin_part();
    return m_findings;
}

}
