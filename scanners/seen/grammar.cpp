// SPDX-License-Identifier: MIT
#include "scanners/seen/grammar.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace seen {

using Text = std::u32string_view;

static constexpr std::size_t longest_scheme = 20;
static constexpr std::size_t longest_local = 64; // RFC 5321, 4.5.3.1.1.

// Letters and digits in circles, squares and mathematical alphabets: browsers take them for ASCII
// in a host (NFKC, as UTS #46 maps it). Others remain as they are.
static char32_t undressed(char32_t c)
{
    auto of = [&](char32_t first, char32_t last, char32_t plain) {
        return c >= first && c <= last ? plain + (c - first) : char32_t { 0 };
    };
    for (auto found : { of(0x24B6, 0x24CF, U'A'), of(0x24D0, 0x24E9, U'a'),
             of(0x2460, 0x2468, U'1'), of(0x24EA, 0x24EA, U'0'), of(0x1F130, 0x1F149, U'A'),
             of(0x2074, 0x2079, U'4'), of(0x2080, 0x2089, U'0') }) {
        if (found != 0)
            return found;
    }
    if (c >= 0x1D400 && c <= 0x1D6A3) {
        auto place = (c - 0x1D400) % 52;
        return place < 26 ? U'A' + place : U'a' + (place - 26);
    }
    if (c >= 0x1D7CE && c <= 0x1D7FF)
        return U'0' + (c - 0x1D7CE) % 10;
    return c;
}

