// SPDX-License-Identifier: MIT
// A folder as destination: whole, or visibly not.
#include "kiosk/release/writer.h"
#include "tests/unit/release/bench.h"

#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>

namespace fs = std::filesystem;

class FolderTest : public testing::Test {
protected:
    FolderTest() { bench.fill(Bench::some_files()); }

    Result<release::Written> write(const std::string& name = "out")
    {
        auto destination = bench.open_folder(name);
        auto outputs = bench.open_folder("state/outputs");
        return release::write_folder(
            destination, outputs, bench.papers(), [](std::uint64_t, std::uint64_t) {});
    }
    void put(const std::string& name, const std::string& content)
    {
        fs::create_directories((bench.folder / name).parent_path());
        std::ofstream(bench.folder / name, std::ios::binary) << content;
    }
    Bench::Files whole()
    {
        auto files = Bench::some_files();
        files["MANIFEST.json"] = bench.manifest;
        files["MANIFEST.json.sig"] = "signature\n";
        files["RECEIPT.txt"] = "receipt\n";
        return files;
    }
    // As a try leaves it that ended in the middle.
    void interrupt(const std::string& name = "out")
    {
        put(name + "/INCOMPLETE.txt",
            "This release was interrupted. Nothing in this folder may be used.\n"
            "この書き出しは中断されました。このフォルダーの中身は使用できません。\n"
            "manifest sha256: "
                + bench.manifest_sha256 + "\n");
    }

    Bench bench;
};

TEST_F(FolderTest, HoldsTheFilesAndThePapersAndNothingElse)
{
    auto written = write();
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_EQ(written.value().files, 4u);
    EXPECT_EQ(written.value().bytes, 70'011u);
    EXPECT_EQ(Bench::files_in(bench.folder / "out"), whole());
}

TEST_F(FolderTest, AFolderThatHoldsSomethingIsLeftAlone)
{
    put("out/theirs.txt", "theirs");
    EXPECT_FALSE(write());
    EXPECT_EQ(Bench::files_in(bench.folder / "out"), (Bench::Files { { "theirs.txt", "theirs" } }));
    put("out2/README.txt", "theirs under a name of ours");
    EXPECT_FALSE(write("out2"));
    EXPECT_EQ(
        Bench::files_in(bench.folder / "out2").at("README.txt"), "theirs under a name of ours");
}

TEST_F(FolderTest, AnInterruptedReleaseIsBegunAnew)
{
    interrupt();
    put("out/README.txt", "hel");
    put("out/資料/計画書.txt", "wrong bytes");
    put("out/MANIFEST.json.new", "half");
    auto written = write();
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_EQ(Bench::files_in(bench.folder / "out"), whole());
}

TEST_F(FolderTest, AnInterruptedReleaseIsBegunAnewHoweverDeepItsFolders)
{
    std::string deep;
    for (int i = 0; i < 200; ++i)
        deep += "d/";
    bench.fill({ { deep + "a.txt", "a" } });
    interrupt();
    put("out/" + deep + "a.txt", "b");
    auto written = write();
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_EQ(Bench::files_in(bench.folder / "out").at(deep + "a.txt"), "a");
}

TEST_F(FolderTest, AMarkerThatWasCutShortIsOursToo)
{
    put("out/INCOMPLETE.txt", "");
    EXPECT_TRUE(write());
    put("out2/INCOMPLETE.txt", "This release was inter");
    EXPECT_TRUE(write("out2"));
    EXPECT_EQ(Bench::files_in(bench.folder / "out2"), whole());
}

TEST_F(FolderTest, WithMoreThanACutMarkerInItTheFolderIsSomebodyElses)
{
    put("out/INCOMPLETE.txt", "This release");
    put("out/README.txt", "theirs under a name of ours");
    EXPECT_FALSE(write());
    EXPECT_EQ(
        Bench::files_in(bench.folder / "out").at("README.txt"), "theirs under a name of ours");
}

TEST_F(FolderTest, AnInterruptedSecondTryHasNoManifestOfTheFirst)
{
    interrupt(); // Between the manifest's new name and the marker's end.
    put("out/MANIFEST.json", bench.manifest);
    fs::remove_all(bench.folder / "state/outputs");
    EXPECT_FALSE(write());
    EXPECT_EQ(Bench::files_in(bench.folder / "out").count("MANIFEST.json"), 0u);
}

TEST_F(FolderTest, WithoutRoomForAllNothingIsBegun)
{
    nlohmann::json file { { "path", "a.bin" }, { "sha256", std::string(64, 'a') },
        { "size", 1ull << 60 } };
    bench.manifest = nlohmann::json { { "files", { file } } }.dump();
    auto refused = write();
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("no room"), std::string::npos);
    EXPECT_TRUE(fs::is_empty(bench.folder / "out"));
}

