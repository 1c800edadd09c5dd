// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/outcome.h"

#include "policy/facts/removal.h"

#include <algorithm>

namespace broker {

bool is_detail(std::string_view text)
{
    return text.size() <= 200
        && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::optional<Refused> broken_down(worker::Ended how)
{
    if (how == worker::Ended::Crashed || how == worker::Ended::Forbidden)
        return Refused { RefusalReason::Malformed, "it breaks what draws it" };
    if (how == worker::Ended::Timeout)
        return Refused { RefusalReason::Limit, "it takes too long to draw" };
    return std::nullopt;
}

Result<Refused> check_refusal(const worker::Refusal& refusal)
{
    const auto& detail = refusal.detail();
    if (!is_detail(detail))
        return Error { "a refusal that is no plain text" };
    switch (refusal.reason()) {
    case worker::REFUSAL_MALFORMED: return Refused { RefusalReason::Malformed, detail };
    case worker::REFUSAL_ENCRYPTED: return Refused { RefusalReason::Encrypted, detail };
    case worker::REFUSAL_LIMIT: return Refused { RefusalReason::Limit, detail };
    case worker::REFUSAL_UNSUPPORTED: return Refused { RefusalReason::Unsupported, detail };
    case worker::REFUSAL_EMPTY: return Refused { RefusalReason::Empty, detail };
    default: return Error { "a refusal without a reason" }; // proto3 enumerations are open.
    }
}

Result<std::vector<Removed>> check_removed(
    const google::protobuf::RepeatedPtrField<worker::Removed>& told, std::uint64_t most)
{
    if (static_cast<std::size_t>(told.size()) > policy::most_rows + policy::all_removals().size())
        return Error { "more removals than are told" };
    std::vector<Removed> all;
    for (const auto& one : told) {
        if (!policy::removal_named(one.what()) || !policy::is_place(one.where()))
            return Error { "a removal of an unknown kind, or in no place" };
        if (one.count() == 0 || one.count() > most)
            return Error { "a removal out of bounds" };
        Removed row { one.what(), one.where(), one.count() };
        auto is_same = [&](const Removed& other) {
            return other.what == row.what && other.where == row.where;
        };
        if (std::ranges::any_of(all, is_same))
            return Error { "a removal told twice" };
        all.push_back(std::move(row));
    }
    return all;
}

Result<std::string> check_lines(std::uint64_t first, std::uint64_t last, std::uint64_t most)
{
    if (last > most || first > last || (first == 0) != (last == 0))
        return Error { "lines out of bounds" };
    if (first == 0)
        return std::string();
    if (first == last)
        return policy::place_on("line", first);
    return policy::place_on("lines", first) + '-' + std::to_string(last);
}

void add_all_removed(std::vector<Removed>& all, const std::vector<Removed>& more)
{
    for (const auto& one : more)
        add_removed(all, one);
}

}
