// SPDX-License-Identifier: MIT
// An image as destination, read by others' programs: dosfstools and mtools.
#include "kiosk/release/fat32/writer.h"
#include "kiosk/release/image_writer.h"
#include "kiosk/release/volume.h"
#include "tests/unit/release/bench.h"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace fs = std::filesystem;

class ImageTest : public testing::Test {
protected:
    ImageTest() { bench.fill(Bench::some_files()); }

    Result<release::Written> write(const std::string& name = "out.img")
    {
        auto folder = bench.open_folder("images");
        auto outputs = bench.open_folder("state/outputs");
        return release::write_image(
            folder, name, outputs, bench.papers(), [](std::uint64_t, std::uint64_t) {});
    }
    std::string image(const std::string& name = "out.img") { return bench.path("images/" + name); }
    int run(const std::string& command)
    {
        return std::system(("cd " + bench.folder.string() + " && export LC_ALL=C.UTF-8 && "
            + command + " >" + bench.path("log") + " 2>&1")
                               .c_str());
    }
    // As mcopy takes them out.
    Bench::Files copied_out(const std::string& name = "out.img")
    {
        fs::create_directories(bench.folder / "copied");
        EXPECT_EQ(run("mcopy -s -n -i " + image(name) + "@@1M '::*' copied/"), 0);
        return Bench::files_in(bench.folder / "copied");
    }
    void expect_clean(const std::string& name = "out.img")
    {
        ASSERT_EQ(run("dd bs=1M skip=1 status=none if=" + image(name) + " of=volume.img"), 0);
        EXPECT_EQ(run("PATH=$PATH:/usr/sbin fsck.fat -n volume.img"), 0)
            << Bench::files_in(bench.folder)["log"];
    }
    Bench::Files whole(Bench::Files files)
    {
        files["MANIFEST.json"] = bench.manifest;
        files["MANIFEST.json.sig"] = "signature\n";
        files["RECEIPT.txt"] = "receipt\n";
        return files;
    }

    Bench bench;
};

TEST_F(ImageTest, OtherProgramsReadTheSameNamesAndBytes)
{
    auto written = write();
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_EQ(written.value().files, 4u);
    expect_clean();
    EXPECT_EQ(copied_out(), whole(Bench::some_files()));
}

TEST_F(ImageTest, LongNamesDeepFoldersAndThousandsOfFilesAreReadByOthers)
{
    Bench::Files files;
    files[std::string(251, 'n') + ".txt"] = "longest";
    std::string wide;
    for (int i = 0; i < 83; ++i)
        wide += "計"; // 249 bytes: the longest that a Linux folder takes back.
    files[wide + ".txt"] = "wide";
    files["a/b/c/d/e/f/g/h/i/j/k.txt"] = "deep";
    for (int i = 0; i < 400; ++i)
        files["記録/運転日報 その" + std::to_string(i) + ".txt"] = std::to_string(i);
    bench.fill(files);
    auto written = write();
    ASSERT_TRUE(written) << written.error().message;
    expect_clean();
    auto copied = copied_out();
    for (const auto& [name, content] : whole(files)) {
        EXPECT_EQ(copied[name], content) << name;
        copied.erase(name);
    }
    for (const auto& [name, content] : copied)
        ADD_FAILURE() << name;
}

TEST_F(ImageTest, TheSameReleaseIsTheSameImage)
{
    ASSERT_TRUE(write());
    ASSERT_TRUE(write("again.img"));
    EXPECT_EQ(run("cmp images/out.img images/again.img"), 0);
    // From the transfer's id, not from the clock.
    EXPECT_EQ(run("mdir -i " + image() + "@@1M ::README.txt"), 0);
    EXPECT_NE(Bench::files_in(bench.folder)["log"].find("2026-11-21   9:30"), std::string::npos);
}

TEST_F(ImageTest, WhatIsThereAlreadyIsLeftAlone)
{
    fs::create_directories(bench.folder / "images");
    std::ofstream(image()) << "theirs";
    EXPECT_FALSE(write());
    EXPECT_EQ(Bench::files_in(bench.folder / "images"), (Bench::Files { { "out.img", "theirs" } }));
    fs::create_symlink(bench.folder / "elsewhere.img", bench.folder / "images/link.img");
    EXPECT_FALSE(write("link.img"));
    EXPECT_FALSE(fs::exists(bench.folder / "elsewhere.img"));
    // The same release, whole: proved again.
    ASSERT_TRUE(write("new.img"));
    EXPECT_TRUE(write("new.img"));
}

TEST_F(ImageTest, AnInterruptedTryIsBegunAnewAndLeavesNothing)
{
    fs::create_directories(bench.folder / "images");
    std::ofstream(image() + ".incomplete") << "half";
    ASSERT_TRUE(write());
    EXPECT_FALSE(fs::exists(image() + ".incomplete"));
    expect_clean();
}

TEST_F(ImageTest, AFailureLeavesNoImage)
{
    fs::remove_all(bench.folder / "state/outputs");
    EXPECT_FALSE(write());
    EXPECT_TRUE(fs::is_empty(bench.folder / "images"));
}

// A medium that loses, adds or changes what it was given is noticed, whatever its own tables say.
TEST_F(ImageTest, AMediumThatDoesNotHoldWhatWasWrittenIsNotReleased)
{
    const auto papers = bench.papers();
    auto volume = release::Volume::plan(papers).take();
    auto device = [&](const char* name) {
        bench.open_folder("images");
        base::Descriptor file(open(image(name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        auto sectors = volume.medium_sectors();
        EXPECT_EQ(ftruncate(file.get(), static_cast<off_t>(sectors * fat32::sector_bytes)), 0);
        return fat32::FileDevice::of(std::move(file)).take();
    };
    auto held = [&](const char* name, const Bench::Files& files) {
        auto reading = device(name);
        std::vector<fat32::File> list;
        std::vector<std::string> contents;
        for (const auto& [path, content] : files) {
            list.push_back({ path, content.size() });
            contents.push_back(content);
        }
        auto plan = fat32::plan_for(list, reading.sectors()).take();
        EXPECT_TRUE(fat32::write_volume(
            reading, plan, {},
            [&](std::uint32_t file, std::uint64_t offset, std::span<std::uint8_t> into) {
                contents[file].copy(reinterpret_cast<char*>(into.data()), into.size(), offset);
                return Result<void> {};
            },
            [](std::uint32_t) {}));
        auto written = volume.read_back(reading, fat32::FirstSector::NotYet);
        return written ? std::string() : written.error().message;
    };
    auto files = whole(Bench::some_files());
    EXPECT_EQ(held("same", files), "");
    auto fewer = files;
    fewer.erase("空.txt");
    EXPECT_NE(held("fewer", fewer).find("is not there: 空.txt"), std::string::npos);
    auto more = files;
    more["extra.txt"] = "";
    EXPECT_NE(held("more", more).find("differently: extra.txt"), std::string::npos);
    files["README.txt"] = "hellO\n";
    EXPECT_NE(held("other", files).find("differently: README.txt"), std::string::npos);
}

TEST(ImagesVolume, IsExfatOnlyWhereAFileNeedsIt)
{
    auto file_system_for = [](std::uint64_t size) {
        release::Papers papers;
        papers.manifest = R"({"files":[{"path":"a.bin","size":)" + std::to_string(size)
            + R"(,"sha256":")" + std::string(64, '0') + "\"}]}";
        return std::string(release::Volume::plan(papers).take().file_system());
    };
    EXPECT_EQ(file_system_for(0xFFFFFFFF), "FAT32");
    EXPECT_EQ(file_system_for(0x100000000), "exFAT");
}
