// SPDX-License-Identifier: MIT
// The answers of a disk, each read by every parser: what comes through is possible and can be
// shown.
#include "kiosk/core/base/text.h"
#include "kiosk/intake/usb/scsi.h"

#include <cstdlib>
#include <limits>

namespace scsi = usb::scsi;

static void hold(bool promise)
{
    if (!promise)
        std::abort();
}

static void check_shown(const std::string& text, std::size_t characters)
{
    auto points = base::decode_utf8(text);
    hold(points.has_value());
    for (auto point : *points)
        hold(!base::is_unsafe(point));
    hold(text.size() <= characters * 10); // "\u{10FFFF}"
}

static void check_capacity(const scsi::Capacity& capacity)
{
    auto block = capacity.block_bytes;
    hold(block == 512 || block == 2048 || block == 4096);
    hold(
        capacity.blocks > 0 && capacity.blocks <= std::numeric_limits<std::int64_t>::max() / block);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes(data, size);
    if (auto inquiry = scsi::parse_inquiry(bytes)) {
        check_shown(inquiry.value().vendor, 8);
        check_shown(inquiry.value().product, 16);
        check_shown(inquiry.value().revision, 4);
    }
    if (auto small = scsi::parse_capacity_10(bytes)) {
        if (const auto* capacity = std::get_if<scsi::Capacity>(&small.value()))
            check_capacity(*capacity);
    }
    if (auto large = scsi::parse_capacity_16(bytes))
        check_capacity(large.value());
    scsi::parse_mode_sense(bytes);
    if (auto sense = scsi::parse_sense(bytes)) {
        hold(sense.value().key <= 15);
        scsi::trouble_of(sense.value());
    }
    if (scsi::effect_of(bytes) == scsi::Effect::Reads)
        hold(size > 0 && (data[0] & 0x7f) != 0x2a && data[0] != 0x04);
    return 0;
}
