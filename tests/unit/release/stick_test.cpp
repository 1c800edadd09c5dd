// SPDX-License-Identifier: MIT
// A release to a stick: sekisho-release itself, and on the other side of its channel the worker's
// own code on a stick in memory, which fails, lies or goes away.
#include "kiosk/ledger/proof.h"
#include "kiosk/release/mark.h"
#include "kiosk/release/usb/session.h"
#include "kiosk/release/volume.h"
#include "tests/fakes/stick/stick.h"
#include "tests/unit/release/bench.h"

#include <fstream>
#include <gmock/gmock.h>
#include <thread>

using fakes::Stick;
using testing::HasSubstr;

namespace {

constexpr std::uint64_t sectors = 48 * 2048;

class StickTest : public testing::Test {
protected:
    StickTest()
        : stick(sectors)
    {
        stick.make_writable();
        std::ranges::fill(stick.storage, 0xa5); // Whatever was on it.
        bench.fill(Bench::some_files());
        order = bench.order("usb:");
        order.medium_receipt = registration(release::hash_of(identity));
        order.next_session = [this] { return next_session(); };
    }
    ~StickTest() override { end_session(); }

    std::string registration(const base::Digest& mark, const char* kind = "output")
    {
        return bench.receipt({ { "type", "media_change" }, { "change", "register" },
            { "kind", kind }, { "mark_sha256", base::to_hex(mark) } });
    }

    void end_session()
    {
        if (worker.joinable())
            worker.join();
    }

    // As the broker does it: the process before has ended, the device came back.
    Result<release::Session> next_session()
    {
        end_session();
        if (stick.unplugged)
            return Error { "nothing is plugged into port 2-1" };
        ++sessions;
        if (at_session)
            at_session(sessions);
        auto [broker, worker_end] = wire::Channel::pair().take();
        auto [ours, asking] = wire::Channel::pair().take();
        worker = std::thread(
            [this, channel = std::move(worker_end), to = std::move(asking)]() mutable {
                fakes::Impatience patience;
                EXPECT_TRUE(usb::serve_output(channel, stick, patience, to));
            });
        static_cast<void>(broker.receive(1 << 20, 0)); // Opened.
        return release::Session { std::move(ours), stick.blocks };
    }

    Result<release::Released> write() { return bench.carry_out(order); }
    void mark() { ASSERT_TRUE(release::mark_stick(order, identity)); }

    enum class Found { Nothing, Whole };
    // As whoever finds the stick sees it.
    Found found()
    {
        auto first = base::View(stick.storage).first(512);
        if (first[510] != 0x55 || first[511] != 0xAA) {
            return Found::Nothing;
        }
        std::ofstream(bench.path("stick.img"), std::ios::binary)
            .write(reinterpret_cast<const char*>(stick.storage.data()),
                static_cast<std::streamsize>(stick.storage.size()));
        std::filesystem::create_directories(bench.folder / "copied");
        EXPECT_EQ(run("mcopy -s -n -i stick.img@@1M '::*' copied/"), 0);
        auto files = Bench::files_in(bench.folder / "copied");
        for (const auto& [name, content] : Bench::some_files())
            EXPECT_EQ(files[name], content) << name;
        EXPECT_EQ(files["MANIFEST.json"], bench.manifest);
        return Found::Whole;
    }
    int run(const std::string& command)
    {
        return std::system(("cd " + bench.folder.string() + " && export LC_ALL=C.UTF-8 && ("
            + command + ") >" + bench.path("log") + " 2>&1")
                               .c_str());
    }
    std::string refusal()
    {
        auto before = stick.storage;
        auto writes = stick.writes;
        auto written = write();
        EXPECT_FALSE(written);
        EXPECT_EQ(stick.writes, writes);
        EXPECT_TRUE(stick.storage == before);
        return written ? "" : written.error().message;
    }

    Bench bench;
    release::Order order;
    release::Identity identity { 1, 2, 3, 4 };
    Stick stick;
    int sessions { 0 };
    std::function<void(int)> at_session;
    std::thread worker;
};

}

