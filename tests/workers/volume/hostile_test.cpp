// SPDX-License-Identifier: MIT
// Media that somebody made to do harm.
#include "tests/workers/volume/media.h"

#include <fstream>
#include <random>

namespace fs = std::filesystem;
using intake::Kind;

static const fs::path& media()
{
    static const struct Made {
        fs::path folder { make_media("hostile") };
        ~Made() { fs::remove_all(folder); }
    } made;
    return made.folder;
}

static Seen see_image(const std::string& name)
{
    return see("image:" + (media() / name).string());
}

TEST(HostileVolume, ALoopingChainCostsItsFileAlone)
{
    auto seen = see_image("chain-loop");
    ASSERT_EQ(seen.error, "");
    EXPECT_EQ(seen.contents["A.TXT"], "! its place on the medium is not whole");
    EXPECT_EQ(seen.contents["B.TXT"], std::string(3000, 'b'));
    EXPECT_EQ(seen.contents["SUB/C.TXT"], "c");
}

TEST(HostileVolume, AFolderInsideItselfIsListedOnce)
{
    auto seen = see_image("folder-loop");
    ASSERT_EQ(seen.error, "");
    ASSERT_TRUE(seen.entry("SUB/C.TXT"));
    EXPECT_EQ(seen.entry("SUB/C.TXT")->note, "this folder was listed before");
    EXPECT_TRUE(seen.has_finding("a folder is reached by two ways"));
    EXPECT_EQ(seen.entries.size(), 4u);
}

TEST(HostileVolume, AnEntryThatLibtskLeavesOutIsMissed)
{
    auto seen = see_image("huge-size"); // A.TXT claims 4 GiB on a volume of 8 MiB.
    ASSERT_EQ(seen.error, "");
    EXPECT_FALSE(seen.entry("A.TXT"));
    EXPECT_EQ(seen.listing.extent, intake::Extent::Part);
    EXPECT_TRUE(seen.has_finding("a folder could not be read whole"));
    EXPECT_EQ(seen.contents["B.TXT"], std::string(3000, 'b'));
}

TEST(HostileVolume, MissingSectorsCostTheirFilesAlone)
{
    auto seen = see_image("truncated");
    ASSERT_EQ(seen.error, "");
    EXPECT_TRUE(seen.has_finding("a partition or file system reaches beyond its end"));
    EXPECT_EQ(seen.contents["A.TXT"], std::string(3000, 'a'));
    EXPECT_EQ(seen.contents["B.TXT"].substr(0, 2), "! ");
}

TEST(HostileVolume, OverlapsAndHiddenDataAreSeen)
{
    EXPECT_TRUE(see_image("overlap").has_finding("partitions overlap"));
    auto outside = see_image("outside");
    EXPECT_TRUE(outside.has_finding("data outside every partition"));
    EXPECT_EQ(outside.contents.size(), 3u);
}

TEST(HostileVolume, ASecondTableIsSeenWhereverItLeads)
{
    auto seen = see_image("two-tables");
    ASSERT_EQ(seen.error, "");
    EXPECT_TRUE(seen.has_finding("the GPT and the MBR name different partitions"));
    EXPECT_EQ(seen.contents["SUB/C.TXT"], "c");
}

// README.md says how much of a large gap is looked at.
TEST(HostileVolume, LooksIntoTheGapsBetweenPartitions)
{
    for (auto name : { "small-gap", "gap-end", "gap-step" }) {
        auto seen = see_image(name);
        EXPECT_TRUE(seen.has_finding("data outside every partition")) << name;
        EXPECT_EQ(seen.contents.size(), 3u) << name;
    }
    EXPECT_FALSE(see_image("gap-between").has_finding("data outside every partition"));
}

TEST(HostileVolume, ReadsAPartitionInsideAnExtendedOne)
{
    auto seen = see_image("extended");
    ASSERT_EQ(seen.error, "");
    ASSERT_EQ(seen.listing.volumes.size(), 2u);
    EXPECT_EQ(seen.listing.volumes[0].file_system, "unknown");
    EXPECT_EQ(seen.listing.volumes[1].offset, 10240u * 512);
    EXPECT_EQ(seen.contents["SUB/C.TXT"], "c");
    EXPECT_TRUE(seen.has_finding("a partition without a file system that we know"));
    EXPECT_FALSE(seen.has_finding("partitions overlap"));
}

