// SPDX-License-Identifier: MIT
#include "scanners/seen/findings.h"

#include "kiosk/core/base/text.h"
#include "scanners/seen/grammar.h"

#include <algorithm>

namespace seen {

// For counting alone: whoever makes two of one digest is counted once, and listed no less.
static std::uint64_t digest_of(Kind kind, std::u32string_view text)
{
    std::uint64_t digest = 14'695'981'039'346'656'037u + static_cast<std::uint64_t>(kind);
    for (auto point : text)
        digest = (digest ^ point) * 1'099'511'628'211u;
    return digest;
}

void Findings::add(Kind kind, Where where, std::u32string_view points)
{
    auto shown = points.substr(0, most_points);
    auto text = base::encode_utf8(shown);
    if (shown.size() < points.size())
        text += "…";
    std::size_t listed = 0;
    for (auto& one : m_listed) {
        if (one.kind != kind)
            continue;
        ++listed;
        if (one.text == text) {
            if (where == Where::Target) // A click on other words leads there, too.
                one.where = where;
            return;
        }
    }
    auto& count = m_counts[static_cast<std::size_t>(kind)];
    if (listed < most_listed) {
        m_listed.push_back({ kind, where, std::move(text) });
        ++count;
    } else if (count < most_counted && m_others.insert(digest_of(kind, points)).second) {
        ++count;
    }
}

static std::u32string shown(std::string_view utf8)
{
    auto points = base::decode_utf8(utf8);
    auto text = points ? std::move(*points) : std::u32string(utf8.begin(), utf8.end());
    for (auto& point : text) {
        if (base::is_unsafe(point) || (!points && point >= 0x80))
            point = U'\uFFFD';
    }
    return text;
}

void Findings::add(Kind kind, Where where, std::string_view utf8)
{
    add(kind, where, std::u32string_view(shown(utf8)));
}

void Findings::add_target(std::string_view utf8)
{
    auto target = shown(utf8);
    if (target.empty())
        return;
    if (!is_mail_link(target)) {
        add(Kind::Link, Where::Target, std::u32string_view(target));
        return;
    }
    auto address = std::u32string_view(target).substr(target.find(U':') + 1);
    if (auto name = address.substr(0, address.find(U'?')); !name.empty())
        add(Kind::Address, Where::Target, name);
}

}
