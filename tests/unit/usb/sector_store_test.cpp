// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/sector_store.h"

#include "kiosk/core/base/memory_file.h"
#include "tests/fakes/stick/stick.h"

#include <gtest/gtest.h>
#include <random>

using fakes::Lie, fakes::Stick;
using usb::Coverage, usb::Disk, usb::Fetched, usb::Quality, usb::SectorStore, usb::Span;

namespace {

struct Rig {
    explicit Rig(Stick& stick)
        : disk(Disk::open(stick, patience).take())
        , file(base::create_memory_file("sectors").take())
        , store(disk, file.duplicate().take())
    {
    }

    base::Bytes bytes(std::uint64_t offset, std::size_t count)
    {
        base::Bytes content(count);
        EXPECT_TRUE(base::read_fully_at(file, offset, content));
        return content;
    }

    fakes::Impatience patience;
    Disk disk;
    base::Descriptor file;
    SectorStore store;
};

base::Bytes expected(std::uint64_t offset, std::size_t count)
{
    base::Bytes content(count);
    for (std::size_t i = 0; i < count; ++i)
        content[i] = Stick::byte_at(offset + i);
    return content;
}

}

TEST(Coverage, AgreesWithATableOfEachByte)
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        Coverage coverage;
        std::vector<int> table(200, 0); // 0 unread, 1 good, 2 bad.
        for (int step = 0; step < 40; ++step) {
            std::uint64_t start = random() % 200;
            Span asked { start, start + 1 + random() % (200 - start) };
            auto first
                = std::find(table.begin() + long(asked.start), table.begin() + long(asked.end), 0);
            auto gap = coverage.first_gap(asked);
            ASSERT_EQ(gap.has_value(), first != table.begin() + long(asked.end));
            auto bad
                = std::find(table.begin() + long(asked.start), table.begin() + long(asked.end), 2);
            ASSERT_EQ(coverage.any_bad(asked), bad != table.begin() + long(asked.end));
            if (!gap)
                continue;
            ASSERT_EQ(gap->start, std::uint64_t(first - table.begin()));
            auto last = std::find_if(
                first, table.begin() + long(asked.end), [](int v) { return v != 0; });
            ASSERT_EQ(gap->end, std::uint64_t(last - table.begin()));
            auto quality = random() % 3 == 0 ? Quality::Bad : Quality::Good;
            coverage.set(*gap, quality);
            std::fill(first, last, quality == Quality::Bad ? 2 : 1);
        }
    }
}

