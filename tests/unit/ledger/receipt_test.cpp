// SPDX-License-Identifier: MIT
// Receipts: the small form says what the long one says, and no other bytes say it.
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/qr.h"
#include "tests/unit/ledger/memory_disk.h"

#include <gtest/gtest.h>

using namespace ledger;
using nlohmann::json;

static base::SystemClock system_clock;

static std::unique_ptr<Log> log_of(int entries, std::size_t bytes)
{
    auto log = Log::open(std::make_unique<MemoryDisk>(), system_clock).take();
    for (int i = 0; i < entries; ++i)
        EXPECT_TRUE(log->append(
            { json { { "type", "release_done" }, { "text", std::string(bytes, 'x') } } }));
    return log;
}

static Result<std::string> checked(const std::string& receipt, const Keyring& keys)
{
    return check_proof(TRY(read_receipt(receipt)), keys);
}

TEST(Receipt, SmallFormSaysWhatTheLongOneSays)
{
    auto log = log_of(20, 300);
    auto proof = log->prove(7).take();
    auto small = compact_receipt(proof).take();
    EXPECT_EQ(to_text(read_receipt(small).value()), to_text(proof));
    EXPECT_EQ(checked(small + "\n", log->keys()).value(), base::text_of(proof.entry));
    EXPECT_LE(small.size(), most_qr_characters);
    EXPECT_EQ(small.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"), small.npos);
}

TEST(Receipt, TellsOnlyTheHashOfAnEntryThatDoesNotFit)
{
    auto log = log_of(3, 5000);
    auto proof = log->prove(1).take();
    auto small = compact_receipt(proof).take();
    EXPECT_LT(small.size(), 600u);
    auto read = read_receipt(small).take();
    EXPECT_TRUE(read.entry.empty());
    EXPECT_EQ(read.leaf, leaf_hash(proof.entry));
    EXPECT_EQ(check_proof(read, log->keys()).value(), "");
}

TEST(Receipt, HoldsOnlyUnchanged)
{
    auto log = log_of(5, 20);
    auto small = compact_receipt(log->prove(2).take()).take();
    ASSERT_TRUE(checked(small, log->keys()));
    for (std::size_t i = 0; i < small.size(); ++i) {
        auto changed = small;
        changed[i] = changed[i] == '1' ? '2' : '1';
        if (changed != small) {
            EXPECT_FALSE(checked(changed, log->keys())) << i;
        }
        EXPECT_FALSE(checked(small.substr(0, i), log->keys())) << i;
    }
    EXPECT_FALSE(checked(small + "00", log->keys()));
    EXPECT_FALSE(checked(small + ":::", log->keys())); // No two bytes are 91124.
}

TEST(Receipt, ABigLedgersReceiptFitsIntoOneCode)
{
    Proof proof = log_of(1, 400)->prove(0).take();
    proof.path.resize(40); // 2^40 entries.
    EXPECT_NE(receipt_as_svg(proof).value().find("<path"), std::string::npos);
    EXPECT_FALSE(read_receipt(compact_receipt(proof).value()).value().entry.empty());
}

TEST(Receipt, CodesAreTheSameForTheSameReceipt)
{
    auto proof = log_of(2, 10)->prove(1).take();
    EXPECT_EQ(receipt_as_svg(proof).value(), receipt_as_svg(proof).value());
    EXPECT_NE(receipt_for_terminal(proof).value().find("▀"), std::string::npos);
}
