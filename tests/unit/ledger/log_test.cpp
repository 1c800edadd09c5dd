// SPDX-License-Identifier: MIT
// The order of writes: whatever moment the power fails at, nothing acknowledged is lost.
#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/proof.h"
#include "kiosk/ledger/verify.h"
#include "tests/unit/ledger/memory_disk.h"

#include <gtest/gtest.h>

using namespace ledger;

class HandClock final : public base::Clock {
public:
    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
    }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::seconds(since_boot); }

    std::int64_t seconds { 1'800'000'000 };
    std::int64_t since_boot { 1 };
};

static HandClock still;

static nlohmann::json entry(int number)
{
    return { { "type", "test" }, { "number", number }, { "text", std::string(200, 'x') } };
}

// What somebody heard back before the power went.
struct Heard {
    std::uint64_t entries { 0 };
    std::vector<std::string> checkpoints;
};

// Appends until the disk stops, with a new key in between.
static Heard work(std::unique_ptr<Disk> disk)
{
    Heard heard;
    auto log = Log::open(std::move(disk), still);
    if (!log)
        return heard;
    auto hear = [&](const Result<Appended>& appended) {
        if (appended) {
            heard.entries = log.value()->size();
            heard.checkpoints.push_back(appended.value().checkpoint);
        }
        return static_cast<bool>(appended);
    };
    for (int batch = 0; batch < 4; ++batch) {
        if (batch == 2 && !hear(log.value()->rotate_key()))
            break;
        if (!hear(log.value()->append({ entry(batch * 2), entry(batch * 2 + 1) })))
            break;
    }
    return heard;
}

// A disk that stays with the test while the log owns a door to it.
class Door final : public Disk {
public:
    explicit Door(Disk& disk)
        : m_disk(disk)
    {
    }
    Result<base::Bytes> read(const std::string& p) override { return m_disk.read(p); }
    Result<base::Bytes> read_part(const std::string& p, std::uint64_t o, std::uint64_t s) override
    {
        return m_disk.read_part(p, o, s);
    }
    Result<bool> exists(const std::string& p) override { return m_disk.exists(p); }
    Result<std::uint64_t> size(const std::string& p) override { return m_disk.size(p); }
    Result<std::vector<std::string>> list(const std::string& p) override { return m_disk.list(p); }
    Result<void> remove_folder(const std::string& p) override { return m_disk.remove_folder(p); }
    Trouble trouble() const override { return m_disk.trouble(); }
    Result<void> append(const std::string& p, base::View b) override { return m_disk.append(p, b); }
    Result<void> write_new(const std::string& p, base::View b) override
    {
        return m_disk.write_new(p, b);
    }
    Result<void> truncate(const std::string& p, std::uint64_t s) override
    {
        return m_disk.truncate(p, s);
    }
    Result<void> sync(const std::string& p) override { return m_disk.sync(p); }
    Result<void> rename(const std::string& f, const std::string& t) override
    {
        return m_disk.rename(f, t);
    }
    Result<void> remove(const std::string& p) override { return m_disk.remove(p); }
    Result<void> make_folder(const std::string& p) override { return m_disk.make_folder(p); }
    Result<void> sync_folder(const std::string& p) override { return m_disk.sync_folder(p); }

private:
    Disk& m_disk;
};

struct Damage {
    int cuts { 0 };
    int lost { 0 }; // An acknowledged entry is gone, or the log does not open.
};

using Files = std::map<std::string, base::Bytes>;

// A log that is about to complete its first tile.
static Files almost_a_tile()
{
    MemoryDisk disk;
    auto log = Log::open(std::make_unique<Door>(disk), still).take();
    EXPECT_TRUE(log->append(std::vector<nlohmann::json>(251, { { "type", "test" } })));
    return disk.files();
}

