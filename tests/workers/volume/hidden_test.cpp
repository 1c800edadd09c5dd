// SPDX-License-Identifier: MIT
// Media with one broken place that hides a file, or shows one that is none
// (tests/samples/broken/hidden.py): libtsk does so without a word. The listing has exactly the
// files, or says that it is not whole.
#include "tests/workers/volume/media.h"

#include <set>

namespace fs = std::filesystem;

static const std::set<std::string> sound_paths { "A.TXT", "EMPTY.TXT", "OTHER/B.TXT", "SUB/C.TXT",
    "SUB/DEEP/D.TXT", "SUB/DEEP/a rather long name of a file.bin", "日報 令和8年11月.txt" };

TEST(HiddenFile, IsListedOrTheListingSaysThatItIsNotWhole)
{
    auto folder = fs::temp_directory_path() / ("hidden-" + std::to_string(getpid()));
    fs::create_directories(folder);
    auto command = "python3 -B " SEKISHO_SOURCE "/tests/samples/broken 1 hidden " + folder.string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::map<std::string, int> hid; // By file system: how often a file was hidden.
    for (const auto& image : fs::directory_iterator(folder / "hidden")) {
        auto name = image.path().filename().string();
        auto seen = see("image:" + image.path().string());
        if (!seen.error.empty() || seen.listing.volumes.empty())
            continue; // Refused as a whole.
        std::set<std::string> paths;
        for (const auto& [path, content] : seen.contents)
            paths.insert(path);
        if (paths == sound_paths)
            continue;
        ++hid[name.substr(0, name.find('.'))];
        EXPECT_EQ(seen.listing.extent, intake::Extent::Part) << name;
        EXPECT_TRUE(seen.has_finding("a folder could not be read whole")) << name;
    }
    for (const char* name : { "fat16", "fat32", "exfat", "ntfs", "ext2", "ext4", "iso" }) {
        auto seen = see("image:" + (folder / name).string());
        EXPECT_EQ(seen.listing.extent, intake::Extent::Whole) << name;
        EXPECT_TRUE(seen.listing.findings.empty()) << name;
    }
    fs::remove_all(folder);
    for (const char* name : { "fat12", "fat16", "fat32", "exfat", "ntfs", "ext2", "ext4", "iso" })
        EXPECT_GE(hid[name], 2) << name << ": these media hide nothing";
}
