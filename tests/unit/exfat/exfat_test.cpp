// SPDX-License-Identifier: MIT
// Written, read back by the other half and by exfatprogs, and broken on purpose.
#include "kiosk/release/exfat/entries.h"
#include "kiosk/release/exfat/reader.h"
#include "kiosk/release/exfat/upcase.h"
#include "kiosk/release/exfat/writer.h"
#include "tests/unit/fat32/memory_device.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace exfat;
using fat32::FirstSector;

namespace {

std::uint8_t byte_of(std::uint32_t file, std::uint64_t offset)
{
    return static_cast<std::uint8_t>((offset * 7 + offset / 512 + file) % 255 + 1);
}

Result<void> write(fat32::BlockDevice& device, const Plan& plan, const std::vector<File>& files)
{
    fat32::Stamp stamp { 0x5D75, 0x4BC0, 0x12345678, 0x9ABCDEF0 };
    auto read = [&](std::uint32_t file, std::uint64_t offset, std::span<std::uint8_t> into) {
        for (std::size_t i = 0; i < into.size(); ++i)
            into[i] = byte_of(file, offset + i);
        if (offset + into.size() == files[file].size)
            into.back() = 0x7F;
        return Result<void> {};
    };
    TRY(fat32::wipe(device));
    TRY(exfat::write_volume(device, plan, stamp, read, [](std::uint32_t) {}));
    return device.write_at(0, exfat::first_sector(plan, stamp));
}

Result<std::map<std::string, std::string>> read(
    fat32::BlockDevice& device, FirstSector first = FirstSector::Written)
{
    std::map<std::string, std::string> all;
    TRY(exfat::read_volume(device, first, [&](const fat32::Found& found) -> Result<void> {
        all[found.path] = base::to_hex(found.sha256);
        return {};
    }));
    return all;
}

std::map<std::string, std::string> expected(const std::vector<File>& files)
{
    std::map<std::string, std::string> all;
    for (std::uint32_t i = 0; i < files.size(); ++i) {
        base::Bytes content(files[i].size);
        for (std::size_t at = 0; at < content.size(); ++at)
            content[at] = byte_of(i, at);
        if (!content.empty())
            content.back() = 0x7F;
        all[files[i].path] = base::to_hex(base::sha256(content));
    }
    return all;
}

std::vector<File> some_files()
{
    std::vector<File> files { { "資料/計画書.txt", 1 }, { "資料/2026年度/水位 記録.csv", 512 },
        { "資料/2026年度/深い/もっと/深い.txt", 4097 }, { "README.TXT", 1'500'000 },
        { "readme.txt.txt", 0 }, { "emoji😀.txt", 100'000 },
        { std::string(251, 'n') + ".txt", 2048 } };
    for (int i = 0; i < 300; ++i) // A folder of more than one cluster.
        files.push_back({ "多い/ファイル " + std::to_string(i) + ".txt", 3 });
    return files;
}

}

TEST(Exfat, WhatIsWrittenIsReadBackAndTheSameEachTime)
{
    auto files = some_files();
    auto plan = exfat::plan_for(files).take();
    MemoryDevice device(plan.medium_sectors), again(plan.medium_sectors);
    ASSERT_TRUE(write(device, plan, files));
    auto found = read(device);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found.value(), expected(files));
    for (std::uint64_t sector = 0; sector < plan.medium_sectors; ++sector)
        again.flip(sector, sector % 512); // Whatever was on it.
    ASSERT_TRUE(write(again, plan, files));
    ASSERT_TRUE(read(again));
    auto end = plan.geometry.first_sector_of(plan.used_clusters + 2);
    for (std::uint64_t sector = 0; sector < end; ++sector)
        ASSERT_EQ(device.sector(sector) == again.sector(sector),
            sector < fat32::kept_start || sector >= fat32::partition_start)
            << sector;
}

TEST(Exfat, ExfatprogsFindsNothingWrong)
{
    auto files = some_files();
    auto plan = exfat::plan_for(files, 96 * 2048).take();
    auto folder
        = std::filesystem::temp_directory_path() / ("sekisho-exfat-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    auto image = (folder / "image").string(), volume = (folder / "volume").string();
    {
        base::Descriptor file(open(image.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600));
        ASSERT_EQ(ftruncate(file.get(), 96 << 20), 0);
        auto device = fat32::FileDevice::of(std::move(file)).take();
        ASSERT_TRUE(write(device, plan, files));
    }
    auto command = "dd bs=1M skip=1 status=none if=" + image + " of=" + volume
        + " && PATH=$PATH:/usr/sbin fsck.exfat -n " + volume + " >" + volume + ".log 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(
        std::system(("grep -q 'clean. directories 6, files 307' " + volume + ".log").c_str()), 0)
        << std::system(("cat " + volume + ".log").c_str());
    std::filesystem::remove_all(folder);
}

