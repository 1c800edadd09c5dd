// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/disk.h"
#include "tests/fakes/stick/stick.h"

#include <gtest/gtest.h>

using fakes::Lie, fakes::Stick;
using usb::Disk, usb::ReadEnd;

namespace {

struct Session {
    explicit Session(Stick& stick)
        : disk(Disk::open(stick, patience))
    {
    }
    Disk& operator*() { return disk.value(); }
    Disk* operator->() { return &disk.value(); }

    fakes::Impatience patience;
    Result<Disk> disk;
};

base::Bytes expected(std::uint64_t offset, std::size_t bytes)
{
    base::Bytes content(bytes);
    for (std::size_t i = 0; i < bytes; ++i)
        content[i] = Stick::byte_at(offset + i);
    return content;
}

}

TEST(Disk, ReadsWhatIsThereAtEachBlockSize)
{
    for (std::uint32_t block : { 512u, 2048u, 4096u }) {
        Stick stick(4096, block);
        Session disk(stick);
        ASSERT_TRUE(disk.disk) << disk.disk.error().message;
        EXPECT_EQ(disk->facts().capacity, (usb::scsi::Capacity { 4096, block }));
        base::Bytes into(std::size_t { 8 } * block);
        EXPECT_EQ(disk->read(100, into), ReadEnd::Good);
        EXPECT_EQ(into, expected(std::uint64_t { 100 } * block, into.size()));
        EXPECT_EQ(disk->read(4088, into), ReadEnd::Good);
        EXPECT_EQ(disk->read(4089, into), ReadEnd::Bad) << "beyond the end";
    }
}

TEST(Disk, RefusesOtherBlockSizesAndImpossibleSizes)
{
    for (std::uint32_t block : { 0u, 520u, 1024u, 8192u }) {
        Stick stick(4096, block);
        EXPECT_FALSE(Session(stick).disk) << block;
    }
    Stick huge(1ull << 62, 4096);
    EXPECT_FALSE(Session(huge).disk);
}

// Its bytes are counted in 63 bits.
TEST(Disk, TakesTheLargestSizeThatCanBeCountedAndNoLarger)
{
    for (std::uint32_t block : { 512u, 2048u, 4096u }) {
        auto answer = [&](std::uint64_t blocks) {
            base::Bytes bytes;
            base::append_u32_be(bytes, static_cast<std::uint32_t>((blocks - 1) >> 32));
            base::append_u32_be(bytes, static_cast<std::uint32_t>(blocks - 1));
            base::append_u32_be(bytes, block);
            bytes.resize(32);
            return usb::scsi::parse_capacity_16(bytes);
        };
        auto most = (1ull << 63) / block - 1;
        auto largest = answer(most);
        ASSERT_TRUE(largest) << largest.error().message;
        EXPECT_EQ(largest.value(), (usb::scsi::Capacity { most, block }));
        EXPECT_FALSE(answer(most + 1)) << block;
    }
}

TEST(Disk, ReadsBeyondTwoTebibytesWithTheLongCommand)
{
    Stick stick(6ull << 30);
    Session disk(stick);
    ASSERT_TRUE(disk.disk) << disk.disk.error().message;
    EXPECT_EQ(disk->facts().capacity.blocks, 6ull << 30);
    base::Bytes into(512);
    for (std::uint64_t block : { 0xffffffffull, 0x100000000ull, (6ull << 30) - 1 }) {
        EXPECT_EQ(disk->read(block, into), ReadEnd::Good) << block;
        EXPECT_EQ(into, expected(block * 512, 512));
    }
    EXPECT_EQ(stick.commands.back()[0], 0x88);
}

TEST(Disk, SendsOnlyCommandsThatRead)
{
    Stick stick(4096);
    Session disk(stick);
    base::Bytes into(4096);
    disk->read(0, into);
    disk->check_unchanged();
    for (const auto& command : stick.commands)
        EXPECT_EQ(usb::scsi::effect_of(command), usb::scsi::Effect::Reads) << int(command[0]);
}

TEST(Disk, TellsWriteProtectionAndEscapesWhatTheDeviceCallsItself)
{
    Stick stick(4096);
    EXPECT_EQ(Session(stick)->facts().protection, usb::scsi::WriteProtection::Off);
    stick.write_protected = true;
    Session disk(stick);
    EXPECT_EQ(disk->facts().protection, usb::scsi::WriteProtection::On);
    EXPECT_EQ(disk->facts().inquiry.vendor, "ACME");
    EXPECT_EQ(disk->facts().inquiry.product, "Stick\\u{1B}[31m");
}

TEST(Disk, WaitsForADriveThatIsBecomingReady)
{
    Stick stick(4096);
    stick.busy_answers = 20;
    Session disk(stick);
    EXPECT_TRUE(disk.disk);
    EXPECT_EQ(disk.patience.waits, 20);
    stick.busy_answers = 1000;
    EXPECT_FALSE(Session(stick).disk);
}