// Cuts the power after every operation, several times with another part of the unsynced bytes.
static Damage cut_everywhere(Fault fault, int tries, const Files& before = {})
{
    Damage damage;
    auto whole = MemoryDisk::from(before);
    work(std::make_unique<Door>(*whole));
    std::mt19937_64 random(20261121);
    for (std::uint64_t stop = 0; stop <= whole->operations(); ++stop) {
        for (int i = 0; i < tries; ++i) {
            auto disk = MemoryDisk::from(before, fault);
            disk->stop_after(stop);
            auto heard = work(std::make_unique<Door>(*disk));
            ++damage.cuts;
            auto found = MemoryDisk::from(disk->after_power_cut(random));
            auto log = Log::open(std::make_unique<Door>(*found), still);
            if (!log || log.value()->size() < heard.entries) {
                ++damage.lost;
                continue;
            }
            // It goes on, the whole record holds, and it is no second history.
            Questions questions;
            questions.checkpoints = heard.checkpoints;
            if (!log.value()->append({ entry(99) })
                || !verify_ledger(*found, questions).findings.empty())
                ++damage.lost;
        }
    }
    return damage;
}

TEST(Log, LosesNothingAcknowledgedAtAnyPowerCut)
{
    auto damage = cut_everywhere(Fault::None, 15);
    EXPECT_GE(damage.cuts, 1000);
    EXPECT_EQ(damage.lost, 0);
}

TEST(Log, LosesNothingWhereATileBecomesFull)
{
    auto damage = cut_everywhere(Fault::None, 6, almost_a_tile());
    EXPECT_GE(damage.cuts, 400);
    EXPECT_EQ(damage.lost, 0);
}

TEST(Log, TheTestAboveSeesAMissingSync)
{
    for (auto fault : { Fault::EntriesNotSynced, Fault::CheckpointNotSynced, Fault::KeyNotSynced,
             Fault::FoldersNotSynced })
        EXPECT_GT(cut_everywhere(fault, 3).lost, 0) << static_cast<int>(fault);
    EXPECT_GT(cut_everywhere(Fault::TilesNotSynced, 2, almost_a_tile()).lost, 0);
}

TEST(Log, StopsForGoodAfterAnErrorOfItsDisk)
{
    MemoryDisk disk;
    auto log = Log::open(std::make_unique<Door>(disk), still).take();
    ASSERT_TRUE(log->append({ entry(1) }));
    disk.stop_after(1);
    EXPECT_FALSE(log->append({ entry(2) }));
    disk.stop_after(UINT64_MAX);
    EXPECT_FALSE(log->append({ entry(3) })); // The disk is back, the log is not.
}

TEST(Log, GoesOnWhenThereIsRoomAgain)
{
    auto bytes_of = [](const MemoryDisk& disk) {
        std::size_t sum = 0;
        for (const auto& [path, bytes] : disk.files())
            sum += bytes.size();
        return sum;
    };
    for (std::uint64_t room = 0; room < 12'000; room += 149) {
        MemoryDisk disk;
        auto log = Log::open(std::make_unique<Door>(disk), still).take();
        ASSERT_TRUE(log->append({ entry(1) }));
        auto checkpoint = log->checkpoint();
        disk.leave_room(room);
        std::uint64_t taken = 1;
        auto appended = log->append({ entry(2) });
        for (; appended; appended = log->append({ entry(2) }))
            ++taken;
        EXPECT_EQ(
            appended.error().message, "there is no room on the ledger's disk, so nothing may pass");
        EXPECT_EQ(log->health(), Health::Full);
        EXPECT_FALSE(log->append({ entry(3) }));
        log.reset();
        auto before = bytes_of(disk);
        EXPECT_GT(before, 0u);
        disk.leave_room(UINT64_MAX);
        auto again = Log::open(std::make_unique<Door>(disk), still);
        ASSERT_TRUE(again) << room << again.error().message;
        ASSERT_TRUE(again.value()->append({ entry(4) }));
        EXPECT_GT(again.value()->size(), taken);
        Questions questions;
        questions.checkpoints = { checkpoint };
        auto verification = verify_ledger(disk, questions);
        EXPECT_TRUE(verification.findings.empty()) << room << verification.findings[0].what;
    }
}

