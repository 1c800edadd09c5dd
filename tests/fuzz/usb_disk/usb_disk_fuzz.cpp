// SPDX-License-Identifier: MIT
// Bulk-only transport and the disk above it, on a device that may do anything at each transfer. It
// is asked so often and no more, never after it broke a rule, and gives only what it vouched for.
#include "kiosk/intake/usb/disk.h"
#include "tests/fuzz/usb_disk/scripted_device.h"

using fuzz::hold, fuzz::ScriptedDevice;
using usb::Disk, usb::ReadEnd;

namespace {

class Hurry final : public usb::Patience {
public:
    void wait(usb::Milliseconds time) override { waited += time; }
    usb::Milliseconds waited { 0 };
};

constexpr std::uint64_t most_repairs = 32;
constexpr std::uint64_t most_units = 16;
// INQUIRY, 75 times TEST UNIT READY and REQUEST SENSE, READ CAPACITY twice, MODE SENSE and why not.
constexpr std::uint64_t most_to_open = most_units * (1 + 75 * 2 + 2 + 2) + most_repairs;
constexpr std::uint64_t reads = 40;

}

static void read_all(Disk& disk, ScriptedDevice& device)
{
    base::Bytes into(std::size_t { 2 } * disk.facts().capacity.block_bytes);
    auto blocks = disk.facts().capacity.blocks;
    for (std::uint64_t i = 0; i < reads; ++i) {
        auto end = disk.read(i * 2 % blocks, std::span(into).first(into.size() / (1 + i % 2)));
        if (end == ReadEnd::Good)
            hold(device.vouched_for(std::span(into).first(into.size() / (1 + i % 2))));
        if (end == ReadEnd::Over) {
            auto asked = device.commands;
            hold(!disk.over().empty());
            hold(disk.read(0, into) == ReadEnd::Over && disk.check_unchanged() == ReadEnd::Over);
            hold(device.commands == asked);
            return;
        }
        hold(!device.broken());
    }
    if (disk.check_unchanged() == ReadEnd::Over)
        hold(!disk.over().empty());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    ScriptedDevice device({ data, size });
    Hurry patience;
    auto disk = Disk::open(device, patience);
    hold(device.commands <= most_to_open && device.resets <= most_repairs);
    hold(patience.waited <= std::chrono::seconds(15 * most_units));
    if (!disk) {
        hold(!disk.error().message.empty());
        return 0;
    }
    hold(disk.value().facts().capacity.blocks > 0);
    auto opened = device.commands;
    read_all(disk.value(), device);
    hold(device.commands - opened <= 2 * reads + 4 + most_repairs);
    hold(device.resets <= most_repairs);
    return 0;
}
