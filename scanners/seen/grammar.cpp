// SPDX-License-Identifier: MIT
#include "scanners/seen/grammar.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace seen {

using Text = std::u32string_view;

static constexpr std::size_t longest_scheme = 20;
static constexpr std::size_t longest_local = 64; // RFC 5321, 4.5.3.1.1.

char32_t plain(char32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return c;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    bool is_blank = c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f' || c == U'\v' || c == 0xA0
        || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x2028
        || c == 0x2029 || c == 0x3000;
    if (is_blank)
        return U' ';
    return base::is_unsafe(c) ? 0 : c;
}

static bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

static bool is_letter(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

static bool is_one_of(char32_t c, Text set)
{
    return set.find(c) != Text::npos;
}

// What may be a letter of a word in some script, and is neither ASCII nor a mark between words.
static bool is_foreign_letter(char32_t c)
{
    if (c < 0xC0 || c == 0xD7 || c == 0xF7)
        return false;
    if (c >= 0x3000 && c <= 0x303F)
        return c >= 0x3005 && c <= 0x3007;
    auto is_mark = (c >= 0x2000 && c <= 0x206F) || (c >= 0x2190 && c <= 0x2BFF) || c == 0x30FB
        || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF5F && c <= 0xFF65)
        || (c >= 0xFFE0 && c <= 0xFFEF) || (c >= 0x1F000 && c <= 0x1FAFF);
    return !is_mark && c != 0xFFFD;
}

static bool is_host_letter(char32_t c)
{
    return is_letter(c) || is_digit(c) || c == U'-' || c == U'.' || c == U'_'
        || is_foreign_letter(c);
}

// From `at` to where the host ends. "example.jpを" ends before を: no top-level domain is of both.
static std::size_t end_of_host(Text text, std::size_t at)
{
    auto begin = at;
    while (at < text.size() && is_host_letter(text[at]))
        ++at;
    auto host = text.substr(begin, at - begin);
    auto dot = host.rfind(U'.');
    auto label = host.substr(dot == Text::npos ? 0 : dot + 1);
    if (!label.empty() && !is_foreign_letter(label[0])) {
        auto foreign = std::ranges::find_if(label, is_foreign_letter);
        at -= static_cast<std::size_t>(label.end() - foreign);
    }
    while (at > begin && is_one_of(text[at - 1], U".-_"))
        --at;
    return at;
}

static bool is_defanged(Text text, std::size_t at)
{
    return at + 1 < text.size() && is_one_of(text[at], U"[({")
        && (is_one_of(text[at + 1], U".:,") || text.substr(at + 1).starts_with(U"dot"));
}

static std::size_t end_of_port(Text text, std::size_t at)
{
    auto end = at;
    if (end < text.size() && text[end] == U':') {
        do
            ++end;
        while (end < text.size() && is_digit(text[end]));
    }
    return end - at > 1 ? end : at;
}

static bool is_hiragana(char32_t c)
{
    return c >= 0x3041 && c <= 0x309F;
}

// Path, query and fragment. Japanese is part of it where it begins a name or goes on; a name does
// not begin with hiragana, as what follows an address in a sentence does.
static std::size_t end_of_path(Text text, std::size_t at)
{
    if (at == text.size() || !is_one_of(text[at], U"/?#"))
        return at;
    auto begin = at;
    for (; at < text.size(); ++at) {
        auto c = text[at];
        if (is_letter(c) || is_digit(c) || is_one_of(c, U"-._~:/?#[]@!$&'()*+,;=%"))
            continue;
        auto goes_on = is_foreign_letter(text[at - 1]) && c != U'を';
        auto begins = is_one_of(text[at - 1], U"/=_-#?&+~") && !is_hiragana(c);
        if (!is_foreign_letter(c) || !(goes_on || begins))
            break;
    }
    auto opened = [&](char32_t open, char32_t close) {
        auto part = text.substr(begin, at - begin);
        return std::ranges::count(part, open) >= std::ranges::count(part, close);
    };
    for (; at > begin; --at) { // Marks that end a sentence, and brackets that were opened before.
        auto last = text[at - 1];
        if (is_one_of(last, U".,;:!?'*") || (last == U')' && !opened(U'(', U')'))
            || (last == U']' && !opened(U'[', U']')))
            continue;
        break;
    }
    return at;
}

