// SPDX-License-Identifier: MIT
// A medium whose sectors fail: each costs its file and no more.
#include "kiosk/core/base/memory_file.h"
#include "kiosk/intake/volume/content.h"

#include <cstring>
#include <gtest/gtest.h>
#include <map>
#include <set>

using volume::BlockSource, volume::Sectors;

// A FAT16 volume made here: the root holds A (clusters 2 to 4) and B (cluster 5), of 512 bytes
// each.
class FailingMedium final : public BlockSource {
public:
    static constexpr std::size_t reserved = 1, fat_sectors = 32, root_sectors = 32;
    static constexpr std::size_t root = (reserved + fat_sectors) * 512;
    static constexpr std::size_t data = root + root_sectors * 512;

    FailingMedium()
        : m_bytes(8 << 20)
    {
        put(3, "MSDOS5.0");
        put16(11, 512);
        m_bytes[13] = 1; // Sectors of a cluster.
        put16(14, reserved);
        m_bytes[16] = 1; // FATs.
        put16(17, root_sectors * 16);
        put16(19, 8000);
        m_bytes[21] = 0xF8;
        put16(22, fat_sectors);
        m_bytes[38] = 0x29;
        put(54, "FAT16   ");
        put16(510, 0xAA55);
        std::uint16_t fat[] { 0xFFF8, 0xFFFF, 3, 4, 0xFFFF, 0xFFFF };
        std::memcpy(&m_bytes[reserved * 512], fat, sizeof fat);
        file(0, "A          ", 2, 1500);
        file(1, "B          ", 5, 100);
        std::fill_n(&m_bytes[data], 1500, std::uint8_t('a'));
        std::fill_n(&m_bytes[data + 3 * 512], 100, std::uint8_t('b'));
    }

    void fail(std::uint64_t offset) { m_failing.insert(offset / 512); }

    std::uint64_t size() const override { return m_bytes.size(); }
    std::uint32_t sector_size() const override { return 512; }
    Sectors read(std::uint64_t offset, std::span<std::uint8_t> into) override
    {
        auto bad = m_failing.lower_bound(offset / 512);
        if (bad != m_failing.end() && *bad * 512 < offset + into.size())
            return Sectors::Bad;
        std::memcpy(into.data(), &m_bytes[offset], into.size());
        return Sectors::Good;
    }

private:
    void put(std::size_t at, const char* text)
    {
        std::memcpy(&m_bytes[at], text, std::strlen(text));
    }
    void put16(std::size_t at, std::size_t value)
    {
        m_bytes[at] = static_cast<std::uint8_t>(value);
        m_bytes[at + 1] = static_cast<std::uint8_t>(value >> 8);
    }
    void file(std::size_t slot, const char* name, std::size_t cluster, std::size_t size)
    {
        auto at = root + slot * 32;
        put(at, name);
        m_bytes[at + 11] = 0x20;
        put16(at + 26, cluster);
        put16(at + 28, size);
    }

    std::vector<std::uint8_t> m_bytes;
    std::set<std::uint64_t> m_failing;
};

struct Outcome {
    std::map<std::string, std::string> files; // The bytes, or "!".
    bool whole { false };
    std::set<int> findings;
};

static Outcome see(FailingMedium& medium)
{
    Outcome outcome;
    auto image = volume::Image::open(medium).take();
    image->allow(1 << 30);
    auto table = volume::read_table(*image);
    std::vector<std::string> names;
    auto walked = volume::walk(*image, table.volumes, { 1000, 64, 1020 },
        [&](volume::message::Entry entry) -> Result<void> {
            names.push_back(entry.name());
            return {};
        }).take();
    outcome.whole = walked.whole;
    for (const auto& finding : walked.findings)
        outcome.findings.insert(finding.kind());
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto into = base::create_memory_file("into").take();
        auto reason
            = volume::copy_content(*image, table.volumes.at(0), walked.places[i], 1 << 20, into);
        auto bytes = base::read_all(into, 1 << 20).take();
        outcome.files[names[i]] = reason == volume::message::UNREADABLE_UNSPECIFIED
            ? std::string(base::text_of(bytes))
            : "!" + std::to_string(reason);
    }
    return outcome;
}

static const std::string a(1500, 'a');
static const std::string b(100, 'b');

TEST(Sectors, AWellMediumIsWhole)
{
    FailingMedium medium;
    auto seen = see(medium);
    EXPECT_TRUE(seen.whole);
    EXPECT_EQ(seen.files, (std::map<std::string, std::string> { { "A", a }, { "B", b } }));
}

TEST(Sectors, ABadOneInAFileCostsThatFile)
{
    for (std::size_t sector = 0; sector < 3; ++sector) {
        FailingMedium medium;
        medium.fail(FailingMedium::data + sector * 512);
        auto seen = see(medium);
        EXPECT_TRUE(seen.whole);
        EXPECT_EQ(seen.files["A"], "!1") << sector;
        EXPECT_EQ(seen.files["B"], b) << sector;
    }
}

TEST(Sectors, ABadOneInTheRootIsTold)
{
    FailingMedium medium;
    medium.fail(FailingMedium::root);
    auto seen = see(medium);
    EXPECT_FALSE(seen.whole);
    EXPECT_TRUE(seen.findings.contains(volume::message::FINDING_BAD_SECTORS));
}

TEST(Sectors, ABadOneInTheTableCostsTheFilesThatNeedIt)
{
    FailingMedium medium;
    medium.fail(FailingMedium::reserved * 512);
    auto seen = see(medium);
    EXPECT_FALSE(seen.whole);
    EXPECT_EQ(seen.files["A"], "!2");
    EXPECT_EQ(seen.files["B"], b); // One cluster long: its entry says all.
}

TEST(Sectors, ABudgetEndsReadingWithoutEnd)
{
    FailingMedium medium;
    auto image = volume::Image::open(medium).take();
    image->allow(100);
    EXPECT_TRUE(volume::read_table(*image).volumes.empty());
    image->allow(1 << 30);
    EXPECT_EQ(volume::read_table(*image).volumes.size(), 1u);
}