TEST(Exfat, TheReaderFindsEveryFlippedBitThatMatters)
{
    std::vector<File> files { { "資料/計画書.txt", 700 }, { "B.TXT", 20 } };
    auto plan = exfat::plan_for(files).take();
    MemoryDevice good(plan.medium_sectors);
    ASSERT_TRUE(write(good, plan, files));
    auto is_found = [&](std::uint64_t sector, std::size_t byte) {
        auto device = good;
        device.flip(sector, byte);
        auto found = read(device);
        return !found || found.value() != expected(files);
    };
    for (std::size_t byte : { 450, 454, 458, 510 })
        EXPECT_TRUE(is_found(0, byte)) << byte;
    for (std::uint64_t sector = 1; sector < plan.geometry.first_sector_of(2) + 8;
         sector += sector < 2000 ? 97 : 1) {
        if (sector >= fat32::kept_start && sector < fat32::partition_start)
            continue;
        for (std::size_t byte : { 0, 7, 106, 112, 300, 508 })
            EXPECT_TRUE(is_found(sector, byte)) << sector << " " << byte;
    }
    auto end = plan.geometry.first_sector_of(plan.used_clusters + 2);
    for (auto sector = plan.geometry.first_sector_of(2); sector < end; ++sector)
        for (std::size_t byte : { 0, 1, 2, 5, 33, 36, 40, 52, 56, 66, 97, 300 })
            EXPECT_TRUE(is_found(sector, byte)) << sector << " " << byte;
}

TEST(Exfat, WheneverThePowerGoesItIsNoMedium)
{
    auto files = some_files();
    auto plan = exfat::plan_for(files).take();
    MemoryDevice whole(plan.medium_sectors);
    ASSERT_TRUE(write(whole, plan, files));
    ASSERT_GE(whole.writes(), 7);
    for (int writes = 1; writes < whole.writes(); ++writes) {
        auto device = whole; // An older release lies there.
        device.lose_power_after(writes);
        EXPECT_FALSE(write(device, plan, files));
        device.power_on();
        EXPECT_EQ(device.sector(0), base::Bytes(512)) << writes;
        EXPECT_FALSE(read(device)) << writes;
    }
}

TEST(Exfat, NamesThatDifferInCapitalsAloneAreRefused)
{
    EXPECT_FALSE(exfat::plan_for({ { "é.txt", 1 }, { "É.txt", 1 } }));
    EXPECT_FALSE(exfat::plan_for({ { "a", 1 }, { "A/b", 1 } }));
    EXPECT_TRUE(exfat::plan_for({ { "カ.txt", 1 }, { "か.txt", 1 } }));
    EXPECT_FALSE(exfat::plan_for({ { "../x", 1 } }));
}

TEST(Exfat, TooMuchForTheMediumIsSaid)
{
    EXPECT_FALSE(exfat::plan_for({ { "x", 64 << 20 } }, 64 * 2048));
    EXPECT_TRUE(exfat::plan_for({ { "x", 60 << 20 } }, 64 * 2048));
    EXPECT_FALSE(exfat::plan_for({ { "x", 1 } }, 2048));
    EXPECT_FALSE(exfat::plan_for({ { "x", 1 } }, 0x1'0000'0000));
}

TEST(Exfat, TheTableOfCapitalsIsWhatItWasMadeOf)
{
    auto table = upcase_table();
    std::uint32_t sum = 0;
    for (auto byte : table)
        sum = (sum << 31 | sum >> 1) + byte;
    auto capitals = Capitals::parse(table, sum);
    ASSERT_TRUE(capitals) << capitals.error().message;
    for (unsigned unit = 0; unit < 0x10000; ++unit)
        ASSERT_EQ(
            capitals.value().of(static_cast<char16_t>(unit)), upper(static_cast<char16_t>(unit)))
            << unit;
    EXPECT_EQ(upper(u'é'), u'É');
    EXPECT_EQ(upper(u'ÿ'), u'Ÿ');
    EXPECT_EQ(upper(u'я'), u'Я');
    EXPECT_EQ(upper(u'ｚ'), u'Ｚ');
    EXPECT_EQ(upper(u'か'), u'か');
    EXPECT_FALSE(Capitals::parse(table, sum + 1));
}
