// SPDX-License-Identifier: MIT
#include "kiosk/broker/media/device_record.h"

#include "kiosk/broker/media/media.h"
#include "kiosk/core/base/text.h"
#include "kiosk/ledger/ledger.pb.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr std::size_t longest_identity = 200;
static constexpr std::size_t most_of_a_kind = 1000;
static constexpr std::uint32_t entries_at_once = 500;

std::string record_key(const intake::Device& device)
{
    return device.serial.empty() ? "descriptors:" + device.digest : identity_of(device);
}

bool is_identity(const std::string& text)
{
    auto points = base::decode_utf8(text);
    return (text.starts_with("usb:") || text.starts_with("descriptors:")
               || text.starts_with("volume:"))
        && text.size() <= longest_identity && points
        && std::ranges::none_of(*points, base::is_unsafe);
}

static bool is_about(const json& entry, const std::string& identity)
{
    auto names_it = [&](const json& object) {
        auto found = object.find("identity");
        return found != object.end() && *found == identity;
    };
    auto device = entry.find("device");
    return names_it(entry) || (device != entry.end() && device->is_object() && names_it(*device));
}

// Page by page: of other media there may be any number.
static Result<void> collect(ledger::Client& client, const char* kind, const std::string& identity,
    std::vector<json>& record)
{
    ledger::message::Find wanted;
    wanted.set_kind(kind);
    wanted.set_limit(entries_at_once);
    for (std::size_t found = 0; found < most_of_a_kind;) {
        auto page = TRY(client.find(wanted));
        for (const auto& text : page) {
            auto entry = json::parse(text, nullptr, false);
            if (!entry.is_object() || !entry.contains("seq") || !entry["seq"].is_number_unsigned())
                return Error { "an entry of the ledger has no number" };
            wanted.set_before(entry["seq"].get<std::uint64_t>());
            if (is_about(entry, identity) && found < most_of_a_kind) {
                record.push_back(std::move(entry));
                ++found;
            }
        }
        if (page.size() < entries_at_once)
            break;
    }
    return {};
}

Result<json> record_of(ledger::Client& client, const std::string& identity)
{
    std::vector<json> record;
    for (const auto* kind : { "media_change", "media_in", "media_fault", "device_refused" })
        TRY(collect(client, kind, identity, record));
    std::ranges::sort(
        record, {}, [](const json& entry) { return entry.at("seq").get<std::uint64_t>(); });
    return json(std::move(record));
}

}
