// SPDX-License-Identifier: MIT
// Whatever a device says of itself: what is admitted is plain storage to a careless reader, too.
#include "kiosk/intake/usb/admission.h"

#include <cstdlib>

static void hold(bool promise)
{
    if (!promise)
        std::abort();
}

namespace {

// Reads as the kernel and libusb do: descriptor after descriptor, by their lengths alone.
struct Careless {
    std::size_t configurations { 0 };
    std::size_t other_interfaces { 0 }; // Neither bulk-only storage nor UAS.
    std::size_t bulk_only_interfaces { 0 };
    std::size_t in { 0 }; // Endpoints of bulk-only interfaces.
    std::size_t out { 0 };
    std::size_t not_bulk { 0 };

    explicit Careless(base::View bytes)
    {
        bool in_bulk_only = false;
        for (std::size_t at = 0; at + 2 <= bytes.size() && bytes[at] >= 2; at += bytes[at]) {
            auto descriptor
                = bytes.subspan(at, std::min<std::size_t>(bytes[at], bytes.size() - at));
            if (descriptor[1] == 2)
                ++configurations;
            if (descriptor[1] == 4 && descriptor.size() >= 9) {
                auto is_storage = descriptor[5] == 8 && descriptor[6] == 6;
                in_bulk_only = is_storage && descriptor[7] == 0x50;
                bulk_only_interfaces += in_bulk_only ? 1u : 0u;
                other_interfaces += in_bulk_only || (is_storage && descriptor[7] == 0x62) ? 0u : 1u;
            }
            if (descriptor[1] == 5 && descriptor.size() >= 7 && in_bulk_only) {
                ++((descriptor[2] & 0x80) != 0 ? in : out);
                not_bulk += (descriptor[3] & 3) != 2 ? 1u : 0u;
            }
        }
    }
};

}

static void check_admitted(const usb::BulkOnlyStorage& storage, base::View bytes)
{
    Careless seen(bytes);
    hold(seen.configurations == 1 && seen.other_interfaces == 0);
    hold(seen.bulk_only_interfaces == 1 && seen.in == 1 && seen.out == 1 && seen.not_bulk == 0);
    hold(storage.in.number >= 1 && storage.in.number <= 15);
    hold(storage.out.number >= 1 && storage.out.number <= 15);
    hold(storage.in.direction == usb::Direction::In && storage.in.max_packet > 0);
    hold(storage.out.direction == usb::Direction::Out && storage.out.max_packet > 0);
    hold(storage.configuration != 0);
    // Not a byte less, and not one more.
    hold(std::holds_alternative<usb::Denial>(usb::admit(bytes.first(bytes.size() - 1))));
    base::Bytes longer(bytes.begin(), bytes.end());
    longer.push_back(0);
    hold(std::holds_alternative<usb::Denial>(usb::admit(longer)));
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes(data, size);
    auto admission = usb::admit(bytes);
    if (const auto* storage = std::get_if<usb::BulkOnlyStorage>(&admission)) {
        check_admitted(*storage, bytes);
        return 0;
    }
    const auto& denial = std::get<usb::Denial>(admission);
    hold(!denial.reason.empty() && !usb::word(denial.kind).empty());
    hold(!usb::japanese_word(denial.kind).empty());
    auto parsed = usb::parse_descriptors(bytes);
    hold(parsed || denial.kind == usb::DeviceKind::Malformed);
    return 0;
}
