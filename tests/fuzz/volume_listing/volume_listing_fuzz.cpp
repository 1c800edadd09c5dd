// SPDX-License-Identifier: MIT
// What a volume worker may send: messages, each after a length of two bytes (little-endian).
// Whatever passes the check keeps its word.
#include "kiosk/broker/ask/volume_listing.h"
#include "kiosk/core/base/text.h"
#include "kiosk/core/wire/message.h"

#include <cstdlib>

namespace message = volume::message;

static void hold(bool promise)
{
    if (!promise)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static constexpr std::uint64_t medium_bytes = 1 << 20;
    intake::Limits limits;
    limits.entries = 1000;
    limits.depth = 8;
    broker::VolumeListing listing(medium_bytes, limits);
    std::uint64_t expected = 0;
    auto each = [&](const intake::Entry& entry) -> Result<void> {
        hold(entry.id == ++expected && entry.id <= limits.entries);
        hold(!entry.path.empty() && entry.path.size() <= limits.depth + 1);
        for (const auto& component : entry.path) {
            hold(base::is_valid_utf8(component));
            hold(intake::is_component(component, intake::longest_name * 3));
        }
        return {};
    };
    base::Reader reader({ data, size });
    while (!reader.at_end()) {
        auto length = reader.u16_le();
        auto bytes = length ? reader.take(length.value()) : Result<base::View>(Error {});
        message::FromWorker told;
        if (!bytes || !wire::parse_message(bytes.value(), told))
            return 0;
        if (told.has_volumes() && !listing.volumes(told.volumes()))
            return 0;
        if (told.has_entries() && !listing.entries(told.entries(), each))
            return 0;
        if (told.has_listed()) {
            auto whole = listing.listed(told.listed());
            if (!whole)
                return 0;
            hold(whole.value().entries == expected);
            for (const auto& volume : whole.value().volumes)
                hold(volume.offset <= medium_bytes && volume.bytes <= medium_bytes - volume.offset);
            hold(listing.take_sizes().size() == expected + 1);
            return 0;
        }
    }
    return 0;
}
