// SPDX-License-Identifier: MIT
// A station's small record: one transfer from submission to hand-over, one that was rejected, a
// medium that is lent.
#pragma once

#include "kiosk/audit/book.h"

#include <cstdlib>
#include <ctime>

namespace audit_test {

using nlohmann::json;

inline void in_japan()
{
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
}

// Numbers them, and gives each its time: 2026-11-02 (a Monday) and so many minutes after 9:00
// there.
class Entries {
public:
    void add(int minutes, json entry)
    {
        auto total = minutes; // After 00:00 UTC.
        char wall[32];
        std::snprintf(wall, sizeof wall, "2026-11-%02dT%02d:%02d:00Z", 2 + total / 1440,
            total / 60 % 24, total % 60);
        entry["wall"] = wall;
        entry["seq"] = m_all.size();
        m_all.push_back(json::parse(entry.dump())); // As it is read.
    }
    audit::Book book(audit::Period period = {}) const
    {
        audit::Book book(std::move(period));
        for (const auto& entry : m_all)
            book.take(entry);
        return book;
    }

private:
    std::vector<json> m_all;
};

inline Entries a_station()
{
    Entries all;
    all.add(0,
        { { "type", "boot" }, { "policy_sha256", "p1" },
            { "engines",
                { { "clamav",
                    { { "version", "1.4" }, { "definitions", "27000" },
                        { "definitions_time", "2026-10-30T00:00:00Z" } } } } } });
    all.add(1,
        { { "type", "media_change" }, { "change", "register" }, { "medium", "M0001" },
            { "identity", "usb:1:2:A" }, { "name", "青1" }, { "owner", "水道課" },
            { "kind", "output" }, { "label", "C2,I2,A1" }, { "by", "admin" } });
    all.add(10,
        { { "type", "transfer_submit" }, { "transfer", "t-1" }, { "submitter", "sato" },
            { "submitter_person", "佐藤" }, { "section", "浄水課" }, { "class", "document" },
            { "zone", "control" }, { "label", "C2,I2,A1" }, { "purpose", "=HYPERLINK(\"x\"),点検" },
            { "medium", "usb:2-1" } });
    all.add(11,
        { { "type", "media_in" }, { "transfer", "t-1" }, { "files", 3 }, { "bytes", 30 },
            { "device",
                { { "manufacturer", "Maker" }, { "product", "Stick" }, { "serial", "123" },
                    { "identity", "usb:9:9:123" } } } });
    all.add(12,
        { { "type", "transfer_manifest" }, { "transfer", "t-1" }, { "manifest_sha256", "abc" },
            { "label", "C2,I2,A1" }, { "files", 2 }, { "bytes", 20 },
            { "totals",
                { { "files", 3 }, { "passed", 2 }, { "held", 0 }, { "refused", 1 },
                    { "no_answer", 0 }, { "reasons", { { "executable", 1 } } } } } });
    all.add(42,
        { { "type", "approval" }, { "transfer", "t-1" }, { "approver", "suzuki" },
            { "approver_person", "鈴木" }, { "manifest_sha256", "abc" } });
    all.add(50,
        { { "type", "release_done" }, { "transfer", "t-1" }, { "releaser", "sato" },
            { "releaser_person", "佐藤" }, { "medium", "M0001" }, { "destination", "usb:2-3" },
            { "files", 2 }, { "bytes", 20 } });
    all.add(60,
        { { "type", "media_change" }, { "change", "lend" }, { "medium", "M0001" }, { "to", "山本" },
            { "until", "2026-11-03" }, { "by", "admin" } });
    all.add(70,
        { { "type", "device_refused" },
            { "device", { { "manufacturer", "Bad" }, { "product", "Keyboard" } } },
            { "kind", "keyboard" }, { "reason", "it types\n打鍵します" } });
    all.add(1440 + 600,
        { { "type", "transfer_submit" }, { "transfer", "t-2" }, { "submitter", "ueda" },
            { "submitter_person", "上田" }, { "class", "document" }, { "zone", "office" },
            { "label", "C1,I1,A1" }, { "purpose", "試験" }, { "medium", "/tmp/x" } });
    all.add(1440 + 601,
        { { "type", "transfer_manifest" }, { "transfer", "t-2" }, { "manifest_sha256", "def" },
            { "files", 1 }, { "bytes", 1 } });
    all.add(1440 + 601,
        { { "type", "approval" }, { "transfer", "t-2" }, { "approver", "suzuki" },
            { "approver_person", "鈴木" } });
    all.add(1440 + 700, { { "type", "boot" }, { "policy_sha256", "p2" } });
    all.add(1440 + 701,
        { { "type", "account_change" }, { "change", "add" }, { "account", "mori" },
            { "by", "admin" } });
    all.add(1440 + 702,
        { { "type", "rejection" }, { "transfer", "t-2" }, { "approver", "ueda" },
            { "reason", "間違い" } });
    return all;
}

}
