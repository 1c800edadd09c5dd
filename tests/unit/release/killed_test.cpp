// SPDX-License-Identifier: MIT
// sekisho-release itself, ended or failed by the system at every call that it makes: what lies
// there is nothing, visibly incomplete, or whole; and a second try makes it whole.
#include "kiosk/release/fat32/reader.h"
#include "tests/unit/release/bench.h"

#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>

namespace fs = std::filesystem;

class KilledTest : public testing::TestWithParam<std::string> {
protected:
    KilledTest()
    {
        bench.fill({ { "資料/計画書.txt", "plan\n" }, { "README.txt", "hello\n" } });
        order = bench.order(destination());
        // The first of all releases makes the key.
        auto first = bench.carry_out(bench.order("dir:" + bench.path("first")));
        EXPECT_TRUE(first) << first.error().message;
    }

    bool is_image() const { return GetParam() == "image"; }
    std::string destination() const
    {
        return is_image() ? "image:" + bench.path("out/out.img") : "dir:" + bench.path("out");
    }

    // The program under strace, which does `what` to it.
    Result<release::Released> with(const std::string& what)
    {
        auto script = bench.path("script");
        std::ofstream(script) << "#!/bin/sh\nexec /usr/bin/strace -qq -o " << bench.path("trace")
                              << " " << what << " " SEKISHO_LIBEXEC "/sekisho-release \"$@\"\n";
        fs::permissions(script, fs::perms::owner_all);
        auto traced = order;
        traced.program = script;
        if (is_image())
            fs::create_directories(bench.folder / "out");
        return bench.carry_out(traced);
    }

    std::map<std::string, int> calls()
    {
        std::ifstream trace(bench.path("trace"));
        std::map<std::string, int> counted;
        for (std::string line; std::getline(trace, line);)
            ++counted[line.substr(0, line.find('('))];
        return counted;
    }

    enum class State { Nothing, Incomplete, Whole };
    State state_of_folder()
    {
        auto files = Bench::files_in(bench.folder / "out");
        if (files.empty())
            return State::Nothing;
        if (files.contains("INCOMPLETE.txt"))
            return State::Incomplete;
        EXPECT_EQ(files.size(), 5u);
        EXPECT_EQ(files["MANIFEST.json"], bench.manifest);
        EXPECT_EQ(files["README.txt"], "hello\n");
        EXPECT_EQ(files["資料/計画書.txt"], "plan\n");
        EXPECT_FALSE(files["MANIFEST.json.sig"].empty() || files["RECEIPT.txt"].empty());
        return State::Whole;
    }
    State state_of_image()
    {
        auto growing = bench.path("out/out.img.incomplete");
        if (fs::exists(bench.path("out/out.img"))) {
            EXPECT_FALSE(fs::exists(growing));
            auto device = fat32::FileDevice::of(
                base::Descriptor(open(bench.path("out/out.img").c_str(), O_RDONLY | O_CLOEXEC)))
                              .take();
            int files = 0;
            auto read = fat32::read_volume(
                device, fat32::FirstSector::Written, [&](const fat32::Found&) -> Result<void> {
                    ++files;
                    return {};
                });
            EXPECT_TRUE(read) << read.error().message;
            EXPECT_EQ(files, 5);
            return State::Whole;
        }
        return fs::exists(growing) ? State::Incomplete : State::Nothing;
    }
    State state() { return is_image() ? state_of_image() : state_of_folder(); }

    // Every call of these kinds, one after the other, in a destination of its own.
    void at_every_call(const std::string& effect, std::initializer_list<const char*> kinds)
    {
        ASSERT_TRUE(with(""));
        auto counted = calls();
        int tries = 0;
        for (std::string kind : kinds) {
            for (int number = 1; number <= std::min(counted[kind], 20); ++number) {
                SCOPED_TRACE(kind + " " + std::to_string(number));
                fs::remove_all(bench.folder / "out");
                auto done
                    = with("-e inject=" + kind + ":" + effect + ":when=" + std::to_string(number));
                auto found = state();
                if (done) {
                    EXPECT_EQ(found, State::Whole);
                }
                auto again = bench.carry_out(order);
                EXPECT_TRUE(again) << again.error().message;
                EXPECT_EQ(state(), State::Whole);
                ++tries;
            }
        }
        EXPECT_GT(tries, 10);
    }