TEST(SectorStore, BringsWhatIsAskedForAndEachBlockOnce)
{
    Stick stick(1 << 16);
    stick.two_faced = true; // A second reading would show.
    Rig rig(stick);
    std::mt19937 random(11);
    for (int i = 0; i < 300; ++i) {
        std::uint64_t offset = random() % ((32u << 20) - 100'000);
        std::uint64_t bytes = 1 + random() % 100'000;
        ASSERT_EQ(rig.store.fetch(offset, bytes), Fetched::Good);
        ASSERT_EQ(rig.bytes(offset, bytes), expected(offset, bytes));
    }
    for (auto [block, times] : stick.times_read)
        ASSERT_EQ(times, 1) << block;
}

TEST(SectorStore, ReadsAheadOnlyInSequence)
{
    Stick stick(1 << 16);
    Rig rig(stick);
    for (std::uint64_t offset = 0; offset < 8 << 20; offset += 4096)
        ASSERT_EQ(rig.store.fetch(offset, 4096), Fetched::Good);
    EXPECT_EQ(stick.reads, 9); // The ninth mebibyte is on its way.
    Stick jumping(1 << 16);
    Rig other(jumping);
    for (std::uint64_t offset = 16 << 20; offset > 8 << 20; offset -= 1 << 20)
        ASSERT_EQ(other.store.fetch(offset, 4096), Fetched::Good);
    EXPECT_EQ(other.store.bytes_read(), 8u * 4096);
}

TEST(SectorStore, WhatWasBegunAheadIsKeptOrNobodysLoss)
{
    Stick stick(1 << 15);
    stick.two_faced = true;
    stick.bad_blocks = { (4 << 11) + 5 };
    Rig rig(stick);
    for (std::uint64_t offset = 0; offset < 4 << 20; offset += 1 << 20)
        ASSERT_EQ(rig.store.fetch(offset, 1 << 20), Fetched::Good);
    // Ahead of here lies a bad block; elsewhere is not harmed by it, and it costs itself only.
    ASSERT_EQ(rig.store.fetch(10 << 20, 4096), Fetched::Good);
    EXPECT_EQ(rig.bytes(10 << 20, 4096), expected(10 << 20, 4096));
    EXPECT_EQ(rig.store.fetch(4 << 20, 1 << 20), Fetched::Bad);
    EXPECT_EQ(rig.store.bytes_bad(), 512u);
    // And what came ahead was read well is not read again.
    for (std::uint64_t offset = 5 << 20; offset < 9 << 20; offset += 1 << 20)
        ASSERT_EQ(rig.store.fetch(offset, 1 << 20), Fetched::Good);
    ASSERT_EQ(rig.store.fetch(14 << 20, 512), Fetched::Good);
    ASSERT_EQ(rig.store.fetch(9 << 20, 1 << 20), Fetched::Good);
    rig.store.settle();
    EXPECT_EQ(rig.bytes(9 << 20, 1 << 20), expected(9 << 20, 1 << 20));
    for (auto [place, times] : stick.times_read)
        ASSERT_EQ(times, 1) << place;
    EXPECT_EQ(rig.store.why_over(), "");
}

TEST(SectorStore, ALieAheadEndsTheSessionAtTheNextAsking)
{
    Stick stick(1 << 15);
    stick.lie = Lie::WrongTag;
    stick.lie_from_read = 4; // The second that is begun ahead.
    Rig rig(stick);
    std::uint64_t good = 0;
    while (rig.store.fetch(good << 20, 1 << 20) == Fetched::Good)
        ++good;
    EXPECT_EQ(good, 3u);
    EXPECT_EQ(rig.bytes(0, 3 << 20), expected(0, 3 << 20));
    EXPECT_NE(rig.store.why_over().find("wrong tag"), std::string::npos);
}

TEST(SectorStore, ABadBlockCostsOnlyItself)
{
    for (std::uint32_t block : { 512u, 4096u }) {
        Stick stick(1 << 14, block);
        stick.bad_blocks = { 100, 777 };
        Rig rig(stick);
        ASSERT_EQ(rig.store.fetch(0, std::uint64_t { 1024 } * block), Fetched::Bad);
        EXPECT_EQ(rig.store.bytes_bad(), 2u * block);
        for (std::uint64_t i = 0; i < 1024; ++i) {
            auto state = rig.store.fetch(i * block, block);
            ASSERT_EQ(state, stick.bad_blocks.contains(i) ? Fetched::Bad : Fetched::Good) << i;
            if (state == Fetched::Good) {
                ASSERT_EQ(rig.bytes(i * block, block), expected(i * block, block));
            }
        }
        for (auto [place, times] : stick.times_read)
            ASSERT_EQ(times, 1) << place;
    }
}

TEST(SectorStore, BadBlocksAheadDoNotHarmWhatIsAskedFor)
{
    Stick stick(1 << 14);
    stick.bad_blocks = { 200 };
    Rig rig(stick);
    EXPECT_EQ(rig.store.fetch(0, 4096), Fetched::Good);
    EXPECT_EQ(rig.bytes(0, 4096), expected(0, 4096));
}

TEST(SectorStore, AStickOfBadBlocksIsGivenUpInBoundedTries)
{
    Stick stick(1 << 20);
    for (std::uint64_t i = 0; i < 1 << 20; ++i)
        stick.bad_blocks.insert(i);
    Rig rig(stick);
    for (std::uint64_t offset = 0; offset < 512 << 20; offset += 64 << 20)
        ASSERT_EQ(rig.store.fetch(offset, 64 << 20), Fetched::Bad);
    EXPECT_LT(stick.reads, 4000);
    EXPECT_EQ(rig.store.bytes_bad(), 512u << 20);
}

TEST(SectorStore, WhoAsksForWhatIsNotThereIsNotServedAgain)
{
    struct Case {
        std::uint64_t offset;
        std::uint64_t bytes;
    };
    constexpr std::uint64_t blocks = SectorStore::largest_fetch / 512 + 8;
    constexpr std::uint64_t size = blocks * 512;
    for (auto [offset, bytes] : { Case { 0, 0 }, Case { size, 1 }, Case { size - 1, 2 },
             Case { ~0ull, 1 }, Case { 1, ~0ull }, Case { 0, SectorStore::largest_fetch + 1 } }) {
        Stick stick(blocks);
        Rig rig(stick);
        EXPECT_EQ(rig.store.fetch(size - 1, 1), Fetched::Good);
        EXPECT_EQ(rig.store.fetch(offset, bytes), Fetched::Over);
        EXPECT_EQ(rig.store.fetch(0, 1), Fetched::Over);
        EXPECT_FALSE(rig.store.why_over().empty());
    }
}

TEST(SectorStore, WhatEndsTheSessionIsTold)
{
    Stick stick(4096);
    stick.lie = Lie::WrongTag;
    stick.lie_from_read = 2;
    Rig rig(stick);
    EXPECT_EQ(rig.store.fetch(1 << 20, 512), Fetched::Good);
    EXPECT_EQ(rig.store.fetch(0, 512), Fetched::Over);
    EXPECT_NE(rig.store.why_over().find("wrong tag"), std::string::npos);
}
