// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/seen.h"

#include "kiosk/core/base/text.h"

#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr std::size_t most_in_short = 5;

static const char* word(SightPlace place)
{
    switch (place) {
    case SightPlace::Text: return "text";
    case SightPlace::Link: return "link";
    case SightPlace::Property: return "property";
    case SightPlace::Code: break;
    }
    return "code";
}

static json counts_of(const Seen& seen)
{
    return { { "links", seen.links }, { "addresses", seen.addresses }, { "codes", seen.codes } };
}

json to_json(const Seen& seen)
{
    json shown {
        { "links", json::array() },
        { "addresses", json::array() },
        { "codes", json::array() },
        { "count", counts_of(seen) },
    };
    std::uint64_t listed = 0;
    for (const auto& one : seen.listed) {
        const auto* kind = one.kind == SightKind::Link ? "links"
            : one.kind == SightKind::Address           ? "addresses"
                                                       : "codes";
        if (one.kind == SightKind::Label)
            continue; // Told apart.
        ++listed;
        json entry { { "text", base::escaped(one.text) }, { "where", word(one.place) } };
        if (!one.host.empty())
            entry["host"] = base::escaped(one.host);
        shown[kind].push_back(std::move(entry));
    }
    shown["more"] = seen.links + seen.addresses + seen.codes - listed;
    return shown;
}

static bool fits(const Sight& one, SeenRoom& room)
{
    auto& bytes = one.kind == SightKind::Label ? room.label_bytes : room.bytes;
    auto size = one.text.size() + one.host.size();
    if (size > bytes || (one.kind != SightKind::Label && room.listed == 0))
        return false;
    bytes -= size;
    room.listed -= one.kind != SightKind::Label;
    return true;
}

void fit_seen(FileReport& report, SeenRoom& room)
{
    std::erase_if(report.seen.listed, [&](const Sight& one) { return !fits(one, room); });
    for (auto& part : report.parts)
        fit_seen(part, room);
}

static void gather(const FileReport& report, Seen& all)
{
    add_file(all, report.seen);
    for (const auto& part : report.parts)
        gather(part, all);
}

json seen_in_short(const FileReport& report)
{
    Seen all;
    gather(report, all);
    if (all.is_empty())
        return nullptr;
    auto first = json::array();
    for (const auto& one : all.listed) {
        if (one.kind != SightKind::Label && first.size() < most_in_short)
            first.push_back(base::escaped(one.text));
    }
    auto shown = counts_of(all);
    shown["first"] = std::move(first);
    return shown;
}

}
