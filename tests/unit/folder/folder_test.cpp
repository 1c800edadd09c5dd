// SPDX-License-Identifier: MIT
#include "kiosk/intake/folder/folder.h"

#include "kiosk/core/base/memory_file.h"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using folder::FolderMedium;
using intake::Kind, intake::Entry;
using testing::ElementsAre;

class Folder : public testing::Test {
protected:
    Folder()
        : m_root(fs::temp_directory_path() / ("folder-" + std::to_string(getpid())))
    {
        fs::remove_all(m_root);
        fs::create_directory(m_root);
    }
    ~Folder() override { fs::remove_all(m_root); }

    void write(const std::string& name, const std::string& text) const
    {
        fs::create_directories((m_root / name).parent_path());
        std::ofstream(m_root / name) << text;
    }
    FolderMedium medium(const intake::Limits& limits = {}) const
    {
        return { base::Descriptor(open(m_root.c_str(), O_RDONLY | O_DIRECTORY)), limits };
    }
    std::vector<std::string> listed(FolderMedium& medium)
    {
        std::vector<std::string> lines;
        m_entries.clear();
        auto listing = medium.list([&](const Entry& entry) -> Result<void> {
            std::string line;
            for (const auto& component : entry.path)
                line += "/" + component;
            lines.push_back(line + " " + intake::to_text(entry.kind));
            m_entries.push_back(entry);
            return {};
        });
        EXPECT_TRUE(listing);
        m_listing = listing.take();
        return lines;
    }
    // The content, or "! reason".
    std::string read(FolderMedium& medium, std::size_t which)
    {
        auto into = base::create_memory_file("into").take();
        auto result = medium.read(m_entries.at(which).id, into);
        if (!result)
            return "!! " + result.error().message;
        if (auto* bad = std::get_if<intake::Unreadable>(&result.value()))
            return "! " + bad->reason;
        EXPECT_EQ(std::get<intake::Taken>(result.value()).bytes, base::size_of(into).take());
        auto bytes = base::read_all(into, 1 << 20).take();
        return std::string(base::text_of(bytes));
    }

    fs::path m_root;
    std::vector<Entry> m_entries;
    intake::Listing m_listing;
};

TEST_F(Folder, ListsInTheOrderOfNamesAndReads)
{
    write("b.txt", "bee");
    write("a/deep/日報.txt", "日");
    write("a/empty", "");
    auto one = medium();
    EXPECT_THAT(listed(one),
        ElementsAre("/a folder", "/a/deep folder", "/a/deep/日報.txt file", "/a/empty file",
            "/b.txt file"));
    EXPECT_EQ(m_listing.extent, intake::Extent::Whole);
    EXPECT_EQ(read(one, 2), "日");
    EXPECT_EQ(read(one, 3), "");
    EXPECT_EQ(read(one, 4), "bee");
    EXPECT_TRUE(read(one, 0).starts_with("!! ")); // A folder has no content.
}

TEST_F(Folder, NamesLinksAndSpecialFilesAndOpensNone)
{
    write("real", "text");
    fs::create_symlink("/etc/passwd", m_root / "link");
    fs::create_directory_symlink("/etc", m_root / "folder-link");
    ASSERT_EQ(mkfifo((m_root / "pipe").c_str(), 0600), 0);
    auto one = medium();
    EXPECT_THAT(listed(one),
        ElementsAre("/folder-link link", "/link link", "/pipe special file", "/real file"));
    EXPECT_TRUE(read(one, 1).starts_with("!! "));
    EXPECT_TRUE(read(one, 2).starts_with("!! "));
}

TEST_F(Folder, AFileThatChangesAfterTheListingIsUnreadable)
{
    for (auto name : { "grown", "shrunk", "rewritten", "link", "pipe", "gone" })
        write(name, "content");
    auto one = medium();
    listed(one);
    std::ofstream(m_root / "grown", std::ios::app) << "more";
    fs::resize_file(m_root / "shrunk", 3);
    write("rewritten", "CONTENT");
    fs::remove(m_root / "link");
    fs::create_symlink("/etc/passwd", m_root / "link");
    fs::remove(m_root / "pipe");
    ASSERT_EQ(mkfifo((m_root / "pipe").c_str(), 0600), 0);
    fs::remove(m_root / "gone");
    for (std::size_t which = 0; which < 6; ++which)
        EXPECT_TRUE(read(one, which).starts_with("! ")) << which;
}

TEST_F(Folder, AFolderSwappedForALinkLeadsNowhere)
{
    write("a/passwd", "mine");
    auto one = medium();
    listed(one);
    fs::remove_all(m_root / "a");
    fs::create_directory_symlink("/etc", m_root / "a");
    EXPECT_EQ(read(one, 1), "! it could not be opened");
}

TEST_F(Folder, StopsAtItsLimits)
{
    write("1/2/3", "three deep");
    for (auto [depth, whole] : { std::pair(2u, false), std::pair(3u, true) }) {
        intake::Limits limits;
        limits.depth = depth;
        auto one = medium(limits);
        listed(one);
        EXPECT_EQ(m_listing.extent == intake::Extent::Whole, whole) << depth;
    }
    for (auto [entries, whole] : { std::pair(2u, false), std::pair(3u, true) }) {
        intake::Limits limits;
        limits.entries = entries;
        auto one = medium(limits);
        EXPECT_EQ(listed(one).size(), entries);
        EXPECT_EQ(m_listing.extent == intake::Extent::Whole, whole) << entries;
    }
    for (auto [bytes, text] :
        { std::pair(9u, "! larger than the limit"), std::pair(10u, "three deep") }) {
        intake::Limits limits;
        limits.file_bytes = bytes;
        auto one = medium(limits);
        listed(one);
        EXPECT_EQ(read(one, 2), text);
    }
}

TEST_F(Folder, MakesAnInvalidNameValid)
{
    write("bad\xFF\xE6\x97.txt", "x");
    auto one = medium();
    EXPECT_THAT(listed(one), ElementsAre("/bad\uFFFD\uFFFD\uFFFD.txt file"));
    EXPECT_EQ(m_entries[0].note, "the name is not UTF-8");
    EXPECT_EQ(read(one, 0), "x");
}

TEST_F(Folder, OneFileIsAMediumOfItsOwn)
{
    write("a", "alone");
    write("b", "other");
    FolderMedium one(base::Descriptor(open(m_root.c_str(), O_RDONLY | O_DIRECTORY)), "a", {});
    EXPECT_THAT(listed(one), ElementsAre("/a file"));
    EXPECT_EQ(read(one, 0), "alone");
}
