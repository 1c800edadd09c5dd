// SPDX-License-Identifier: MIT
// The index finds what the log holds, and nothing that is done to it changes that.
#include "kiosk/ledger/index.h"
#include "tests/unit/ledger/memory_disk.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace ledger;
using nlohmann::json;

static base::SystemClock system_clock;

class IndexTest : public testing::Test {
protected:
    IndexTest()
    {
        char name[] = "/tmp/sekisho-index-XXXXXX";
        m_folder = mkdtemp(name);
        m_log = Log::open(std::make_unique<MemoryDisk>(), system_clock).take();
        for (int i = 0; i < 300; ++i) {
            auto transfer = "t-" + std::to_string(i % 10);
            json entry { { "type", i % 3 == 0 ? "approval" : "file_verdict" },
                { "transfer", transfer }, { "number", i } };
            if (i % 3 == 0)
                entry["approver"] = i % 2 == 0 ? "suzuki" : "tanaka";
            EXPECT_TRUE(m_log->append({ entry }));
        }
    }
    ~IndexTest() override { std::filesystem::remove_all(m_folder); }

    std::string file() const { return m_folder + "/index.sqlite"; }

    // What the index finds, which must be what reading everything finds.
    std::size_t found(const Filter& filter, std::uint32_t limit = 1000)
    {
        auto index = Index::open(m_folder, *m_log);
        EXPECT_TRUE(index) << index.error().message;
        auto fast = look_up(*m_log, *index.value(), filter, limit);
        auto slow = scan(*m_log, filter, limit);
        EXPECT_TRUE(fast) << fast.error().message;
        EXPECT_EQ(fast.value(), slow.value());
        return slow.value().size();
    }

    std::string m_folder;
    std::unique_ptr<Log> m_log;
};

static Filter filter_of(const std::string& transfer, const std::string& kind = "")
{
    Filter filter;
    filter.transfer = transfer;
    filter.kind = kind;
    return filter;
}

TEST_F(IndexTest, FindsByTransferKindActorTimeAndNumber)
{
    EXPECT_EQ(found({}), 300u);
    EXPECT_EQ(found({}, 7), 7u);
    EXPECT_EQ(found(filter_of("t-3")), 30u);
    EXPECT_EQ(found(filter_of("t-3", "approval")), 10u);
    EXPECT_EQ(found(filter_of("t-99")), 0u);
    Filter filter;
    filter.actor = "tanaka";
    EXPECT_EQ(found(filter), 50u);
    filter.before = 100;
    EXPECT_EQ(found(filter), 17u);
    Filter time;
    time.since = "2020-01-01";
    EXPECT_EQ(found(time), 300u);
    time.until = "2020-12-31";
    EXPECT_EQ(found(time), 0u);
    time.until = base::to_utc_text(system_clock.now()).substr(0, 4); // All of this year.
    time.since = time.until;
    EXPECT_EQ(found(time), 300u);
    Filter quoted;
    quoted.actor = "x' OR '1'='1";
    EXPECT_EQ(found(quoted), 0u);
}

TEST_F(IndexTest, FindsByMediumZoneAndOldestFirst)
{
    ASSERT_TRUE(m_log->append({ { { "type", "media_in" }, { "transfer", "t-3" },
                                    { "device", { { "identity", "usb:1:2:A" } } } },
        { { "type", "media_change" }, { "medium", "M0001" }, { "identity", "usb:1:2:A" },
            { "by", "tanaka" } },
        { { "type", "transfer_submit" }, { "zone", "plant" }, { "medium", "usb:2-1" } } }));
    Filter medium;
    medium.medium = "usb:1:2:A";
    EXPECT_EQ(found(medium), 2u);
    medium.actor = "tanaka";
    EXPECT_EQ(found(medium), 1u);
    medium = {};
    medium.medium = "M0001";
    medium.kind = "media_change";
    EXPECT_EQ(found(medium), 1u);
    Filter zone;
    zone.zone = "plant";
    EXPECT_EQ(found(zone), 1u);
    Filter some;
    some.without = { "file_verdict", "approval" };
    EXPECT_EQ(found(some), 3u);
    some.order = Order::OldestFirst;
    some.from = 301;
    EXPECT_EQ(found(some), 2u);
    EXPECT_EQ(found(some, 1), 1u);
    auto third = filter_of("t-3");
    third.order = Order::OldestFirst;
    third.from = 50;
    third.before = 100;
    EXPECT_EQ(found(third), 5u);
}