TEST(HostileVolume, AStreamIsListedAndNeverRead)
{
    auto seen = see_image("streams");
    ASSERT_EQ(seen.error, "");
    ASSERT_TRUE(seen.entry("A.TXT:evil.exe"));
    EXPECT_EQ(seen.entry("A.TXT:evil.exe")->kind, Kind::Stream);
    EXPECT_EQ(seen.entry("A.TXT:evil.exe")->size, 3000u);
    EXPECT_EQ(seen.contents.count("A.TXT:evil.exe"), 0u);
    EXPECT_EQ(seen.contents["A.TXT"], std::string(3000, 'a'));
    ASSERT_TRUE(seen.entry("SUB/C.TXT:deep.exe"));
    EXPECT_EQ(seen.entry("SUB/C.TXT:deep.exe")->kind, Kind::Stream);
    EXPECT_EQ(seen.contents["SUB/C.TXT"], "c");
}

TEST(HostileVolume, TakesOfAnExfatFileWhatWasWritten)
{
    auto seen = see_image("small.exfat");
    ASSERT_EQ(seen.error, "");
    EXPECT_EQ(seen.contents["HALF.TXT"], std::string(1000, 'h') + std::string(2000, '\0'));
    EXPECT_EQ(seen.contents["A.TXT"], std::string(3000, 'a'));
}

// libtsk would be busy with either for hours.
TEST(HostileVolume, EndlessBlocksOfAddressesCostTheirFileAlone)
{
    auto seen = see_image("address-loop");
    ASSERT_EQ(seen.error, "");
    EXPECT_EQ(seen.contents["A.TXT"], "! its place on the medium is not whole");
    EXPECT_EQ(seen.contents["B.TXT"], "! its place on the medium is not whole");
    EXPECT_EQ(seen.contents["SUB/C.TXT"], "c");
}

TEST(HostileVolume, AFileNamedLikeATableIsAFile)
{
    auto seen = see_image("small.exfat");
    EXPECT_EQ(seen.contents["$ALLOC_BITMAP"], "a file after all");
    EXPECT_EQ(seen.contents.size(), 5u);
}

// Whatever the bytes are, the answer is a listing or a reasoned end, and the next medium is read.
TEST(HostileVolume, RandomDamageNeverGetsThrough)
{
    std::mt19937 random(7);
    for (auto name : { "extended", "streams", "small.exfat", "small.ext4", "small.iso" }) {
        std::ifstream file(media() / name, std::ios::binary);
        std::string bytes(std::istreambuf_iterator<char>(file), {});
        // Where there is metadata: sectors that are not all zeros.
        std::vector<std::size_t> sectors;
        for (std::size_t at = 0; at + 512 <= bytes.size(); at += 512)
            if (std::string_view(bytes).substr(at, 512).find_first_not_of('\0')
                != std::string::npos)
                sectors.push_back(at);
        ASSERT_FALSE(sectors.empty());
        for (int round = 0; round < 60; ++round) {
            auto damaged = bytes;
            for (int i = 0; i < 20; ++i)
                damaged[sectors[random() % sectors.size()] + random() % 512]
                    = static_cast<char>(random());
            auto image = base::sealed_memory_file("image", base::view_of(damaged)).take();
            auto medium = broker::open_image(workers(), std::move(image)).take();
            std::vector<std::uint64_t> files;
            auto listing = medium->list([&](const intake::Entry& entry) -> Result<void> {
                if (entry.kind == Kind::File)
                    files.push_back(entry.id);
                return {};
            });
            EXPECT_TRUE(listing) << name << " round " << round << ": " << listing.error().message;
            for (auto id : files) {
                auto into = base::create_memory_file("into").take();
                EXPECT_TRUE(listing && medium->read(id, into)) << name << " round " << round;
            }
        }
    }
    EXPECT_EQ(see_image("outside").contents.size(), 3u);
}
