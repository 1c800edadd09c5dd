// SPDX-License-Identifier: MIT
// Written, read back by the other half, and broken on purpose.
#include "kiosk/release/fat32/reader.h"
#include "kiosk/release/fat32/writer.h"
#include "tests/unit/fat32/memory_device.h"

#include <gtest/gtest.h>

using namespace fat32;

namespace {

std::string content_of(std::uint32_t file, std::uint64_t size)
{
    std::string content(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        content[i] = static_cast<char>((i * 7 + i / 512 + file) % 255 + 1);
    return content;
}

Result<void> write(MemoryDevice& device, const Plan& plan, const std::vector<File>& files)
{
    Stamp stamp { 0x5D75, 0x4BC0, 0x12345678, 0x9ABCDEF0 };
    auto read = [&](std::uint32_t file, std::uint64_t offset, std::span<std::uint8_t> into) {
        auto content = content_of(file, files[file].size);
        std::copy_n(
            content.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return Result<void> {};
    };
    if (device.sectors() == plan.medium_sectors)
        TRY(wipe(device));
    TRY(write_volume(device, plan, stamp, read, [](std::uint32_t) {}));
    return device.write_at(0, first_sector(plan, stamp));
}

Result<std::map<std::string, std::string>> read(
    MemoryDevice& device, FirstSector first = FirstSector::Written)
{
    std::map<std::string, std::string> all;
    TRY(read_volume(device, first, [&](const Found& found) -> Result<void> {
        all[found.path] = base::to_hex(found.sha256);
        return {};
    }));
    return all;
}

std::map<std::string, std::string> expected(const std::vector<File>& files)
{
    std::map<std::string, std::string> all;
    for (std::uint32_t i = 0; i < files.size(); ++i)
        all[files[i].path]
            = base::to_hex(base::sha256(base::view_of(content_of(i, files[i].size))));
    return all;
}

std::vector<File> some_files()
{
    return { { "資料/計画書.txt", 1 }, { "資料/2026年度/水位 記録.csv", 512 },
        { "資料/2026年度/深い/もっと/深い.txt", 513 }, { "README.TXT", 1'500'000 },
        { "readme.txt.txt", 0 }, { "emoji😀.txt", 100'000 },
        { std::string(251, 'n') + ".txt", 2048 } };
}

}

TEST(Fat32Volume, ReadsBackWhatWasWritten)
{
    auto files = some_files();
    auto plan = plan_for(files).value();
    MemoryDevice device(plan.medium_sectors);
    ASSERT_TRUE(write(device, plan, files));
    auto found = read(device);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found.value(), expected(files));
}

TEST(Fat32Volume, ReadsBackThousandsOfFilesInAFolder)
{
    std::vector<File> files;
    for (int i = 0; i < 5'000; ++i)
        files.push_back(
            { "記録/運転日報 " + std::to_string(i) + ".txt", static_cast<std::uint64_t>(i % 3) });
    auto plan = plan_for(files).value();
    MemoryDevice device(plan.medium_sectors);
    ASSERT_TRUE(write(device, plan, files));
    auto found = read(device);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found.value(), expected(files));
}

TEST(Fat32Volume, TheSameFilesMakeTheSameMediumWhateverItHeldBefore)
{
    auto files = some_files();
    auto plan = plan_for(files).value();
    MemoryDevice fresh(plan.medium_sectors);
    ASSERT_TRUE(write(fresh, plan, files));
    MemoryDevice again(plan.medium_sectors);
    ASSERT_TRUE(write(again, plan, files));
    EXPECT_TRUE(fresh == again);

    // A stick: what it held shows in nothing that is used, and its own sectors stay its own.
    MemoryDevice stick(plan.medium_sectors);
    for (std::uint64_t sector = 0; sector < plan.medium_sectors; ++sector)
        stick.flip(sector, sector % 512);
    ASSERT_TRUE(write(stick, plan, files));
    for (std::uint64_t sector = 0; sector < plan.geometry.first_sector_of(2 + plan.used_clusters);
         ++sector) {
        bool is_kept = sector >= kept_start && sector < partition_start;
        ASSERT_EQ(stick.sector(sector) == fresh.sector(sector), !is_kept) << sector;
    }
    EXPECT_TRUE(read(stick));
}

TEST(Fat32Volume, WheneverThePowerGoesItIsNoMedium)
{
    auto files = some_files();
    auto plan = plan_for(files).value();
    MemoryDevice whole(plan.medium_sectors);
    ASSERT_TRUE(write(whole, plan, files));
    ASSERT_GE(whole.writes(), 8);
    for (int writes = 0; writes < whole.writes(); ++writes) {
        MemoryDevice device(plan.medium_sectors);
        ASSERT_TRUE(write(device, plan, files)); // An older release lies there.
        device.lose_power_after(writes);
        EXPECT_FALSE(write(device, plan, files));
        device.power_on();
        if (writes > 0) {
            EXPECT_EQ(device.sector(0), base::Bytes(512)) << writes;
            EXPECT_FALSE(read(device)) << writes;
        }
        ASSERT_TRUE(write(device, plan, files)); // And again, from the start.
        EXPECT_TRUE(device == whole);
    }
}

TEST(Fat32Volume, TheReaderFindsEveryFlippedBitThatMatters)
{
    std::vector<File> files { { "資料/計画書.txt", 700 }, { "B.TXT", 20 } };
    auto plan = plan_for(files).value();
    MemoryDevice good(plan.medium_sectors);
    ASSERT_TRUE(write(good, plan, files));
    const auto& geometry = plan.geometry;
    auto is_found = [&](std::uint64_t sector, std::size_t byte) {
        auto device = good;
        device.flip(sector, byte);
        auto found = read(device);
        return !found || found.value() != expected(files);
    };
    // The table of partitions; boot sectors; FSInfo; both tables; folders; what files hold.
    for (std::size_t byte : { 450, 454, 458, 510 })
        EXPECT_TRUE(is_found(0, byte)) << byte;
    for (std::size_t byte = 0; byte < 512; ++byte)
        EXPECT_TRUE(is_found(2048, byte)) << byte;
    for (std::size_t byte : { 0, 488, 492 })
        EXPECT_TRUE(is_found(2049, byte)) << byte;
    // Where nothing may stand.
    for (std::uint64_t sector : { 1ul, 33ul, 2039ul, 2060ul, 2047ul + geometry.reserved_sectors })
        EXPECT_TRUE(is_found(sector, 7)) << sector;
    EXPECT_FALSE(is_found(kept_start, 7));
    auto table = 2048ull + geometry.reserved_sectors;
    for (std::size_t byte = 8; byte < 64; ++byte) {
        EXPECT_TRUE(is_found(table, byte)) << byte;
        EXPECT_TRUE(is_found(table + geometry.table_sectors, byte)) << byte;
    }
    for (std::uint32_t cluster = 2; cluster < 2 + plan.used_clusters; ++cluster)
        for (std::size_t byte : { 0, 1, 11, 26, 28, 32, 43, 45, 64, 75, 300 })
            EXPECT_TRUE(is_found(geometry.first_sector_of(cluster), byte))
                << cluster << " " << byte;
}

TEST(Fat32Volume, AMediumOfAnotherSizeIsNotTouched)
{
    auto files = some_files();
    auto plan = plan_for(files).value();
    MemoryDevice device(plan.medium_sectors - 1);
    EXPECT_FALSE(write(device, plan, files));
    EXPECT_EQ(device.writes(), 0);
}