TEST_F(StickTest, IsWholeForOthersAndProvedAfterItCameBack)
{
    mark();
    EXPECT_EQ(sessions, 2);
    auto written = write();
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_EQ(sessions, 5);
    EXPECT_EQ(written.value().files, 4u);
    EXPECT_EQ(written.value().file_system, "FAT32");
    EXPECT_EQ(found(), Found::Whole);
    EXPECT_EQ(run("dd bs=1M skip=1 status=none if=stick.img of=volume.img"
                  " && PATH=$PATH:/usr/sbin fsck.fat -n volume.img"),
        0);
    EXPECT_EQ(run("cd copied && find . -type f -printf '%P\\0' | LC_ALL=C sort -z"
                  " | xargs -0 sha256sum | sha256sum | grep -q "
                  + written.value().list_sha256),
        0);
}

TEST_F(StickTest, TheSameTransferMakesTheSameStick)
{
    mark();
    ASSERT_TRUE(write());
    auto first = stick.storage;
    ASSERT_TRUE(write());
    EXPECT_TRUE(stick.storage == first);
}

TEST_F(StickTest, WithoutThisStationsMarkNothingIsWritten)
{
    EXPECT_THAT(refusal(), HasSubstr("does not carry this station's mark"));
}

TEST_F(StickTest, WithTheMarkOfAnotherNothingIsWritten)
{
    mark();
    order.medium_receipt = registration(release::hash_of({ 9 }));
    auto words = refusal();
    EXPECT_THAT(words, HasSubstr("another stick with the same serial number"));
    EXPECT_THAT(words, HasSubstr("製造番号が同じ別の"));
}

TEST_F(StickTest, WithoutAReceiptOfItsRegistrationNothingIsWritten)
{
    mark();
    order.medium_receipt = registration(release::hash_of(identity), "input");
    EXPECT_THAT(refusal(), HasSubstr("something else than an output medium"));
    order.medium_receipt = bench.approval();
    EXPECT_THAT(refusal(), HasSubstr("something else than an output medium"));
    order.medium_receipt = "";
    refusal();
}

TEST_F(StickTest, WithoutAnApprovalNothingIsWrittenNorIsASessionAskedFor)
{
    mark();
    auto before = sessions;
    order.approval_receipts.clear();
    EXPECT_THAT(refusal(), HasSubstr("nobody has approved"));
    EXPECT_EQ(sessions, before);
}

TEST_F(StickTest, TooSmallIsSaidBeforeAnythingIsWritten)
{
    mark();
    auto files = Bench::some_files();
    files["large.bin"] = std::string(47 << 20, 'x');
    bench.fill(files);
    auto receipt = order.medium_receipt;
    order = bench.order("usb:");
    order.medium_receipt = receipt;
    order.next_session = [this] { return next_session(); };
    EXPECT_THAT(refusal(), HasSubstr("too small"));
}

TEST_F(StickTest, WriteProtectedIsSaidAndChangesNothing)
{
    mark();
    stick.write_protected = true;
    auto before = stick.storage;
    auto written = write();
    ASSERT_FALSE(written);
    EXPECT_THAT(written.error().message, HasSubstr("write protected"));
    EXPECT_TRUE(stick.storage == before);
}

// Registered while it was sound, or marked by whoever made it: every size that it may truly have.
TEST_F(StickTest, ALieAboutItsSizeIsFoundBeforeTheReceipt)
{
    mark();
    const auto marked = stick.storage;
    for (auto beyond : { Stick::Beyond::Wraps, Stick::Beyond::Drops }) {
        for (std::uint64_t true_sectors : { sectors / 2, sectors / 4, sectors / 2 + 12'345,
                 sectors / 3, sectors - 1, sectors - 64, sectors - 3000, sectors * 7 / 8 + 1,
                 std::uint64_t { 5000 }, std::uint64_t { 2100 } }) {
            SCOPED_TRACE(std::to_string(true_sectors)
                + (beyond == Stick::Beyond::Wraps ? " wraps" : " drops"));
            stick.storage = marked;
            stick.beyond = beyond;
            stick.true_blocks = true_sectors;
            auto written = write();
            ASSERT_FALSE(written);
            EXPECT_THAT(written.error().message, HasSubstr("larger than it is"));
            EXPECT_EQ(found(), Found::Nothing);
        }
    }
}

