// SPDX-License-Identifier: MIT
#include "scanners/seen/findings.h"

#include "kiosk/core/base/text.h"
#include "scanners/seen/grammar.h"
#include "scanners/seen/host.h"

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

using Text = std::u32string_view;

static constexpr std::size_t most_of_scheme = 24;
static constexpr std::size_t most_of_user = 40;
static constexpr std::size_t most_of_host = 253;

enum class Cut { IfTooLong, BehindHost };

// Whoever wrote it fills path and user at will, so those are cut.
static std::string cut(Text text, const Authority& authority, Cut how)
{
    if (how == Cut::IfTooLong && text.size() <= Findings::most_points)
        return base::encode_utf8(text);
    std::u32string kept;
    auto add = [&](Text part, std::size_t most) {
        kept += part.substr(0, most);
        if (part.size() > most)
            kept += U'…';
    };
    auto user = text.substr(authority.user_begin, authority.host_begin - authority.user_begin);
    add(text.substr(0, authority.user_begin), most_of_scheme);
    if (user.size() > most_of_user) {
        add(user, most_of_user);
        kept += U'@';
    } else {
        kept += user;
    }
    auto host = text.substr(authority.host_begin, authority.host_end - authority.host_begin);
    if (host.size() > most_of_host) {
        kept += U'…';
        host.remove_prefix(host.size() - most_of_host);
    }
    kept += host;
    auto room = Findings::most_points - std::min(Findings::most_points, kept.size());
    add(text.substr(authority.host_end), how == Cut::BehindHost ? 0 : room);
    return base::encode_utf8(kept);
}

// A code says what it likes; what makes a telephone open a page has a scheme or begins with "www.".
static bool may_lead(Kind kind, Text points)
{
    switch (kind) {
    case Kind::Link:
    case Kind::Address: return true;
    case Kind::Code: return points.find(U"://") != Text::npos || points.find(U'@') == Text::npos;
    case Kind::Label: break;
    }
    return false;
}

static Found found_of(Kind kind, Where where, Text points, Cut how)
{
    if (!may_lead(kind, points))
        return { kind, where, cut(points, {}, how), {} };
    auto text = without_right_to_left(points);
    auto authority = authority_of(points);
    auto host = points.substr(authority.host_begin, authority.host_end - authority.host_begin);
    bool is_plain = std::ranges::all_of(host, [](char32_t c) { return c < 0x80; })
        && (kind == Kind::Address || authority.host_begin == authority.user_begin);
    return { kind, where, cut(text, authority_of(text), how),
        is_plain && host.size() <= most_of_host ? std::string() : ascii_host(host) };
}

static std::string host_of(Text points)
{
    auto authority = authority_of(points);
    return ascii_host(
        points.substr(authority.host_begin, authority.host_end - authority.host_begin));
}

void Findings::add(Kind kind, Where where, Text points)
{
    auto place = static_cast<std::size_t>(kind);
    auto found = found_of(kind, where, points, Cut::IfTooLong);
    for (auto& one : m_listed) {
        if (one.kind == kind && one.text == found.text) {
            if (where == Where::Target) // A click on other words leads there, too.
                one.where = where;
            return;
        }
    }
    auto& count = m_counts[place];
    auto& room = m_rooms[place][static_cast<std::size_t>(where)];
    if (room < most_listed) {
        ++room;
        ++count;
        m_hosts[place].insert(host_of(points));
        m_listed.push_back(std::move(found));
        return;
    }
    if (count < most_counted && m_others.insert(digest_of(kind, points)).second)
        ++count;
    if (kind == Kind::Code || kind == Kind::Label || m_host_rooms[place] == most_hosts)
        return;
    if (auto host = host_of(points); !host.empty() && m_hosts[place].insert(host).second) {
        ++m_host_rooms[place];
        m_listed.push_back(found_of(kind, where, points, Cut::BehindHost));
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
