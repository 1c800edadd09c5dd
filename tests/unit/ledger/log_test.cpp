// SPDX-License-Identifier: MIT
// The order of writes: whatever moment the power fails at, nothing acknowledged is lost.
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/proof.h"
#include "kiosk/ledger/verify.h"
#include "tests/unit/ledger/memory_disk.h"

#include <gtest/gtest.h>

using namespace ledger;

class StillClock final : public base::Clock {
public:
    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000));
    }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::seconds(1); }
};

static StillClock still;

static nlohmann::json entry(int number)
{
    return { { "type", "test" }, { "number", number }, { "text", std::string(200, 'x') } };
}

// Appends batches until the disk stops; returns how many entries were acknowledged.
static std::uint64_t work(std::unique_ptr<Disk> disk)
{
    auto log = Log::open(std::move(disk), still);
    if (!log)
        return 0;
    std::uint64_t acknowledged = 0;
    for (int batch = 0; batch < 6; ++batch) {
        auto appended = log.value()->append({ entry(batch * 2), entry(batch * 2 + 1) });
        if (!appended)
            break;
        acknowledged = log.value()->size();
    }
    return acknowledged;
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

// Cuts the power after every operation, several times with another part of the unsynced bytes.
static Damage cut_everywhere(Fault fault, int tries)
{
    Damage damage;
    MemoryDisk whole;
    work(std::make_unique<Door>(whole));
    std::mt19937_64 random(20261121);
    for (std::uint64_t stop = 0; stop <= whole.operations(); ++stop) {
        for (int i = 0; i < tries; ++i) {
            MemoryDisk disk(fault);
            disk.stop_after(stop);
            auto acknowledged = work(std::make_unique<Door>(disk));
            ++damage.cuts;
            auto found = MemoryDisk::from(disk.after_power_cut(random));
            auto log = Log::open(std::make_unique<Door>(*found), still);
            if (!log || log.value()->size() < acknowledged) {
                ++damage.lost;
                continue;
            }
            // It goes on, and the whole record holds.
            if (!log.value()->append({ entry(99) }) || !verify_ledger(*found).findings.empty())
                ++damage.lost;
        }
    }
    return damage;
}

TEST(Log, LosesNothingAcknowledgedAtAnyPowerCut)
{
    auto damage = cut_everywhere(Fault::None, 16);
    EXPECT_GE(damage.cuts, 1000);
    EXPECT_EQ(damage.lost, 0);
}

TEST(Log, TheTestAboveSeesAMissingSync)
{
    EXPECT_GT(cut_everywhere(Fault::EntriesNotSynced, 4).lost, 0);
    EXPECT_GT(cut_everywhere(Fault::FoldersNotSynced, 4).lost, 0);
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

TEST(Log, GivesReceiptsThatHold)
{
    MemoryDisk disk;
    auto log = Log::open(std::make_unique<Door>(disk), still).take();
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(log->append({ entry(i) }));
    auto receipt = to_text(log->prove(7).take());
    auto proof = parse_proof(receipt);
    ASSERT_TRUE(proof);
    auto text = check_proof(proof.value(), log->verifier());
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_NE(text.value().find("\"number\":7"), std::string::npos);

    auto other = proof.value();
    other.entry.back() ^= 1;
    EXPECT_FALSE(check_proof(other, log->verifier()));
    auto stranger = Verifier { log->verifier().name, generate_key().public_key };
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
