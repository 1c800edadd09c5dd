// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/seen.h"

#include "kiosk/core/base/text.h"
#include "scanners/seen/seen.pb.h"

#include <algorithm>

namespace broker {

namespace message = seen::message;

// As scanners/seen/findings.h has them.
static constexpr std::size_t least_listed = 30; // Of a kind, before any is only counted.
static constexpr std::size_t most_listed = 30 + 30 + 20; // In text, behind links, new hosts.
static constexpr std::size_t most_bytes = 330ull * 4;
static constexpr std::size_t most_of_host = 3 + 253;
static constexpr std::uint64_t most_counted = 10'000;

template <typename AnySeen> // Of one that may be written to, or not.
static auto& count_of(AnySeen& seen, SightKind kind)
{
    switch (kind) {
    case SightKind::Link: return seen.links;
    case SightKind::Address: return seen.addresses;
    case SightKind::Code: return seen.codes;
    case SightKind::Label: break;
    }
    return seen.labels;
}

static std::uint64_t listed_of(const Seen& seen, SightKind kind)
{
    return static_cast<std::uint64_t>(std::ranges::count(seen.listed, kind, &Sight::kind));
}

static constexpr SightKind kinds[] { SightKind::Link, SightKind::Address, SightKind::Code,
    SightKind::Label };

static Result<SightKind> kind_of(int told)
{
    switch (told) { // proto3 enumerations are open.
    case message::KIND_LINK: return SightKind::Link;
    case message::KIND_ADDRESS: return SightKind::Address;
    case message::KIND_CODE: return SightKind::Code;
    case message::KIND_LABEL: return SightKind::Label;
    default: return Error { "a sight of an unknown kind" };
    }
}

static Result<SightPlace> place_of(int told)
{
    switch (told) {
    case message::WHERE_TEXT: return SightPlace::Text;
    case message::WHERE_TARGET: return SightPlace::Link;
    case message::WHERE_CODE: return SightPlace::Code;
    case message::WHERE_PROPERTY: return SightPlace::Property;
    default: return Error { "a sight in an unknown place" };
    }
}

Result<Seen> check_seen(const message::Seen& told)
{
    Seen seen;
    for (const auto& one : told.found()) {
        auto points = base::decode_utf8(one.text());
        if (one.text().empty() || one.text().size() > most_bytes || !points
            || std::ranges::any_of(*points, base::is_unsafe))
            return Error { "a sight that cannot be shown" };
        auto is_letter = [](char c) { return c > ' ' && c < '\x7F'; };
        if (one.host().size() > most_of_host || !std::ranges::all_of(one.host(), is_letter))
            return Error { "a host that cannot be shown" };
        seen.listed.push_back(
            { TRY(kind_of(one.kind())), TRY(place_of(one.where())), one.text(), one.host() });
    }
    seen.links = told.links();
    seen.addresses = told.addresses();
    seen.codes = told.codes();
    seen.labels = told.labels();
    for (auto kind : kinds) {
        auto listed = listed_of(seen, kind);
        auto count = count_of(seen, kind);
        if (listed > most_listed || count > most_counted || count < listed
            || (count > listed && listed < least_listed))
            return Error { "sights of another number than told" };
    }
    return seen;
}

std::vector<policy::StatedLabel> labels_of(const Seen& seen)
{
    std::vector<policy::StatedLabel> all;
    for (const auto& one : seen.listed) {
        if (one.kind != SightKind::Label)
            continue;
        auto labels = policy::labels_in(base::decode_utf8(one.text).value_or(U""));
        all.insert(all.end(), labels.begin(), labels.end());
    }
    return all;
}

static bool lists(const Seen& seen, const Sight& one)
{
    auto is_same
        = [&](const Sight& other) { return other.kind == one.kind && other.text == one.text; };
    return std::ranges::any_of(seen.listed, is_same);
}

// Those that are new, as long as there is room.
static void add_listed(Seen& seen, const Seen& another)
{
    for (const auto& one : another.listed) {
        if (!lists(seen, one) && listed_of(seen, one.kind) < 2 * most_listed)
            seen.listed.push_back(one);
    }
}

void add_view(Seen& seen, Seen another)
{
    add_listed(seen, another);
    for (auto kind : kinds)
        count_of(seen, kind)
            = std::max({ count_of(seen, kind), count_of(another, kind), listed_of(seen, kind) });
}

void add_file(Seen& seen, const Seen& another)
{
    add_listed(seen, another);
    for (auto kind : kinds)
        count_of(seen, kind) += count_of(another, kind);
}

void add_page(Seen& seen, const Seen& another)
{
    auto before = seen;
    add_listed(seen, another);
    for (auto kind : kinds) {
        auto is_known = [&](const Sight& one) { return one.kind == kind && lists(before, one); };
        count_of(seen, kind) += count_of(another, kind)
            - static_cast<std::uint64_t>(std::ranges::count_if(another.listed, is_known));
    }
}

}