std::optional<Span> link_around(Text text, std::size_t at, std::size_t from)
{
    auto begin = at;
    auto is_scheme = [](char32_t c) { return is_letter(c) || is_digit(c) || is_one_of(c, U"+-."); };
    while (begin > from && at - begin < longest_scheme && is_scheme(text[begin - 1]))
        --begin;
    while (begin < at && !is_letter(text[begin]))
        ++begin;
    auto scheme = text.substr(begin, at - begin);
    auto is_torn = begin > from && is_one_of(text[begin - 1], U"]*");
    if (scheme.size() < 2 || is_torn
        || (scheme.size() > 2 && is_one_of(scheme[0], U"hH")
            && (is_one_of(scheme[1], U"xX") || is_one_of(scheme[2], U"xX"))))
        return std::nullopt;
    auto host = at + 3;
    auto authority = host;
    auto is_user = [](char32_t c) {
        return is_letter(c) || is_digit(c) || is_one_of(c, U"-._~%!$&'*+,;=:@");
    };
    while (authority < text.size() && is_user(text[authority]))
        ++authority;
    if (auto sign = text.substr(host, authority - host).rfind(U'@'); sign != Text::npos)
        host += sign + 1;
    if (host < text.size() && text[host] == U'[') { // An address of IPv6.
        auto close = text.find_first_not_of(U"0123456789abcdefABCDEF:.", host + 1);
        if (close == Text::npos || text[close] != U']')
            return std::nullopt;
        return Span { begin, end_of_path(text, end_of_port(text, close + 1)) };
    }
    auto end = end_of_host(text, host);
    if (is_defanged(text, end))
        return std::nullopt;
    bool is_whole_path = end == host && end < text.size() && text[end] == U'/'; // "file:///…"
    if (end == host && !is_whole_path)
        return std::nullopt;
    return Span { begin, end_of_path(text, end_of_port(text, end)) };
}

std::optional<Span> address_around(Text text, std::size_t at, std::size_t from)
{
    auto begin = at;
    auto is_local
        = [](char32_t c) { return is_letter(c) || is_digit(c) || is_one_of(c, U"._%+-'"); };
    while (begin > from && at - begin < longest_local && is_local(text[begin - 1]))
        --begin;
    while (begin < at && is_one_of(text[begin], U".'%"))
        ++begin;
    auto end = end_of_host(text, at + 1);
    auto host = text.substr(at + 1, end - at - 1);
    auto dot = host.rfind(U'.');
    if (begin == at || dot == Text::npos || dot == 0 || host.size() - dot < 3
        || is_digit(host[dot + 1]) || is_defanged(text, end))
        return std::nullopt;
    return Span { begin, end };
}

std::optional<Span> bare_link_at(Text text, std::size_t at, std::size_t from)
{
    auto begins = [&](std::size_t place, char32_t small) {
        return place < text.size() && (text[place] | 0x20u) == small;
    };
    if (!begins(at, U'w') || !begins(at + 1, U'w') || !begins(at + 2, U'w') || at + 3 >= text.size()
        || text[at + 3] != U'.')
        return std::nullopt;
    if (at > from) {
        auto before = text[at - 1];
        if (is_letter(before) || is_digit(before) || is_one_of(before, U"._-@/"))
            return std::nullopt;
    }
    auto end = end_of_host(text, at);
    if (end < at + 5 || text.substr(at + 4, end - at - 4).find(U'.') == Text::npos
        || is_defanged(text, end))
        return std::nullopt;
    return Span { at, end_of_path(text, end_of_port(text, end)) };
}

bool is_mail_link(Text text)
{
    constexpr Text scheme = U"mailto:";
    return text.size() > scheme.size()
        && std::ranges::equal(text.substr(0, scheme.size()), scheme,
            [](char32_t one, char32_t other) { return one == other || (one | 0x20u) == other; });
}

}
