// SPDX-License-Identifier: MIT
// What kiosk/release writes, read by the station's own road.
#include "tests/workers/volume/media.h"

#include "kiosk/broker/ask/volume.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/release/exfat/writer.h"

#include <gtest/gtest.h>
#include <unistd.h>

TEST(VolumeOfARelease, ExfatIsReadWithItsNamesAndBytes)
{
    std::map<std::string, std::string> contents { { "資料/計画書.txt", "plan\n" },
        { "資料/2026年度/水位.csv", std::string(70'000, 'w') }, { "README.txt", "hello\n" },
        { "空.txt", "" } };
    std::vector<exfat::File> files;
    for (const auto& [path, content] : contents)
        files.push_back({ path, content.size() });
    auto plan = exfat::plan_for(files).take();
    auto file = base::create_memory_file("medium").take();
    ASSERT_EQ(ftruncate(file.get(), static_cast<off_t>(plan.medium_sectors * 512)), 0);
    auto device = fat32::FileDevice::of(file.duplicate().take()).take();
    ASSERT_TRUE(fat32::wipe(device));
    auto read = [&](std::uint32_t number, std::uint64_t offset, std::span<std::uint8_t> into) {
        auto content = base::view_of(contents.at(files[number].path));
        std::ranges::copy(content.subspan(offset, into.size()), into.begin());
        return Result<void> {};
    };
    ASSERT_TRUE(exfat::write_volume(device, plan, {}, read, [](std::uint32_t) {}));
    ASSERT_TRUE(device.write_at(0, exfat::first_sector(plan, {})));

    ASSERT_TRUE(base::seal(file));
    auto seen = see(*broker::open_image(workers(), std::move(file)).take());
    EXPECT_EQ(seen.error, "");
    EXPECT_EQ(seen.contents, contents);
}