TEST_F(StickTest, ALieAboutItsSizeIsFoundWhenItIsRegistered)
{
    for (auto beyond : { Stick::Beyond::Wraps, Stick::Beyond::Drops }) {
        for (std::uint64_t part : { 2, 4, 8 }) {
            stick.beyond = beyond;
            stick.true_blocks = sectors / part;
            auto marked = release::mark_stick(order, identity);
            ASSERT_FALSE(marked);
            EXPECT_THAT(marked.error().message, HasSubstr("larger than it is"));
        }
    }
}

TEST_F(StickTest, PulledOutAtAnyWriteItIsVisiblyNotWholeAndTheNextTryIsWhole)
{
    mark();
    const auto marked = stick.storage;
    auto before = stick.writes;
    ASSERT_TRUE(write());
    auto writes = stick.writes - before;
    ASSERT_GT(writes, 20);
    // Each of the first and the last, and some of the many alike between.
    for (int after = 0; after < writes; after += after < 8 || after > writes - 12 ? 1 : 7) {
        SCOPED_TRACE(after);
        stick.storage = marked;
        stick.writes_left = after;
        EXPECT_FALSE(write());
        EXPECT_TRUE(stick.unplugged);
        if (after > 0) {
            EXPECT_EQ(found(), Found::Nothing);
        }
        stick.unplugged = false;
        stick.writes_left = INT32_MAX;
        auto again = write();
        EXPECT_TRUE(again) << again.error().message;
    }
    EXPECT_EQ(found(), Found::Whole);
}

TEST_F(StickTest, AFailingWriteIsSaidAndLeavesItVisiblyNotWhole)
{
    mark();
    const auto marked = stick.storage;
    for (int good : { 0, 1, 2, 3, 10, 20 }) {
        SCOPED_TRACE(good);
        stick.storage = marked;
        stick.good_writes_left = good;
        auto written = write();
        ASSERT_FALSE(written);
        EXPECT_THAT(written.error().message, HasSubstr("bad sectors"));
        if (good > 0) {
            EXPECT_EQ(found(), Found::Nothing);
        }
    }
}

TEST_F(StickTest, WhatComesBackDifferentlyIsNeverSealed)
{
    mark();
    const auto marked = stick.storage;
    ASSERT_TRUE(write());
    const auto whole = stick.storage;
    int changed = 0;
    // One bit of what was written, wherever it stands; sector 0 is written later.
    for (std::uint64_t sector = 1; sector < sectors; sector += sector < 2100 ? 97 : 331) {
        auto place = static_cast<std::ptrdiff_t>(sector * 512);
        if (std::equal(whole.begin() + place, whole.begin() + place + 512, marked.begin() + place)
            && sector >= 2040)
            continue; // Never written.
        SCOPED_TRACE(sector);
        stick.storage = marked;
        auto base_sessions = sessions;
        at_session = [&](int session) {
            if (session == base_sessions + 2)
                stick.storage[sector * 512 + 100] ^= 1;
        };
        EXPECT_FALSE(write());
        EXPECT_EQ(found(), Found::Nothing);
        ++changed;
    }
    EXPECT_GT(changed, 20);
}

TEST_F(StickTest, AnotherSizeAfterItCameBackEndsIt)
{
    mark();
    auto first = sessions + 1;
    at_session = [&](int session) {
        if (session > first)
            stick.blocks = sectors - 2048;
    };
    auto written = write();
    ASSERT_FALSE(written);
    EXPECT_THAT(written.error().message, HasSubstr("changed its size"));
    EXPECT_EQ(found(), Found::Nothing);
}
