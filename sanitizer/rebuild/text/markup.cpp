// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/text/markup.h"

#include <algorithm>
#include <optional>

namespace rebuild_text {

static constexpr std::size_t longest_reference = 12;
static constexpr std::size_t longest_name = 64;
static constexpr std::size_t deepest = 1'000'000;

static bool is_blank(char32_t c)
{
    return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n';
}

static char32_t lower(char32_t c)
{
    return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}

// Without its prefix, in lower case.
static std::u32string local_name(std::u32string_view name)
{
    std::u32string local(name.substr(name.find(U':') == name.npos ? 0 : name.find(U':') + 1));
    std::ranges::transform(local, local.begin(), lower);
    return local;
}

static std::optional<char32_t> numbered(std::u32string_view digits)
{
    auto base = !digits.empty() && lower(digits[0]) == U'x' ? 16u : 10u;
    if (base == 16)
        digits.remove_prefix(1);
    char32_t value = 0;
    for (auto c : digits) {
        auto digit = c >= U'0' && c <= U'9'        ? c - U'0'
            : lower(c) >= U'a' && lower(c) <= U'f' ? lower(c) - U'a' + 10
                                                   : 99u;
        if (digit >= base)
            return std::nullopt;
        value = value * base + digit;
        if (value > 0x10FFFF)
            return std::nullopt;
    }
    auto surrogate = value >= 0xD800 && value <= 0xDFFF;
    return digits.empty() || value == 0 || surrogate ? std::nullopt : std::optional(value);
}

// The five of XML 1.0, section 4.6, and numbers; a document's own entities stay unread.
static std::optional<char32_t> meaning_of(std::u32string_view reference)
{
    static constexpr std::pair<std::u32string_view, char32_t> known[] { { U"amp", U'&' },
        { U"lt", U'<' }, { U"gt", U'>' }, { U"quot", U'"' }, { U"apos", U'\'' } };
    if (reference.starts_with(U'#'))
        return numbered(reference.substr(1));
    auto found
        = std::ranges::find(known, reference, &std::pair<std::u32string_view, char32_t>::first);
    return found == std::end(known) ? std::nullopt : std::optional(found->second);
}

void MarkupReader::put(char32_t c)
{
    if (is_blank(c))
        return put_blank(c);
    if (m_blank != 0 && m_began)
        m_into[m_written++] = m_blank;
    m_blank = 0;
    m_began = true;
    m_into[m_written++] = c;
}

void MarkupReader::put_blank(char32_t c)
{
    auto line_end = c == U'\r' || c == U'\n';
    if (line_end || m_blank == 0)
        m_blank = line_end ? U'\n' : U' ';
}

void MarkupReader::enter(State state)
{
    m_state = state;
    m_held.clear();
}

void MarkupReader::remember(char32_t c)
{
    m_held += c;
    if (m_held.size() > longest_name)
        m_held.erase(0, m_held.size() - longest_name / 2);
}

bool MarkupReader::ends_with(std::u32string_view end) const
{
    return std::u32string_view(m_held).ends_with(end);
}

void MarkupReader::open(char32_t c)
{
    if (c == U'!')
        return enter(State::Bang);
    if (c == U'?')
        return enter(State::Instruction);
    auto name_start = (lower(c) >= U'a' && lower(c) <= U'z') || c == U'_' || c == U':' || c >= 0x80;
    if (c != U'/' && !name_start) {
        enter(State::Text); // No markup: "a < b".
        put(U'<');
        return take_one(c);
    }
    enter(State::Tag);
    m_quote = m_last = 0;
    m_name_ended = false;
    take_in_tag(c);
}

void MarkupReader::bang(char32_t c)
{
    static constexpr std::u32string_view comment = U"--", section = U"[CDATA[";
    m_held += c;
    if (m_held == comment)
        return enter(State::Comment);
    if (m_held == section)
        return enter(State::Section);
    if (comment.starts_with(m_held) || section.starts_with(m_held))
        return;
    auto held = std::move(m_held);
    enter(State::Declaration);
    m_quote = 0;
    m_depth = 0;
    for (auto one : held)
        take_one(one);
}

void MarkupReader::take_in_declaration(char32_t c)
{
    if (m_quote != 0) {
        if (c == m_quote)
            m_quote = 0;
    } else if (c == U'"' || c == U'\'') {
        m_quote = c;
    } else if (c == U'[' || c == U'<') {
        m_depth = std::min(m_depth + 1, deepest);
    } else if (c == U']' || (c == U'>' && m_depth > 0)) {
        m_depth -= m_depth > 0 ? 1 : 0;
    } else if (c == U'>') {
        enter(State::Text);
    }
}

void MarkupReader::take_in_tag(char32_t c)
{
    if (m_quote != 0) {
        if (c == m_quote)
            m_quote = 0;
    } else if (c == U'>') {
        return end_tag();
    } else if (c == U'"' || c == U'\'') {
        m_quote = c;
    }
    m_name_ended |= is_blank(c) || (c == U'/' && !m_held.empty());
    if (!m_name_ended && m_held.size() < longest_name)
        m_held += c;
    m_last = c;
}

void MarkupReader::end_tag()
{
    auto name = local_name(m_held);
    auto begins = !m_held.starts_with(U'/') && m_last != U'/';
    auto script = name == U"script", style = name == U"style";
    put_blank(U' ');
    if (begins && (script || style)) {
        m_removals.add(script ? charset::Removal::Script : charset::Removal::Style, m_line);
        m_dropped = name;
        return enter(State::Dropped);
    }
    enter(State::Text);
}

// To the end of the element of that name, whatever its prefix.
void MarkupReader::take_dropped(char32_t c)
{
    remember(c);
    if (c != U'>')
        return;
    auto at = m_held.rfind(U"</");
    if (at == m_held.npos)
        return;
    auto name = local_name(std::u32string_view(m_held).substr(at + 2, m_held.size() - at - 3));
    while (!name.empty() && is_blank(name.back()))
        name.pop_back();
    if (name == m_dropped)
        enter(State::Text);
}

void MarkupReader::take_reference(char32_t c)
{
    auto held = m_held;
    if (c == U';') {
        enter(State::Text);
        if (auto meant = meaning_of(held))
            return put(*meant);
    } else if (held.size() < longest_reference && c != U'<' && c != U'&' && !is_blank(c)) {
        m_held += c;
        return;
    }
    enter(State::Text);
    put(U'&');
    for (auto one : held)
        put(one);
    take_one(c);
}

void MarkupReader::take_one(char32_t c)
{
    switch (m_state) {
    case State::Text:
        if (c == U'<')
            return enter(State::Open);
        if (c == U'&')
            return enter(State::Reference);
        return put(c);
    case State::Reference: return take_reference(c);
    case State::Open: return open(c);
    case State::Bang: return bang(c);
    case State::Tag: return take_in_tag(c);
    case State::Declaration: return take_in_declaration(c);
    case State::Dropped: return take_dropped(c);
    case State::Comment:
        remember(c);
        if (ends_with(U"-->"))
            enter(State::Text);
        return;
    case State::Instruction:
        remember(c);
        if (ends_with(U"?>"))
            enter(State::Text);
        return;
    case State::Section: // "]]" waits for what follows.
        m_held += c;
        if (m_held == U"]]>")
            return enter(State::Text);
        while (!m_held.empty() && !std::u32string_view(U"]]>").starts_with(m_held)) {
            put(m_held[0]);
            m_held.erase(0, 1);
        }
        return;
    }
}

std::size_t MarkupReader::take(std::span<const char32_t> in, std::span<char32_t> into)
{
    m_into = into;
    m_written = 0;
    for (auto c : in) {
        m_line += c == U'\n' ? 1 : 0;
        take_one(c);
    }
    return m_written;
}

std::size_t MarkupReader::finish(std::span<char32_t> into)
{
    m_into = into;
    m_written = 0;
    if (m_state == State::Reference) { // An ampersand near the end.
        auto held = m_held;
        enter(State::Text);
        put(U'&');
        for (auto one : held)
            put(one);
    } else if (m_state == State::Open) {
        enter(State::Text);
        put(U'<');
    }
    return m_written;
}

}
