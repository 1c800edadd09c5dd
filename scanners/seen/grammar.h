// SPDX-License-Identifier: MIT
// Where an address begins and ends among other words. Pure; `text` is folded by plain().
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace seen {

// Full-width, circled and mathematical forms of ASCII as ASCII, blanks of all kinds as U+0020, 0
// for what nobody sees.
char32_t plain(char32_t);

struct Span {
    std::size_t begin;
    std::size_t end;
};

// Around the ":" of "://" at `at`; around the "@" at `at`; from the "w" of "www." at `at`; around
// the "\\" of "\\server\share" at `at`. Nothing before `from` belongs to it.
std::optional<Span> link_around(std::u32string_view text, std::size_t at, std::size_t from);
std::optional<Span> address_around(std::u32string_view text, std::size_t at, std::size_t from);
std::optional<Span> bare_link_at(std::u32string_view text, std::size_t at, std::size_t from);
std::optional<Span> share_at(std::u32string_view text, std::size_t at, std::size_t from);

// "mailto:" and a mail address, perhaps with a query.
bool is_mail_link(std::u32string_view text);

}
