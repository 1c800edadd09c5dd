// SPDX-License-Identifier: MIT
// What people look for, found fast: an SQLite database (WAL, synchronous=FULL) beside the log. It
// is a copy and never believed: what it finds is read from the log and asked again, it can be
// thrown away at any time, and whatever is wrong with it, it is made anew from the log.
#pragma once

#include "kiosk/ledger/log.h"

#include <sqlite3.h>

namespace ledger {

enum class Order { NewestFirst, OldestFirst };

struct Filter { // Empty fields fit every entry.
    std::string transfer;
    std::string actor; // An account or a person, in whatever part.
    std::string kind; // The entry's type.
    std::string since; // A time or its beginning: "2026-11-21", "2026-11-21T09:30".
    std::string until; // Likewise, and it is included.
    std::string medium; // Its number in the register, or what it is known by.
    std::string zone;
    std::vector<std::string> without; // Kinds that do not fit.
    std::uint64_t from { 0 }; // The lowest number that fits.
    std::uint64_t before { UINT64_MAX }; // Only entries of lower numbers.
    Order order { Order::NewestFirst };
};

bool fits(const Filter&, const nlohmann::json& entry);
std::vector<std::string> actors_in(const nlohmann::json& entry); // Accounts and persons.
std::vector<std::string> media_in(
    const nlohmann::json& entry); // Numbers, and what they are known by.

class Index {
public:
    // `folder` holds index.sqlite or will; brings it up to the log, from the start if need be.
    static Result<std::unique_ptr<Index>> open(const std::string& folder, const Log&);

    Result<void> catch_up(const Log&);

    // Numbers of entries, in the filter's order. What it costs grows with the limit, not with the
    // log, but for conditions that fit often each and seldom together.
    Result<std::vector<std::uint64_t>> find(const Filter&, std::uint32_t limit);

private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    };
    Index() = default;
    Result<void> begin(const std::string& path, const std::string& origin);
    Result<void> expect(const std::string& sql, const std::string& answer);
    Result<void> run(const char* sql);
    Result<void> add(std::uint64_t seq, const nlohmann::json& entry);
    Result<void> insert(const char* sql, const std::string& name, std::uint64_t seq);
    struct Span { // Entries [first, end).
        std::uint64_t first;
        std::uint64_t end;
    };
    Result<std::vector<Span>> spans_of(const Filter&);
    Error trouble() const;

    std::unique_ptr<sqlite3, Close> m_database;
    std::uint64_t m_size { 0 }; // Entries in it.
    std::string m_wall; // Of the last one.
};

// Without the index, from the log alone: slower, and nothing can be hidden from it.
Result<std::vector<std::string>> scan(const Log&, const Filter&, std::uint32_t limit);

// With it: the entries themselves.
Result<std::vector<std::string>> look_up(const Log&, Index&, const Filter&, std::uint32_t limit);

}
