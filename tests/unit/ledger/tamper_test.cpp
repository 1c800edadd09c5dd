// SPDX-License-Identifier: MIT
// Whoever changes the record is found out.
#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/proof.h"
#include "kiosk/ledger/verify.h"
#include "tests/unit/ledger/memory_disk.h"

#include <gtest/gtest.h>

using namespace ledger;
using nlohmann::json;

static base::SystemClock system_clock;

static std::map<std::string, base::Bytes> record_of(const std::vector<json>& entries)
{
    auto disk = std::make_unique<MemoryDisk>();
    auto* kept = disk.get();
    auto log = Log::open(std::move(disk), system_clock).take();
    for (const auto& entry : entries)
        EXPECT_TRUE(log->append({ entry }));
    return kept->files();
}

static std::vector<json> plain_entries(int count)
{
    std::vector<json> entries;
    for (int i = 0; i < count; ++i)
        entries.push_back({ { "type", "heartbeat" }, { "number", i } });
    return entries;
}

static bool is_found_out(
    const std::map<std::string, base::Bytes>& files, const std::vector<std::string>& receipts = {})
{
    auto disk = MemoryDisk::from(files);
    Questions questions;
    questions.receipts = receipts;
    return !verify_ledger(*disk, questions).findings.empty();
}

static base::Bytes frames_of(const std::vector<base::Bytes>& entries)
{
    base::Bytes log;
    for (const auto& entry : entries)
        append_frame(log, entry);
    return log;
}

static std::vector<base::Bytes> entries_of(const base::Bytes& log)
{
    std::vector<base::Bytes> entries;
    base::View rest = log;
    while (auto entry = front_frame(rest)) {
        entries.emplace_back(entry->begin(), entry->end());
        rest = rest.subspan(entry->size() + frame_overhead);
    }
    return entries;
}

TEST(Tampering, AnUntouchedRecordHolds)
{
    EXPECT_FALSE(is_found_out(record_of(plain_entries(12))));
}

TEST(Tampering, EveryChangedByteIsFoundOut)
{
    auto files = record_of(plain_entries(6));
    for (const char* path : { "entries.log", "checkpoint", "verifier" }) {
        for (std::size_t i = 0; i < files[path].size(); ++i) {
            auto changed = files;
            changed[path][i] ^= 0x01;
            EXPECT_TRUE(is_found_out(changed)) << path << " byte " << i;
        }
    }
}

TEST(Tampering, EntriesSwappedDroppedOrDoubledAreFoundOutThoughTheirChecksumsAreRight)
{
    auto files = record_of(plain_entries(12));
    auto entries = entries_of(files["entries.log"]);
    for (std::size_t i = 0; i + 1 < entries.size(); ++i) {
        auto swapped = entries;
        std::swap(swapped[i], swapped[i + 1]);
        auto dropped = entries;
        dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
        auto doubled = entries;
        doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), entries[i]);
        for (const auto& list : { swapped, dropped, doubled }) {
            auto changed = files;
            changed["entries.log"] = frames_of(list);
            EXPECT_TRUE(is_found_out(changed)) << i;
        }
    }
}

TEST(Tampering, AnOlderStateIsFoundOutByAnyReceiptFromLater)
{
    auto disk = std::make_unique<MemoryDisk>();
    auto* kept = disk.get();
    auto log = Log::open(std::move(disk), system_clock).take();
    ASSERT_TRUE(log->append({ json { { "type", "a" } } }));
    auto older = kept->files();
    ASSERT_TRUE(log->append({ json { { "type", "b" } } }));
    auto receipt = to_text(log->prove(1).take());
    EXPECT_FALSE(is_found_out(older));
    EXPECT_TRUE(is_found_out(older, { receipt }));
    EXPECT_FALSE(is_found_out(kept->files(), { receipt }));
}

TEST(Tampering, OnePersonWhoChangesThePolicyAloneIsFoundOut)
{
    auto change = [](const char* what, const std::string& person) {
        return json { { "type", "policy_change" }, { "change", what },
            { "policy_sha256", std::string(64, 'a') }, { "person", person },
            { "proposer", "tanaka" } };
    };
    EXPECT_FALSE(
        is_found_out(record_of({ change("propose", "sato"), change("activate", "suzuki") })));
    EXPECT_TRUE(is_found_out(record_of({ change("propose", "sato"), change("activate", "sato") })));
    EXPECT_TRUE(is_found_out(record_of({ change("propose", "sato"), change("activate", "") })));
    EXPECT_TRUE(is_found_out(record_of({ change("propose", ""), change("activate", "sato") })));
    EXPECT_FALSE(is_found_out(record_of({ change("activate", "suzuki") })));
    EXPECT_TRUE(is_found_out(record_of({ change("activate", "tanaka") })));
}

TEST(Tampering, ASubmitterWhoApprovesIsFoundOut)
{
    std::string manifest(64, 'a');
    auto trail = [&](const std::string& approver, const std::string& released,
                     const std::string& stead = "") {
        return std::vector<json> {
            { { "type", "transfer_submit" }, { "transfer", "t" }, { "submitter_person", "sato" } },
            { { "type", "transfer_manifest" }, { "transfer", "t" },
                { "manifest_sha256", manifest } },
            { { "type", "approval" }, { "transfer", "t" }, { "approver_person", approver },
                { "manifest_sha256", manifest }, { "approver_deputy_for", stead } },
            { { "type", "release_done" }, { "transfer", "t" }, { "manifest_sha256", released } },
        };
    };
    EXPECT_FALSE(is_found_out(record_of(trail("suzuki", manifest))));
    EXPECT_TRUE(is_found_out(record_of(trail("sato", manifest))));
    EXPECT_FALSE(is_found_out(record_of(trail("suzuki", manifest, "kato"))));
    EXPECT_TRUE(is_found_out(record_of(trail("suzuki", manifest, "sato"))));
    EXPECT_TRUE(is_found_out(record_of(trail("suzuki", std::string(64, 'b')))));
}