TEST(Log, DoesNotStartAnewWhereItsCheckpointIsGone)
{
    MemoryDisk disk;
    auto log = Log::open(std::make_unique<Door>(disk), still).take();
    ASSERT_TRUE(log->append({ entry(1) }));
    ASSERT_TRUE(log->append({ entry(2) }));
    log.reset();
    for (bool empty : { true, false }) {
        auto files = disk.files();
        if (empty)
            files["checkpoint"].clear();
        else
            files.erase("checkpoint");
        auto found = MemoryDisk::from(files);
        EXPECT_FALSE(Log::open(std::make_unique<Door>(*found), still));
    }
}

TEST(Log, DoesNotStartOnEntriesThatAreNotThoseOfItsCheckpoint)
{
    auto written = [](int last) {
        auto disk = std::make_unique<MemoryDisk>();
        auto log = Log::open(std::make_unique<Door>(*disk), still).take();
        EXPECT_TRUE(log->append({ entry(1) }));
        EXPECT_TRUE(log->append({ entry(last) }));
        return disk->files();
    };
    auto starts = [](const std::map<std::string, base::Bytes>& files) {
        auto disk = MemoryDisk::from(files);
        return static_cast<bool>(Log::open(std::make_unique<Door>(*disk), still));
    };
    auto files = written(2);
    auto other = written(3);
    EXPECT_TRUE(starts(files));

    base::Bytes changed; // Its checksums are right.
    base::Bytes fewer;
    base::Reader reader(files["entries.log"]);
    while (!reader.at_end()) {
        auto size = reader.u32_be().take();
        std::string text(base::text_of(reader.take(size).take()));
        ASSERT_TRUE(reader.take(4));
        if (fewer.empty())
            append_frame(fewer, base::view_of(text));
        text[text.find("xxx")] = 'y';
        append_frame(changed, base::view_of(text));
    }
    for (const auto& entries : { changed, fewer, base::Bytes {}, other["entries.log"] }) {
        auto tampered = files;
        tampered["entries.log"] = entries;
        EXPECT_FALSE(starts(tampered));
    }
    auto signed_by_another = files;
    signed_by_another["checkpoint"] = other["checkpoint"];
    EXPECT_FALSE(starts(signed_by_another));
}

TEST(Checkpoint, OfAnotherLedgerIsNoneThoughThisKeySignedIt)
{
    auto pair = generate_key();
    Keyring keys(Verifier { "this", pair.public_key });
    for (const std::string origin : { "this", "other" }) {
        auto note = sign_note("this", pair, to_text(Checkpoint { origin, 0, {} }));
        EXPECT_EQ(static_cast<bool>(open_checkpoint(note, keys)), origin == "this");
    }
}

TEST(Log, SaysWhenItsClockWasSet)
{
    MemoryDisk disk;
    HandClock clock;
    auto log = Log::open(std::make_unique<Door>(disk), clock, "boot-a").take();
    auto type_of_last_but_one = [&] {
        auto bytes = log->entry(log->size() - 2).take();
        return text_in(parse_entry(bytes).value(), "type");
    };
    ASSERT_TRUE(log->append({ entry(0) }));
    clock.seconds += 30; // A small step is no fault.
    ASSERT_TRUE(log->append({ entry(1) }));
    EXPECT_EQ(log->size(), 2u);
    clock.seconds -= 3600;
    EXPECT_EQ(log->append({ entry(2) }).value().first, 3u);
    EXPECT_EQ(type_of_last_but_one(), "clock_fault");
    clock.seconds += 7200; // Forth, but no time has passed since boot.
    ASSERT_TRUE(log->append({ entry(3) }));
    EXPECT_EQ(type_of_last_but_one(), "clock_fault");
    EXPECT_EQ(log->size(), 6u);
    log.reset();
    clock.since_boot = 5; // Another boot, later: nothing to say.
    clock.seconds += 86'400;
    log = Log::open(std::make_unique<Door>(disk), clock, "boot-b").take();
    ASSERT_TRUE(log->append({ entry(4) }));
    EXPECT_EQ(log->size(), 7u);
    EXPECT_EQ(parse_entry(log->entry(6).value()).value()["boot_n"], 2);
    auto verification = verify_ledger(disk);
    EXPECT_TRUE(verification.findings.empty());
    EXPECT_EQ(verification.remarks.size(), 2u);
}