TEST(Disk, BringsUpADeviceInItsTimeOrNotAtAll)
{
    Stick stick(4096);
    fakes::Impatience patience;
    auto late = Disk::open(stick, patience, usb::Milliseconds { -1 });
    ASSERT_FALSE(late);
    EXPECT_NE(late.error().message.find("no answer in time"), std::string::npos);
    EXPECT_TRUE(stick.commands.empty());
    auto disk = Disk::open(stick, patience, usb::Milliseconds { 60'000 });
    ASSERT_TRUE(disk);
    base::Bytes into(512);
    EXPECT_EQ(disk.value().read(0, into), ReadEnd::Good);
}

TEST(Disk, ABadBlockCostsItselfAndItsDataIsNotBelieved)
{
    Stick stick(4096);
    stick.bad_blocks = { 77 };
    Session disk(stick);
    base::Bytes into(512);
    EXPECT_EQ(disk->read(77, into), ReadEnd::Bad);
    EXPECT_EQ(disk->read(76, into), ReadEnd::Good);
    EXPECT_EQ(disk->read(78, into), ReadEnd::Good);
    EXPECT_EQ(into, expected(78 * 512, 512));
}

TEST(Disk, ALieEndsTheSessionAndNothingIsHeardAfterIt)
{
    struct Case {
        Lie lie;
        const char* why;
    };
    for (auto [lie, why] :
        { Case { Lie::WrongTag, "wrong tag" }, Case { Lie::WrongSignature, "wrong signature" },
            Case { Lie::PhaseError, "phase error" }, Case { Lie::ShortGood, "wrong length" },
            Case { Lie::ShortHonest, "less than asked for" },
            Case { Lie::NoDataGood, "wrong length" }, Case { Lie::Babble, "more data" },
            Case { Lie::Hang, "no answer in time" }, Case { Lie::StallForGood, "stalled" },
            Case { Lie::ShortStatus, "wrong length" }, Case { Lie::StatusFirst, "wrong length" },
            Case { Lie::NoLength, "wrong length" }, Case { Lie::SenseWrongTag, "wrong tag" },
            Case { Lie::HugeResidue, "wrong residue" },
            Case { Lie::MediumChange, "its medium changed" },
            Case { Lie::MediumGone, "its medium was taken out" } }) {
        Stick stick(4096);
        stick.lie = lie;
        stick.lie_from_read = 2;
        Session disk(stick);
        base::Bytes into(2048);
        ASSERT_EQ(disk->read(0, into), ReadEnd::Good) << why;
        EXPECT_EQ(disk->read(8, into), ReadEnd::Over) << why;
        EXPECT_NE(disk->over().find(why), std::string::npos) << why << ": " << disk->over();
        stick.lie = Lie::None;
        auto heard = stick.commands.size();
        EXPECT_EQ(disk->read(0, into), ReadEnd::Over) << why;
        EXPECT_EQ(disk->check_unchanged(), ReadEnd::Over) << why;
        EXPECT_EQ(stick.commands.size(), heard) << why;
    }
}

TEST(Disk, AnotherCapacityEndsTheSession)
{
    for (auto lie : { Lie::GrowingCapacity, Lie::ShrinkingCapacity, Lie::OtherBlockSize }) {
        Stick stick(4096);
        stick.lie = lie;
        Session disk(stick);
        EXPECT_EQ(disk->check_unchanged(), ReadEnd::Over);
        EXPECT_EQ(disk->over(), "its capacity changed while it was read");
    }
}

TEST(Disk, AFailureWithoutAReasonIsAFailure)
{
    Stick stick(4096);
    stick.lie = Lie::SenseSaysFine;
    Session disk(stick);
    base::Bytes into(512);
    EXPECT_EQ(disk->read(0, into), ReadEnd::Bad);
    stick.lie = Lie::None;
    EXPECT_EQ(disk->read(0, into), ReadEnd::Good);
}

TEST(Disk, AskedWhileItIsBroughtUpALiarIsNotTaken)
{
    for (auto lie : { Lie::WrongTag, Lie::WrongSignature, Lie::ShortGood, Lie::NoDataGood,
             Lie::Babble, Lie::Hang, Lie::StallForGood, Lie::ShortStatus, Lie::HugeResidue,
             Lie::StatusFirst, Lie::NoLength, Lie::PhaseError }) {
        Stick stick(4096);
        stick.lie = lie;
        stick.lies_about_all = true;
        Session disk(stick);
        EXPECT_FALSE(disk.disk) << static_cast<int>(lie);
        EXPECT_LE(stick.commands.size(), 8u) << static_cast<int>(lie);
    }
}

TEST(Disk, LooksAtTheCapacityAgainWhileItReads)
{
    Stick stick(2 << 20);
    stick.lie = Lie::GrowingCapacity;
    Session disk(stick);
    base::Bytes into(Disk::largest_read);
    int good = 0;
    while (good < 1000 && disk->read(0, into) == ReadEnd::Good)
        ++good;
    EXPECT_EQ(good, 256);
}

TEST(Disk, MendsAHangAndAStalledStatusByAReset)
{
    for (auto lie : { Lie::HangOnce, Lie::StallStatus }) {
        Stick stick(4096);
        stick.lie = lie;
        Session disk(stick);
        base::Bytes into(1024);
        EXPECT_EQ(disk->read(3, into), ReadEnd::Good);
        EXPECT_EQ(into, expected(3 * 512, 1024));
        EXPECT_EQ(stick.resets, lie == Lie::HangOnce ? 1 : 0);
    }
}

TEST(Disk, MendsSoManyTimesAndNoMore)
{
    Stick stick(4096);
    Session disk(stick);
    base::Bytes into(512);
    int good = 0;
    for (; good < 1000; ++good) {
        stick.lie = Lie::HangOnce;
        if (disk->read(0, into) != ReadEnd::Good)
            break;
    }
    EXPECT_EQ(good, 32);
    EXPECT_EQ(disk->read(0, into), ReadEnd::Over);
}

TEST(Disk, AStickThatFailsAtLargeTransfersIsReadInSmallOnes)
{
    Stick stick(1 << 16);
    stick.most_at_once = Disk::small_transfer;
    stick.bad_blocks = { 5000 };
    Session disk(stick);
    base::Bytes into(Disk::largest_read);
    EXPECT_EQ(disk->read(7, into), ReadEnd::Good);
    EXPECT_EQ(into, expected(7 * 512, into.size()));
    EXPECT_EQ(disk->begin_read(9000, into), ReadEnd::Good);
    EXPECT_EQ(disk->finish_read(), ReadEnd::Good);
    EXPECT_EQ(into, expected(9000 * 512, into.size()));
    EXPECT_EQ(disk->read(4000, into), ReadEnd::Bad);
    EXPECT_EQ(stick.resets, 1) << "it is not asked for much again";
}

TEST(Disk, AStickThatFailsAtSmallTransfersTooIsOverSoon)
{
    Stick stick(1 << 16);
    stick.most_at_once = 16 << 10;
    Session disk(stick);
    base::Bytes into(Disk::largest_read);
    EXPECT_EQ(disk->read(0, into), ReadEnd::Over);
    EXPECT_LE(stick.resets, 4);
}

TEST(Disk, AStickThatFailsAtLargeTransfersIsWrittenInSmallOnes)
{
    Stick stick(1 << 14);
    stick.make_writable();
    stick.most_at_once = Disk::small_transfer;
    Session disk(stick);
    auto content = expected(11, 300 * 512);
    for (std::uint64_t block : { 100u, 4000u }) {
        ASSERT_TRUE(disk->write(block, content)) << disk->over();
        base::Bytes into(content.size());
        EXPECT_EQ(disk->read(block, into), ReadEnd::Good);
        EXPECT_EQ(into, content);
    }
    EXPECT_EQ(stick.resets, 1);
}

TEST(Disk, UnpluggedIsOver)
{
    Stick stick(4096);
    Session disk(stick);
    stick.unplugged = true;
    base::Bytes into(512);
    EXPECT_EQ(disk->read(0, into), ReadEnd::Over);
    EXPECT_NE(disk->over().find("unplugged"), std::string::npos);
}

TEST(Disk, ReadsTheOneUnitThatHoldsAMedium)
{
    Stick reader(4096);
    reader.luns = 4;
    reader.without_medium = { 0, 1, 3 };
    Session disk(reader);
    ASSERT_TRUE(disk.disk) << disk.disk.error().message;
    EXPECT_EQ(disk->facts().lun, 2);
    EXPECT_EQ(disk->facts().units, 4);

    reader.without_medium = { 0, 1, 2, 3 };
    EXPECT_FALSE(Session(reader).disk);
    reader.without_medium = { 0, 1 };
    EXPECT_FALSE(Session(reader).disk) << "two media at once";

    reader.luns = 17; // One more than there can be: not believed.
    reader.without_medium = { 1, 2, 3 };
    Session alone(reader);
    ASSERT_TRUE(alone.disk) << alone.disk.error().message;
    EXPECT_EQ(alone->facts().units, 1);
}

TEST(Disk, ASecondUnitThatIsNoDiskEndsTheSession)
{
    Stick stick(4096);
    stick.luns = 2;
    stick.types = { 0, 5 };
    stick.without_medium = { 1 };
    EXPECT_FALSE(Session(stick).disk);
    stick.types = { 0, 3 };
    EXPECT_FALSE(Session(stick).disk);
    stick.types = { 0, 0 };
    EXPECT_TRUE(Session(stick).disk);
}

TEST(Disk, AnOpticalDriveAloneIsReadAndATapeIsNot)
{
    Stick stick(4096, 2048);
    stick.types = { 5 };
    EXPECT_TRUE(Session(stick).disk);
    stick.types = { 1 };
    EXPECT_FALSE(Session(stick).disk);
}
