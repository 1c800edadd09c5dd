// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/folder_entries.h"

#include <algorithm>
#include <gtest/gtest.h>

using volume::ExfatEntries, volume::FatEntries, volume::IsoEntries;

static base::Bytes joined(const std::vector<base::Bytes>& parts, std::size_t size)
{
    base::Bytes all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    all.resize(size);
    return all;
}

// A file's set (exFAT, section 7.4) with its checksum (section 6.3.3).
static base::Bytes exfat_set(std::uint8_t type = 0x85)
{
    base::Bytes set(96);
    set[0] = type;
    set[1] = 2;
    set[32] = 0xC0;
    set[64] = 0xC1;
    set[66] = 'a';
    std::uint16_t sum = 0;
    for (std::size_t i = 0; i < set.size(); ++i)
        if (i != 2 && i != 3)
            sum = static_cast<std::uint16_t>((sum & 1 ? 0x8000 : 0) + (sum >> 1) + set[i]);
    set[2] = static_cast<std::uint8_t>(sum);
    set[3] = static_cast<std::uint8_t>(sum >> 8);
    return set;
}

static base::Bytes entry_of(std::uint8_t type)
{
    base::Bytes entry(32);
    entry[0] = type;
    return entry;
}

TEST(FatEntries, CountsFilesUpToTheEnd)
{
    base::Bytes label(32), deleted(32), dots(32), file(32);
    label[0] = file[0] = 'A';
    label[11] = 0x08;
    deleted[0] = 0xE5;
    dots[0] = '.';
    FatEntries entries;
    entries.take(joined({ label, deleted, dots, file, file, base::Bytes(32), file }, 512));
    EXPECT_EQ(entries.count(), 2u);
    EXPECT_TRUE(entries.at_end());
    EXPECT_TRUE(entries.is_sound());
    label[11] = 0xFF;
    FatEntries odd;
    odd.take(joined({ label }, 512));
    EXPECT_FALSE(odd.is_sound());
}

TEST(ExfatEntries, CountsSetsAndNotItsTables)
{
    ExfatEntries entries;
    auto bytes
        = joined({ entry_of(0x83), entry_of(0x81), entry_of(0x82), entry_of(0x05), entry_of(0x40),
                     exfat_set(), exfat_set(), base::Bytes(32), exfat_set() },
            1024);
    entries.take(base::View(bytes).first(256 + 32)); // A set goes on in the next piece.
    entries.take(base::View(bytes).subspan(256 + 32));
    EXPECT_EQ(entries.count(), 2u);
    EXPECT_TRUE(entries.is_sound());
    EXPECT_TRUE(entries.at_end());
}

TEST(ExfatEntries, ABrokenSetIsUnsound)
{
    for (auto [at, value] : { std::pair { 2, 1 }, { 40, 9 }, { 66, 'b' }, { 1, 1 }, { 1, 3 },
             { 32, 0x40 }, { 64, 0x41 }, { 0, 0x05 }, { 0, 0x99 }, { 64, 0x85 } }) {
        auto set = exfat_set();
        set[static_cast<std::size_t>(at)] ^= static_cast<std::uint8_t>(value);
        if (at != 2 && at != 40 && at != 66)
            set[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(value);
        ExfatEntries entries;
        entries.take(joined({ set, exfat_set() }, 512));
        EXPECT_FALSE(entries.is_sound()) << at << " " << value;
    }
}

static base::Bytes record(std::string name, std::uint8_t flags = 0)
{
    base::Bytes bytes(33 + name.size() + (name.size() % 2 == 0 ? 1 : 0));
    bytes[0] = static_cast<std::uint8_t>(bytes.size());
    bytes[25] = flags;
    bytes[32] = static_cast<std::uint8_t>(name.size());
    std::ranges::copy(name, bytes.begin() + 33);
    return bytes;
}

TEST(IsoEntries, CountsRecordsOfAllSectors)
{
    IsoEntries entries;
    entries.take(joined({ record(std::string(1, '\0')), record("\1"), record("A.TXT"),
                            record("LARGE", 0x80), record("LARGE") },
        2048));
    entries.take(joined({ record("B.TXT") }, 2048));
    EXPECT_EQ(entries.count(), 3u);
    EXPECT_TRUE(entries.is_sound());
}

TEST(IsoEntries, ABrokenRecordIsUnsound)
{
    for (auto [at, value] : { std::pair { 0, 0 }, { 0, 10 }, { 0, 33 }, { 32, 0 }, { 32, 200 } }) {
        auto broken = record("A.TXT");
        broken[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(value);
        IsoEntries entries;
        entries.take(joined({ broken, record("B.TXT") }, 2048));
        EXPECT_FALSE(entries.is_sound()) << at << " " << value;
    }
    IsoEntries entries;
    std::vector<base::Bytes> parts(8, record(std::string(200, 'f')));
    parts.push_back(record(std::string(104, 'f')));
    auto all = joined(parts, 2048);
    all[8 * 234 + 0] = 200; // 176 bytes are left of the sector.
    entries.take(all);
    EXPECT_FALSE(entries.is_sound());
}