TEST(Log, HandsItsKeyOn)
{
    MemoryDisk disk;
    auto log = Log::open(std::make_unique<Door>(disk), still).take();
    auto first_key = disk.files()["key"];
    ASSERT_TRUE(log->append({ entry(1) }));
    auto old_receipt = to_text(log->prove(0).take());
    auto first_verifier = log->keys().newest();
    ASSERT_TRUE(log->rotate_key());
    ASSERT_TRUE(log->append({ entry(2) }));
    ASSERT_TRUE(log->rotate_key());
    ASSERT_TRUE(log->append({ entry(3) }));
    EXPECT_EQ(log->keys().epochs(), 3u);
    EXPECT_NE(disk.files()["key"], first_key);
    Questions questions;
    questions.key = first_verifier; // Nobody needs to hear of the new ones.
    questions.receipts = { old_receipt, to_text(log->prove(4).take()) };
    EXPECT_TRUE(verify_ledger(disk, questions).findings.empty());
    // A receipt under a later key does not hold for who was not told how that came to be.
    EXPECT_TRUE(check_proof(log->prove(4).value(), log->keys()));
    EXPECT_FALSE(check_proof(log->prove(4).value(), first_verifier));

    log.reset();
    log = Log::open(std::make_unique<Door>(disk), still).take();
    EXPECT_EQ(log->keys().epochs(), 3u);
    ASSERT_TRUE(log->append({ entry(4) }));
    EXPECT_TRUE(verify_ledger(disk, questions).findings.empty());
}

TEST(Log, TakesNoEntryThatOnlyItMayWrite)
{
    MemoryDisk disk;
    auto log = Log::open(std::make_unique<Door>(disk), still).take();
    for (const char* type : { "key_rotate", "recovery", "clock_fault", "" })
        EXPECT_FALSE(log->append({ { { "type", type } } })) << type;
    EXPECT_FALSE(log->append({ { { "number", 1 } } }));
    EXPECT_FALSE(log->append({ { { "type", "a" }, { "share", 0.5 } } }));
    EXPECT_FALSE(log->append({ { { "type", "a" }, { "text", std::string(65'535, 'x') } } }));
    EXPECT_TRUE(log->append({ entry(1) })); // And none of that stopped it.
}

TEST(Log, GivesReceiptsThatHold)
{
    MemoryDisk disk;
    auto log = Log::open(std::make_unique<Door>(disk), still).take();
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(log->append({ entry(i) }));
    auto receipt = to_text(log->prove(7).take());
    auto proof = parse_proof(receipt);
    ASSERT_TRUE(proof);
    auto text = check_proof(proof.value(), log->keys());
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_NE(text.value().find("\"number\":7"), std::string::npos);

    auto other = proof.value();
    other.entry.back() ^= 1;
    EXPECT_FALSE(check_proof(other, log->keys()));
    auto stranger = Verifier { log->keys().origin(), generate_key().public_key };
    EXPECT_FALSE(check_proof(proof.value(), stranger));
}

TEST(Log, ReopensWhereItStopped)
{
    MemoryDisk disk;
    {
        auto log = Log::open(std::make_unique<Door>(disk), still).take();
        for (int i = 0; i < 300; ++i)
            ASSERT_TRUE(log->append({ entry(i) }));
    }
    auto log = Log::open(std::make_unique<Door>(disk), still).take();
    EXPECT_EQ(log->size(), 300u);
    EXPECT_EQ(log->append({ entry(300) }).value().first, 300u);
    EXPECT_TRUE(verify_ledger(disk).findings.empty());
}
