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
static constexpr std::uint32_t most_of_a_kind = 1000;

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

Result<json> record_of(ledger::Client& client, const std::string& identity)
{
    std::vector<json> record;
    for (const auto* kind : { "media_change", "media_in", "media_fault", "device_refused" }) {
        ledger::message::Find wanted;
        wanted.set_kind(kind);
        wanted.set_medium(identity);
        wanted.set_limit(most_of_a_kind);
        for (const auto& text : TRY(client.find(wanted))) {
            auto entry = json::parse(text, nullptr, false);
            if (!entry.is_object() || !entry.contains("seq") || !entry["seq"].is_number_unsigned())
                return Error { "an entry of the ledger has no number" };
            record.push_back(std::move(entry));
        }
    }
    std::ranges::sort(
        record, {}, [](const json& entry) { return entry.at("seq").get<std::uint64_t>(); });
    return json(std::move(record));
}

}
