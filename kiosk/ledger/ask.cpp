// SPDX-License-Identifier: MIT
#include "kiosk/ledger/ask.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace ledger {

using nlohmann::json;

static constexpr std::uint32_t most_at_once = 500;

Result<std::string> show(Client& client, message::Find wanted)
{
    auto left = wanted.limit();
    std::vector<std::string> found; // Newest first.
    while (left > 0) {
        wanted.set_limit(std::min(left, most_at_once));
        auto some = TRY(client.find(wanted));
        if (some.empty())
            break;
        auto last = json::parse(some.back(), nullptr, false);
        left -= std::min(left, static_cast<std::uint32_t>(some.size()));
        bool is_end = some.size() < wanted.limit();
        std::ranges::move(some, std::back_inserter(found));
        if (is_end || !last.is_object())
            break;
        wanted.set_before(last.value("seq", std::uint64_t { 0 }));
    }
    std::string text = "[";
    for (auto entry = found.rbegin(); entry != found.rend(); ++entry)
        text += (text.size() > 1 ? "," : "") + *entry;
    return text + "]";
}

Result<std::string> show_checkpoint(Client& client)
{
    auto state = TRY(client.state());
    return json {
        { "size", state.size }, { "checkpoint", state.checkpoint }, { "verifier", state.verifier },
        { "keys", state.keys }
    }.dump();
}

Result<std::string> receipt_of(Client& client, const std::string& transfer, const char* kind)
{
    message::Find wanted;
    wanted.set_transfer(transfer);
    wanted.set_kind(kind);
    wanted.set_limit(1);
    auto found = TRY(client.find(wanted));
    if (found.empty())
        return Error { std::string_view(kind) == "release_done"
                ? "this transfer has not been released\nこの申請はまだ書き出されていません。"
                : "this transfer has not been checked\nこの申請はまだ検査されていません。" };
    auto entry = json::parse(found[0], nullptr, false);
    if (!entry.is_object() || !entry.contains("seq") || !entry["seq"].is_number_unsigned())
        return Error { "the ledger's entry has no number" };
    return client.prove(entry["seq"].get<std::uint64_t>());
}

}
