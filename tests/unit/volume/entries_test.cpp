// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/folder_entries.h"

#include <algorithm>
#include <gtest/gtest.h>

using volume::Claim, volume::ExfatEntries, volume::FatEntries, volume::IsoEntries;

static base::Bytes joined(const std::vector<base::Bytes>& parts, std::size_t size)
{
    base::Bytes all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    all.resize(size);
    return all;
}

// A file's set (exFAT, section 7.4) with its checksum (section 6.3.3).
static base::Bytes exfat_set(std::uint8_t type = 0x85, std::uint8_t attributes = 0)
{
    base::Bytes set(96);
    set[0] = type;
    set[1] = 2;
    set[4] = attributes;
    set[32] = 0xC0;
    set[32 + 20] = 5; // Its first cluster, and how long it is.
    set[32 + 24 + 4] = 1;
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

// An entry of FAT (section 6): its short name, attributes, first cluster and size.
static base::Bytes fat_entry(
    const std::string& name, std::uint8_t attributes, std::uint8_t first = 0, std::uint8_t size = 0)
{
    base::Bytes entry(32, ' ');
    std::fill(entry.begin() + 11, entry.end(), 0);
    std::ranges::copy(name, entry.begin());
    entry[11] = attributes;
    entry[26] = first;
    entry[28] = size;
    return entry;
}

TEST(FatEntries, TellsOfFilesAndFoldersUpToTheEnd)
{
    FatEntries entries;
    entries.take(
        joined({ fat_entry("LABEL", 0x08), fat_entry("\xE5GONE", 0x20, 9), fat_entry(".", 0x10, 2),
                   fat_entry("..", 0x10), fat_entry("A", 0x20, 3, 7), fat_entry("SUB", 0x10, 4, 5),
                   fat_entry(".HID    TXT", 0x20, 6, 1), fat_entry(".", 0x20, 8, 1),
                   fat_entry("...", 0x10, 5) },
            512));
    EXPECT_TRUE(entries.at_end());
    EXPECT_TRUE(entries.is_sound());
    std::vector<Claim> expected { { 3, 7, false }, { 4, 0, true }, { 6, 1, false }, { 8, 1, false },
        { 5, 0, true } };
    EXPECT_EQ(entries.finish(), expected);
}

TEST(FatEntries, WhatStandsBehindTheEndIsUnsound)
{
    for (bool is_later : { false, true }) {
        FatEntries entries;
        entries.take(joined({ fat_entry("A", 0x20), base::Bytes(32),
                                fat_entry("\xE5"
                                          "B",
                                    0x20) },
            512));
        EXPECT_TRUE(entries.is_sound());
        entries.take(joined({ is_later ? fat_entry("C", 0x20) : base::Bytes(32) }, 512));
        EXPECT_EQ(entries.is_sound(), !is_later);
        EXPECT_EQ(entries.finish().size(), 1u);
    }
}

TEST(FatEntries, AFolderThatIsALabelIsUnsound)
{
    FatEntries odd;
    odd.take(joined({ fat_entry("A", 0xFF) }, 512));
    EXPECT_FALSE(odd.is_sound());
}

TEST(ExfatEntries, CountsSetsAndNotItsTables)
{
    ExfatEntries entries;
    auto bytes
        = joined({ entry_of(0x83), entry_of(0x81), entry_of(0x82), entry_of(0x05), entry_of(0x40),
                     exfat_set(), exfat_set(0x85, 0x10), base::Bytes(32), exfat_set(0x05) },
            1024);
    entries.take(base::View(bytes).first(160 + 32)); // A set goes on in the next piece.
    entries.take(base::View(bytes).subspan(160 + 32));
    EXPECT_EQ(entries.at_end(), true);
    EXPECT_FALSE(entries.is_sound()); // Of the last set only the head is not in use.
    std::vector<Claim> expected { { 5, 1ull << 32, false }, { 5, 0, true } };
    EXPECT_EQ(entries.finish(), expected);
}

TEST(ExfatEntries, WhatStandsBehindTheEndIsUnsound)
{
    for (auto type : base::Bytes { 0x00, 0x05, 0x85 }) {
        ExfatEntries entries;
        entries.take(joined({ exfat_set(), base::Bytes(32), entry_of(type) }, 512));
        EXPECT_EQ(entries.is_sound(), type != 0x85);
        EXPECT_EQ(entries.finish().size(), 1u);
    }
    ExfatEntries cut_off;
    auto set = exfat_set();
    cut_off.take(joined({ base::Bytes(set.begin(), set.begin() + 64) }, 512));
    EXPECT_FALSE(cut_off.is_sound());
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
    EXPECT_EQ(entries.finish().size(), 4u);
    EXPECT_TRUE(entries.is_sound());
}

TEST(IsoEntries, ExtentsOfOneFileStandTogether)
{
    for (const auto* next : { "LARGE", "OTHER", "" }) {
        IsoEntries entries;
        entries.take(joined({ record("LARGE", 0x80) }, 2048));
        if (*next)
            entries.take(joined({ record(next) }, 2048));
        entries.finish();
        EXPECT_EQ(entries.is_sound(), next == std::string("LARGE")) << next;
    }
}

TEST(IsoEntries, TellsWhereContentIs)
{
    auto file = record("A"), folder = record("B", 0x02);
    file[2] = folder[2] = 7;
    file[11] = folder[11] = 2;
    IsoEntries entries;
    entries.take(joined({ file, folder }, 2048));
    std::vector<Claim> expected { { 7, 512, false }, { 7, 0, true } };
    EXPECT_EQ(entries.finish(), expected);
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