    Bench bench;
    release::Order order;
};

TEST_P(KilledTest, AtAnyCallItIsNothingIncompleteOrWholeAndASecondTryIsWhole)
{
    at_every_call("signal=KILL",
        { "openat", "openat2", "mkdirat", "copy_file_range", "write", "pwrite64", "fallocate",
            "fsync", "syncfs", "pread64", "renameat", "renameat2", "unlinkat", "sendmsg" });
}

TEST_P(KilledTest, OnAFullOrFailingDiskItSaysSoAndASecondTryIsWhole)
{
    at_every_call("error=ENOSPC", { "openat2", "mkdirat", "write", "pwrite64", "fallocate" });
    at_every_call("error=EIO", { "fsync", "syncfs", "pread64", "read", "renameat", "renameat2" });
}

// A power cut after the last step finds every file on the disk.
TEST_P(KilledTest, TheFilesAreOnTheDiskBeforeTheReleaseIsWhole)
{
    ASSERT_TRUE(with(""));
    std::ifstream trace(bench.path("trace"));
    std::string sync = is_image() ? "fsync(" : "syncfs(";
    bool is_synced = false;
    for (std::string line; std::getline(trace, line);) {
        if (line.starts_with("copy_file_range(") || line.starts_with("pwrite64("))
            is_synced = false;
        if (line.starts_with(sync))
            is_synced = true;
        if (line.starts_with("renameat")) {
            EXPECT_TRUE(is_synced) << line;
        }
    }
    EXPECT_TRUE(is_synced);
}

TEST_P(KilledTest, AProcessThatEndsBadlyReleasedNothing)
{
    auto script = bench.path("script");
    std::ofstream(script) << "#!/bin/sh\n" SEKISHO_LIBEXEC "/sekisho-release \"$@\"\nexit 1\n";
    fs::permissions(script, fs::perms::owner_all);
    fs::create_directories(bench.folder / "out");
    order.program = script;
    auto done = bench.carry_out(order);
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().message.find("did not end well"), std::string::npos);
    EXPECT_EQ(state(), State::Whole);
}

TEST_P(KilledTest, WhatItCannotWriteToItLeavesAlone)
{
    auto fails = [&](const std::string& where, const std::string& words) {
        order.destination = where;
        auto done = bench.carry_out(order);
        EXPECT_FALSE(done) << where;
        EXPECT_NE(done.error().message.find(words), std::string::npos) << done.error().message;
    };
    fs::create_directories(bench.folder / "real");
    fs::create_directory_symlink(bench.folder / "real", bench.folder / "link");
    std::ofstream(bench.folder / "file") << "theirs";
    if (is_image()) {
        fails("image:" + bench.path("real/nowhere/out.img"), "folder");
        fails("image:" + bench.path("file/out.img"), "folder");
        fails("image:" + bench.state + "/ledger/out.img", "own folder");
        fails("image:relative.img", "destination is");
    } else {
        fails("dir:" + bench.path("link"), "is a link");
        fails("dir:" + bench.path("file"), "cannot be made");
        fails("dir:" + bench.state, "own folder");
        fails("dir:" + bench.state + "/people", "own folder");
        fails("dir:relative", "destination is");
    }
    EXPECT_TRUE(fs::is_empty(bench.folder / "real"));
}

INSTANTIATE_TEST_SUITE_P(Destinations, KilledTest, testing::Values("folder", "image"),
    [](const auto& one) { return one.param; });