TEST_F(FolderTest, AnotherInterruptedReleaseIsLeftAlone)
{
    interrupt();
    put("out/資料/計画書.txt", "pl");
    bench.fill({ { "other.txt", "other" } });
    auto before = Bench::files_in(bench.folder / "out");
    EXPECT_FALSE(write());
    EXPECT_EQ(Bench::files_in(bench.folder / "out"), before);
}

TEST_F(FolderTest, AnInterruptedReleaseWithSomethingForeignInItIsLeftAlone)
{
    for (const char* name : { "theirs.txt", "資料/theirs.txt", "空フォルダー/theirs.txt" }) {
        auto out = std::string("out-") + std::to_string(std::hash<std::string> {}(name));
        interrupt(out);
        put(out + "/" + name, "theirs");
        EXPECT_FALSE(write(out)) << name;
        EXPECT_EQ(Bench::files_in(bench.folder / out).size(), 2u) << name;
    }
}

TEST_F(FolderTest, LinksAreNeverFollowed)
{
    fs::create_directories(bench.folder / "elsewhere");
    interrupt();
    fs::create_directory_symlink(bench.folder / "elsewhere", bench.folder / "out/資料");
    EXPECT_FALSE(write());
    EXPECT_TRUE(fs::is_empty(bench.folder / "elsewhere"));
    interrupt("out2");
    put("victim.txt", "theirs");
    fs::create_symlink(bench.folder / "victim.txt", bench.folder / "out2/README.txt");
    EXPECT_FALSE(write("out2"));
    EXPECT_EQ(Bench::files_in(bench.folder).at("victim.txt"), "theirs");
}

TEST_F(FolderTest, TheSameReleaseTwiceIsProvedAndNotWrittenAgain)
{
    ASSERT_TRUE(write());
    EXPECT_TRUE(write());
    put("out/README.txt", "changed");
    EXPECT_FALSE(write());
}

TEST_F(FolderTest, AStoreThatLostOrChangedAFileReleasesNothingWhole)
{
    auto digest = base::to_hex(base::sha256(base::view_of(std::string_view("hello\n"))));
    auto stored = bench.folder / "state/outputs" / digest.substr(0, 2) / digest.substr(2);
    fs::permissions(stored, fs::perms::owner_write, fs::perm_options::add);
    std::ofstream(stored) << "hELLO\n"; // Of the same length.
    auto written = write();
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().message.find("README.txt"), std::string::npos);
    auto files = Bench::files_in(bench.folder / "out");
    EXPECT_TRUE(files.contains("INCOMPLETE.txt"));
    EXPECT_FALSE(files.contains("MANIFEST.json"));
    fs::remove(stored);
    EXPECT_FALSE(write("out2"));
    EXPECT_TRUE(Bench::files_in(bench.folder / "out2").contains("INCOMPLETE.txt"));
}

TEST_F(FolderTest, ManifestsWithPathsThatMayNotBeAreRefused)
{
    auto with = [](const std::string& path) {
        nlohmann::json file { { "path", path }, { "sha256", std::string(64, 'a') }, { "size", 1 } };
        return nlohmann::json { { "files", { file } } }.dump();
    };
    EXPECT_TRUE(release::items_of(with("資料/a.txt")));
    for (const char* path : { "", "/a", "a/", "../a", "a/../b", "a//b", "./a", "a\\b", "a\nb",
             "a\u202Eb", "MANIFEST.json", "manifest.JSON", "RECEIPT.txt", "INCOMPLETE.txt" })
        EXPECT_FALSE(release::items_of(with(path))) << path;
    for (const char* text : { "", "{", "[]", "{}", R"({"files":3})", R"({"files":[{}]})",
             R"({"files":[{"path":3,"sha256":"","size":1}]})",
             R"({"files":[{"path":"a","sha256":"zz","size":1}]})" })
        EXPECT_FALSE(release::items_of(text)) << text;
}

TEST_F(FolderTest, TheRoomIsLookedAtBeforeAnythingIsWritten)
{
    auto folder = bench.open_folder("out");
    EXPECT_TRUE(release::check_space(folder, 1));
    auto refused = release::check_space(folder, 1ull << 60);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("free"), std::string::npos);
    base::Descriptor full(open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC)); // Never has room.
    EXPECT_TRUE(release::check_space(full, 0));
    EXPECT_FALSE(release::check_space(full, 1));
}