class SetBack final : public base::Clock {
public:
    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
    }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::seconds(1); }
    std::int64_t seconds { 1'800'000'000 };
};

TEST_F(IndexTest, FindsAPeriodThoughTheClockWasSetBack)
{
    SetBack clock;
    m_log = Log::open(std::make_unique<MemoryDisk>(), clock).take();
    for (int round = 0; round < 4; ++round) {
        clock.seconds = 1'800'000'000 - round * 1000;
        for (int i = 0; i < 200; ++i, clock.seconds += 10)
            ASSERT_TRUE(m_log->append({ { { "type", "approval" }, { "approver", "suzuki" } } }));
    }
    auto at = [](std::int64_t seconds) {
        return base::to_utc_text(
            std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
    };
    Filter period;
    period.since = at(1'799'999'000);
    period.until = at(1'799'999'990);
    EXPECT_EQ(found(period), 201u); // In the second round and the third, and that it was set back.
    period.actor = "suzuki";
    period.kind = "approval";
    EXPECT_EQ(found(period), 200u);
    EXPECT_EQ(found(period, 150), 150u);
    period.order = Order::OldestFirst;
    EXPECT_EQ(found(period, 150), 150u);
}

TEST_F(IndexTest, CatchesUpWithTheLog)
{
    EXPECT_EQ(found(filter_of("t-3")), 30u);
    ASSERT_TRUE(m_log->append({ { { "type", "abort" }, { "transfer", "t-3" } } }));
    EXPECT_EQ(found(filter_of("t-3")), 31u);
}

TEST_F(IndexTest, IsMadeAnewWhenLostCutDamagedOrOfAnotherLog)
{
    EXPECT_EQ(found(filter_of("t-3")), 30u);
    std::filesystem::remove(file());
    EXPECT_EQ(found(filter_of("t-3")), 30u);
    auto size = std::filesystem::file_size(file());
    for (std::uintmax_t cut = 0; cut < size; cut += 1500) {
        std::filesystem::resize_file(file(), cut);
        EXPECT_EQ(found(filter_of("t-3")), 30u) << cut;
    }
    for (std::uintmax_t place = 0; place < size; place += 1111) {
        std::fstream(file(), std::ios::in | std::ios::out | std::ios::binary)
            .seekp(static_cast<std::streamoff>(place))
            .write("damaged!damaged!", 16);
        auto index = Index::open(m_folder, *m_log);
        ASSERT_TRUE(index) << index.error().message;
    }
    std::ofstream(file(), std::ios::binary) << "no database";
    EXPECT_EQ(found(filter_of("t-3")), 30u);
    m_log = Log::open(std::make_unique<MemoryDisk>(), system_clock).take();
    ASSERT_TRUE(m_log->append({ { { "type", "boot" } } }));
    EXPECT_EQ(found({}), 1u);
}

TEST_F(IndexTest, CannotInventAnEntry)
{
    EXPECT_EQ(found(filter_of("t-3")), 30u);
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, "UPDATE entry SET transfer = 't-99' WHERE seq = 13", nullptr,
                  nullptr, nullptr),
        SQLITE_OK);
    sqlite3_close(database);
    auto index = Index::open(m_folder, *m_log).take();
    EXPECT_FALSE(look_up(*m_log, *index, filter_of("t-99"), 10));
    EXPECT_EQ(scan(*m_log, filter_of("t-3"), 1000).value().size(), 30u); // Nothing hides from it.
}