char32_t plain(char32_t c)
{
    bool is_kana = c >= 0x3041 && c <= 0x30FF;
    bool is_ideograph = c >= 0x3400 && c <= 0x9FFF;
    if ((c >= 0x20 && c < 0x7F) || is_kana || is_ideograph)
        return c;
    if (c >= 0x2074)
        c = undressed(c);
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

static bool is_wide_dot(char32_t c) // Browsers read them as ".".
{
    return c == 0x3002 || c == 0xFF61;
}

// A wide dot ends a sentence, too: it is one of a host's if that plainly goes on.
static bool is_dot_of_host(Text text, std::size_t begin, std::size_t at)
{
    constexpr std::size_t longest_label = 63;
    if (!is_wide_dot(text[at]) || at == begin || at + 1 == text.size())
        return false;
    auto next = text[at + 1];
    if (is_letter(next) || is_digit(next))
        return true;
    auto so_far = text.substr(begin, at - begin);
    if (!is_foreign_letter(next))
        return false;
    if (so_far.find_first_of(U".\u3002\uFF61") == Text::npos)
        return true;
    auto rest = text.substr(at + 1, longest_label + 1);
    auto end = std::ranges::find_if_not(rest, is_foreign_letter);
    return end != rest.end() && *end == U'/';
}

// From `at` to where the host ends. "example.jpを" ends before を: no top-level domain is of both.
static std::size_t end_of_host(Text text, std::size_t at)
{
    auto begin = at;
    while (at < text.size() && (is_host_letter(text[at]) || is_dot_of_host(text, begin, at)))
        ++at;
    auto host = text.substr(begin, at - begin);
    auto dot = host.find_last_of(U".\u3002\uFF61");
    auto label = host.substr(dot == Text::npos ? 0 : dot + 1);
    if (!label.empty() && !is_foreign_letter(label[0])) {
        auto foreign = std::ranges::find_if(label, is_foreign_letter);
        at -= static_cast<std::size_t>(label.end() - foreign);
    }
    while (at > begin && is_one_of(text[at - 1], U".-_"))
        --at;
    return at;
}

// "evil[.]example": just these, with more of the host behind.
static bool is_defanged(Text text, std::size_t at)
{
    auto rest = text.substr(at, 6);
    for (Text dot : { U"[.]", U"(.)", U"{.}", U"[dot]", U"(dot)", U"{dot}", U"[:]", U"(:)" }) {
        if (rest.starts_with(dot))
            return rest.size() > dot.size() && is_host_letter(rest[dot.size()]);
    }
    return false;
}

static bool is_same(Text one, Text other) // But for capitals. `other` has none.
{
    return std::ranges::equal(one, other,
        [](char32_t a, char32_t b) { return a == b || (is_letter(a) && (a | 0x20u) == b); });
}

static bool is_any_of(Text one, std::initializer_list<Text> all)
{
    return std::ranges::any_of(all, [&](Text other) { return is_same(one, other); });
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

static bool is_sentence_mark(char32_t c)
{
    return is_one_of(c, U".,;:!?'*)]}");
}

// Behind a scheme: no host that we know, but perhaps one that some program knows.
static std::optional<Span> whatever_follows(Text text, std::size_t begin, std::size_t at)
{
    auto end = at;
    auto is_end
        = [](char32_t c) { return is_one_of(c, U" \"<>\uFFFD") || (c >= 0x3001 && c <= 0x301F); };
    while (end < text.size() && !is_end(text[end]))
        ++end;
    while (end > at && is_sentence_mark(text[end - 1]))
        --end;
    return end > at ? std::optional(Span { begin, end }) : std::nullopt;
}

// Where the host begins: what stands before the last "@" only looks like one. Where words of a
// sentence come before a mail address, that is found as such.
static std::size_t begin_of_host(Text text, std::size_t at)
{
    auto is_user = [](char32_t c) {
        return is_letter(c) || is_digit(c) || is_one_of(c, U"-._~%!$&'*+,;=:@()")
            || is_foreign_letter(c);
    };
    auto end = std::min(text.find_first_of(U" /\\?#\"<>", at), text.size());
    auto sign = text.substr(at, end - at).rfind(U'@');
    if (sign == Text::npos)
        return at;
    auto user = text.substr(at, sign);
    auto is_mail = !user.empty() && (is_letter(user.back()) || is_digit(user.back()));
    return is_mail && !std::ranges::all_of(user, is_user) ? at : at + sign + 1;
}

static std::size_t begin_of_scheme(Text text, std::size_t at, std::size_t from)
{
    auto begin = at;
    auto is_scheme = [](char32_t c) { return is_letter(c) || is_digit(c) || is_one_of(c, U"+-."); };
    while (begin > from && at - begin < longest_scheme && is_scheme(text[begin - 1]))
        --begin;
    while (begin < at && !is_letter(text[begin]))
        ++begin;
    return begin;
}

std::optional<Span> link_around(Text text, std::size_t at, std::size_t from)
{
    auto begin = begin_of_scheme(text, at, from);
    auto scheme = text.substr(begin, at - begin);
    auto is_torn = begin > from && is_one_of(text[begin - 1], U"]*") // "h[tt]ps:", "h**ps:"
        && is_any_of(scheme, { U"ttps", U"tps", U"ps", U"s", U"ttp", U"tp", U"p" });
    if (is_torn || is_any_of(scheme, { U"hxxp", U"hxxps", U"hxtp", U"hxtps", U"htxp", U"htxps" }))
        return std::nullopt;
    auto host = begin_of_host(text, at + 3);
    if (host < text.size() && text[host] == U'[') { // An address of IPv6.
        auto close = text.find_first_not_of(U"0123456789abcdefABCDEF:.", host + 1);
        if (close == Text::npos || text[close] != U']')
            return whatever_follows(text, begin, at + 3);
        return Span { begin, end_of_path(text, end_of_port(text, close + 1)) };
    }
    auto end = end_of_host(text, host);
    if (is_defanged(text, end))
        return std::nullopt;
    bool is_whole_path = end == host && end < text.size() && text[end] == U'/'; // "file:///…"
    if (end == host && !is_whole_path)
        return whatever_follows(text, begin, at + 3);
    return Span { begin, end_of_path(text, end_of_port(text, end)) };
}

std::optional<Span> share_at(Text text, std::size_t at, std::size_t from)
{
    if (at + 2 >= text.size() || text[at + 1] != U'\\' || (at > from && text[at - 1] == U'\\'))
        return std::nullopt;
    auto begin = at;
    if (at > from && text[at - 1] == U':') { // Browsers take "https:\\\\" for "https://".
        auto scheme = begin_of_scheme(text, at - 1, from);
        begin = at - scheme > 2 ? scheme : at;
    }
    auto host = at + 2;
    if (is_one_of(text[host], U"?.")) // "\\?\UNC\…"
        ++host;
    auto end = std::max(host, end_of_host(text, host));
    if (end < text.size() && text[end] == U'@') // "server@SSL\share"
        end = end_of_host(text, end + 1);
    if (end == text.size())
        return Span { begin, end }; // Perhaps there is more of it.
    auto has_name = text[end] == U'\\' && end + 1 < text.size() && end > at + 2
        && ((is_host_letter(text[end + 1]) && text[end + 1] != U'.') || text[end + 1] == U'$');
    if (!has_name && (begin == at || end == host))
        return std::nullopt;
    auto is_name = [](char32_t c) { return is_host_letter(c) || is_one_of(c, U"\\/$@~()+&#%,!"); };
    while (end < text.size() && is_name(text[end]))
        ++end;
    while (end > host && is_sentence_mark(text[end - 1]))
        --end;
    return Span { begin, end };
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
    return text.size() > scheme.size() && is_same(text.substr(0, scheme.size()), scheme);
}

}
