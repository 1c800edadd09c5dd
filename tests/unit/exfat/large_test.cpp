// SPDX-License-Identifier: MIT
// What exFAT is there for: a file that FAT32 cannot hold.
#include "kiosk/release/exfat/reader.h"
#include "kiosk/release/exfat/writer.h"
#include "tests/unit/fat32/memory_device.h"

#include <gtest/gtest.h>

TEST(ExfatLarge, AFileBeyondFourGibibytes)
{
    constexpr auto size = (4ull << 30) + 5;
    auto plan = exfat::plan_for({ { "大きい.bin", size }, { "B.TXT", 20 } }).take();
    MemoryDevice device(plan.medium_sectors);
    // Zeros, but for the last byte.
    auto content = [&](std::uint32_t file, std::uint64_t offset, std::span<std::uint8_t> into) {
        std::ranges::fill(into, std::uint8_t { 0 });
        if (file == 0 && offset + into.size() == size)
            into.back() = 0x7F;
        return Result<void> {};
    };
    fat32::Stamp stamp;
    ASSERT_TRUE(fat32::wipe(device));
    ASSERT_TRUE(exfat::write_volume(device, plan, stamp, content, [](std::uint32_t) {}));
    ASSERT_TRUE(device.write_at(0, exfat::first_sector(plan, stamp)));
    std::map<std::string, std::uint64_t> sizes;
    auto found = exfat::read_volume(
        device, fat32::FirstSector::Written, [&](const fat32::Found& one) -> Result<void> {
            sizes[one.path] = one.size;
            return {};
        });
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(sizes["大きい.bin"], size);
    auto last = plan.geometry.first_sector_of(plan.nodes[plan.files[0]].first_cluster) + size / 512;
    EXPECT_EQ(device.sector(last)[4], 0x7F);
}
