// SPDX-License-Identifier: MIT
// The real libtsk, locked in: every file system under every table gives back the tree it was made
// from.
#include "tests/workers/volume/media.h"

#include "kiosk/broker/ask/volume.h"

#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>

namespace fs = std::filesystem;
using intake::Kind;

// Path → content; a folder is "folder".
static std::map<std::string, std::string> source_tree()
{
    std::map<std::string, std::string> tree;
    auto root = matrix_media() / "tree";
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        auto path = fs::relative(entry.path(), root).string();
        if (entry.is_directory()) {
            tree[path] = "folder";
            continue;
        }
        std::ifstream file(entry.path(), std::ios::binary);
        tree[path].assign(std::istreambuf_iterator<char>(file), {});
    }
    return tree;
}

struct Case {
    const char* image;
    const char* file_system;
};

class EveryMedium : public testing::TestWithParam<std::tuple<Case, const char*>> { };

TEST_P(EveryMedium, GivesBackTheTreeItWasMadeFrom)
{
    auto [which, table] = GetParam();
    std::string image(which.image);
    auto seen = see("image:" + (matrix_media() / (image + "." + table)).string());
    ASSERT_EQ(seen.error, "");
    ASSERT_EQ(seen.listing.volumes.size(), 1u);
    EXPECT_EQ(seen.listing.volumes[0].file_system, which.file_system);
    EXPECT_EQ(seen.listing.volumes[0].label, "SEKISHO");
    if (std::string(which.file_system).starts_with("FAT")) {
        EXPECT_EQ(seen.listing.volumes[0].serial, "12345678"); // What mkfs.fat was told.
    }
    EXPECT_EQ(seen.listing.volumes[0].offset, std::string(table) == "none" ? 0u : 1u << 20);
    for (const auto& finding : seen.listing.findings)
        ADD_FAILURE() << finding.what << " at " << finding.offset;
    EXPECT_EQ(seen.listing.extent, intake::Extent::Whole);

    std::map<std::string, std::string> tree;
    for (const auto& entry : seen.entries) {
        if (joined(entry) == "lost+found")
            continue;
        EXPECT_TRUE(entry.kind == Kind::File || entry.kind == Kind::Folder) << joined(entry);
        EXPECT_EQ(entry.note, "");
        bool is_file = entry.kind == Kind::File;
        EXPECT_EQ(tree.count(joined(entry)), 0u) << "listed twice: " << joined(entry);
        tree[joined(entry)] = is_file ? seen.contents[joined(entry)] : "folder";
        EXPECT_EQ(entry.size, is_file ? tree[joined(entry)].size() : 0u);
    }
    EXPECT_EQ(tree, source_tree());
}

INSTANTIATE_TEST_SUITE_P(Volume, EveryMedium,
    testing::Combine(testing::Values(Case { "fat12", "FAT12" }, Case { "fat16", "FAT16" },
                         Case { "fat32", "FAT32" }, Case { "exfat", "exFAT" },
                         Case { "ntfs", "NTFS" }, Case { "ext2", "ext2" }, Case { "ext3", "ext3" },
                         Case { "ext4", "ext4" }, Case { "iso", "ISO 9660" }),
        testing::Values("none", "mbr", "gpt")),
    [](const auto& one) {
        return std::string(std::get<0>(one.param).image) + "_" + std::get<1>(one.param);
    });

TEST(Volume, ListsInTheSameOrderEachTime)
{
    auto first = see("image:" + (matrix_media() / "fat32.mbr").string());
    auto second = see("image:" + (matrix_media() / "fat32.mbr").string());
    ASSERT_FALSE(first.entries.empty());
    ASSERT_EQ(first.entries.size(), second.entries.size());
    for (std::size_t i = 0; i < first.entries.size(); ++i) {
        EXPECT_EQ(joined(first.entries[i]), joined(second.entries[i]));
        EXPECT_EQ(first.entries[i].id, second.entries[i].id);
    }
}

TEST(Volume, StopsAtItsLimits)
{
    auto image = "image:" + (matrix_media() / "fat16.none").string();
    intake::Limits limits;
    limits.depth = 13;
    EXPECT_EQ(see(image, limits).listing.extent, intake::Extent::Part);
    limits.depth = 14;
    auto whole = see(image, limits);
    EXPECT_EQ(whole.listing.extent, intake::Extent::Whole);
    limits.entries = whole.entries.size() - 1;
    auto part = see(image, limits);
    EXPECT_EQ(part.listing.extent, intake::Extent::Part);
    EXPECT_EQ(part.entries.size(), limits.entries);
    limits.entries = whole.entries.size();
    EXPECT_EQ(see(image, limits).listing.extent, intake::Extent::Whole);
    limits.file_bytes = 299'999;
    EXPECT_EQ(see(image, limits).contents["図面/ポンプ場.bin"], "! larger than the limit");
    limits.file_bytes = 300'000;
    EXPECT_EQ(see(image, limits).contents["図面/ポンプ場.bin"].size(), 300'000u);
}

TEST(Volume, TheWorkerEndsByItselfAndReadsNoFolder)
{
    base::Descriptor image(open((matrix_media() / "fat16.none").c_str(), O_RDONLY));
    auto reader = broker::VolumeReader::open(
        workers(), broker::VolumeSource::image(std::move(image)).take(), {})
                      .take();
    std::uint64_t folder = 0;
    ASSERT_TRUE(reader->list([&](const intake::Entry& entry) -> Result<void> {
        if (entry.kind == Kind::Folder)
            folder = entry.id;
        return {};
    }));
    auto into = base::create_memory_file("into").take();
    EXPECT_FALSE(reader->read(folder, into));
    EXPECT_FALSE(reader->read(0, into));
    EXPECT_FALSE(reader->read(1'000'000, into));
    EXPECT_TRUE(reader->close());
}

TEST(Volume, AMediumWithoutAFileSystemIsEmpty)
{
    for (std::size_t size : { 0u, 511u, 512u, 1u << 20 }) {
        std::string zeros(size, '\0');
        auto image = base::sealed_memory_file("image", base::view_of(zeros)).take();
        auto medium = broker::open_image(workers(), std::move(image)).take();
        auto listing = medium->list([](const intake::Entry&) -> Result<void> { return {}; });
        ASSERT_TRUE(listing) << listing.error().message;
        EXPECT_TRUE(listing.value().volumes.empty());
        EXPECT_EQ(listing.value().entries, 0u);
    }
}
