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
