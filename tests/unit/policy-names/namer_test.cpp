// SPDX-License-Identifier: MIT
#include "policy/names/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace policy;

TEST(Namer, KeepsFoldersTogether)
{
    Namer namer { NameRules {} };
    EXPECT_EQ(namer.place("docs/計画.docx", FileType::Pdf).path, "docs/計画.pdf");
    EXPECT_EQ(namer.place("docs/図.png", FileType::Png).path, "docs/図.png");
    EXPECT_EQ(namer.place("top.txt", FileType::PlainText).path, "top.txt");
    EXPECT_EQ(namer.folder("docs").path, "docs");
    EXPECT_EQ(namer.folder("空/の").path, "空/の");
}

// T51: whatever the receiving file system ignores, nothing is overwritten.
TEST(Namer, NumbersWhatSomeReaderWouldTakeForTheSame)
{
    Namer namer { NameRules {} };
    auto place = [&](std::string_view name) { return namer.place(name, FileType::PlainText); };
    EXPECT_EQ(place("a/Read.txt").path, "a/Read.txt");
    auto second = place("a/READ.txt");
    EXPECT_EQ(second.path, "a/READ (2).txt");
    EXPECT_THAT(second.changes, testing::ElementsAre(NameChange::Collision));
    EXPECT_EQ(place("a/read.txt").path, "a/read (3).txt");
    EXPECT_EQ(place("a/Read (2).txt").path, "a/Read (2) (2).txt");
    EXPECT_EQ(place("b/read.txt").path, "b/read.txt"); // Another folder.
    EXPECT_EQ(place("a/ｶﾞ.txt").path, "a/ｶﾞ.txt");
    EXPECT_EQ(place("a/カ\u3099.txt").path, "a/ガ (2).txt");
}

TEST(Namer, NumbersFilesThatBecomeOneTypeAndFoldersThatDifferInCase)
{
    Namer namer { NameRules {} };
    EXPECT_EQ(namer.place("r.docx", FileType::Pdf).path, "r.pdf");
    EXPECT_EQ(namer.place("r.xlsx", FileType::Pdf).path, "r (2).pdf");
    EXPECT_EQ(namer.place("Dir/a.txt", FileType::PlainText).path, "Dir/a.txt");
    EXPECT_EQ(namer.place("DIR/a.txt", FileType::PlainText).path, "DIR (2)/a.txt");
    EXPECT_EQ(namer.place("Dir/b.txt", FileType::PlainText).path, "Dir/b.txt");
    EXPECT_EQ(namer.place("dir", FileType::PlainText).path, "dir.txt");
    EXPECT_EQ(namer.folder("r.pdf").path, "r.pdf (3)");
}

// T48: what looks like a way out is a name like any other.
TEST(Namer, NeverLeadsOutOfTheOutput)
{
    Namer namer { NameRules {} };
    for (auto hostile : { "../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "\\\\host\\share\\x",
             "a/../../b", "./x", "a//b", "a/", "/", "", "..", "~/x", "a/./b" }) {
        auto path = namer.place(hostile, FileType::PlainText).path;
        EXPECT_FALSE(path.starts_with('/')) << path;
        EXPECT_EQ(path.find("//"), std::string::npos) << path;
        EXPECT_EQ(("/" + path + "/").find("/../"), std::string::npos) << path;
        EXPECT_EQ(("/" + path + "/").find("/./"), std::string::npos) << path;
        EXPECT_EQ(path.find('\\'), std::string::npos) << path;
    }
}

TEST(Namer, BringsUpWhatLiesTooDeepWithoutLosingAny)
{
    NameRules rules;
    rules.max_depth = 2;
    Namer namer { rules };
    auto place = [&](std::string_view name) { return namer.place(name, FileType::PlainText); };
    EXPECT_EQ(place("a/b/x.txt").path, "a/b/x.txt");
    EXPECT_TRUE(place("a/b/y.txt").changes.empty());
    auto deep = place("a/b/c/x.txt");
    EXPECT_EQ(deep.path, "a/b/x (2).txt");
    EXPECT_THAT(deep.changes, testing::ElementsAre(NameChange::Depth, NameChange::Collision));
    EXPECT_EQ(place("a/b/c/d/e/x.txt").path, "a/b/x (3).txt");
    std::string very_deep;
    for (auto i = 0; i < 100'000; ++i)
        very_deep += "d/";
    EXPECT_EQ(place(very_deep + "x.txt").path, "d/d/x.txt");
}

// A medium of nothing but folders does not take the station's memory.
TEST(Namer, RemembersSoManyFoldersAndNoMore)
{
    constexpr auto most = 200'000; // The top is one of them.
    Namer namer { NameRules {} };
    for (auto i = 1; i < most; ++i)
        ASSERT_TRUE(namer.folder(std::to_string(i)).changes.empty()) << i;
    auto merged = namer.place("one more/x.txt", FileType::PlainText);
    EXPECT_EQ(merged.path, "x.txt");
    EXPECT_THAT(merged.changes, testing::ElementsAre(NameChange::Depth));
    EXPECT_EQ(namer.place("1/x.txt", FileType::PlainText).path, "1/x.txt");
}

TEST(Namer, KeepsPathsWithinTheirLargestSize)
{
    NameRules rules;
    rules.max_path_bytes = 120;
    Namer namer { rules };
    auto part = std::string(30, 'p');
    std::set<std::string> seen;
    std::string folder;
    for (auto depth = 0; depth < 10; ++depth) {
        for (auto i = 0; i < 12; ++i) {
            auto path
                = namer.place(folder + std::string(200, 'f') + ".txt", FileType::PlainText).path;
            EXPECT_LE(path.size(), 120u);
            EXPECT_TRUE(path.ends_with(".txt")) << path;
            EXPECT_TRUE(seen.insert(path).second) << path;
        }
        folder += part + "/";
    }
}

// A stick made to collide: unique, quick, and the same every time.
TEST(Namer, GivesEveryFileAPlaceOfItsOwn)
{
    auto all = [] {
        std::mt19937 generator(51);
        Namer namer { NameRules {} };
        std::vector<std::string> paths;
        for (auto i = 0; i < 50'000; ++i) {
            static const std::string parts[] { "a", "A", "ａ", "ｶﾞ", "カ\u3099", "ガ", "x\u200B",
                "x", " (2)", "エ", "工", "." };
            std::string original;
            if (generator() % 2)
                original = parts[generator() % std::size(parts)] + "/";
            for (auto count = generator() % 3; count > 0; --count)
                original += parts[generator() % std::size(parts)];
            paths.push_back(namer.place(original, FileType::PlainText).path);
        }
        return paths;
    };
    auto paths = all();
    EXPECT_EQ(paths, all());
    std::set<std::string> keys;
    for (const auto& path : paths)
        ASSERT_TRUE(keys.insert(collision_key(path)).second) << path;
}
