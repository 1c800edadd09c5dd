// SPDX-License-Identifier: MIT
// The ledger's entries, gathered into what registers and figures are made of: transfers, media,
// what was plugged in, what only few may do. Pure: entries in, facts out.
#pragma once

#include "kiosk/audit/table.h"

#include <map>
#include <nlohmann/json.hpp>

namespace audit {

struct Act {
    std::string wall;
    std::string who; // "鈴木 (suzuki)"
    std::string what; // The entry's type, or what was changed.
    std::uint64_t entry { 0 };
};

struct Totals { // Of files that were brought in.
    std::uint64_t files { 0 };
    std::uint64_t passed { 0 };
    std::uint64_t held { 0 };
    std::uint64_t refused { 0 };
    std::uint64_t no_answer { 0 };
    std::map<std::string, std::uint64_t> reasons; // By code.
};

struct HandOver {
    std::string wall;
    std::string who;
    std::string destination; // A medium's number, else where to.
    std::uint64_t files { 0 };
    std::uint64_t bytes { 0 };
    std::uint64_t entry { 0 };
};

struct Transfer {
    std::string id;
    std::string submitted; // Empty: before the entries that are known.
    std::string who;
    std::string section;
    std::string transfer_class;
    std::string zone;
    std::string label;
    std::string purpose;
    std::string medium; // The port or path that it was read from.
    std::string stick; // What the stick says of itself; empty if it was none.
    std::uint64_t brought_files { 0 };
    std::string checked;
    std::string manifest;
    std::optional<Totals> totals;
    std::vector<Act> decisions; // approval, unlock, witness, break-glass, rejection
    std::vector<HandOver> handed_over;
    std::string end; // The entry's type that ended it: rejection, cancelled, …; empty: none.
    std::vector<std::uint64_t> entries;
};

struct Loan {
    std::string lent;
    std::string to;
    std::string until;
    std::string by;
    std::string returned; // Empty: it is still out.
    std::vector<std::uint64_t> entries;
};

struct Medium {
    std::string id;
    std::string identity;
    std::string name;
    std::string owner;
    std::string kind;
    std::string label;
    std::string registered;
    std::string registered_by;
    std::string retired;
    std::string retired_by;
    std::string reason;
    std::vector<Loan> loans;
    std::vector<std::uint64_t> entries;
};

struct Refusal { // Of a device or a medium.
    std::string wall;
    std::string stick;
    std::string why;
    std::uint64_t entry { 0 };
};

struct Station { // What it said of itself at its last start, and what happened to it.
    std::vector<std::string> engines;
    std::uint64_t boots { 0 };
    std::uint64_t log_ins { 0 };
    std::uint64_t failed_log_ins { 0 };
    std::uint64_t clock_faults { 0 };
    std::int64_t oldest_definitions_days { -1 }; // At any start; -1: unknown.
    std::vector<std::uint64_t> boot_entries; // The last ones.
};

class Book {
public:
    explicit Book(Period period)
        : m_period(std::move(period))
    {
    }

    // In the ledger's order. Those before the period are wanted, too: a transfer that ends in it
    // may have begun earlier, and a medium was registered long ago.
    void take(const nlohmann::json& entry);

    const Period& period() const { return m_period; }
    const std::map<std::string, Transfer>& transfers() const { return m_transfers; }
    const std::map<std::string, Medium>& media() const { return m_media; }
    const std::vector<Refusal>& refusals() const { return m_refusals; } // In the period.
    const std::vector<nlohmann::json>& privileged() const { return m_privileged; } // Likewise.
    const Station& station() const { return m_station; } // Likewise.

private:
    void take_transfer(const std::string& type, const nlohmann::json&);
    void take_medium(const nlohmann::json&);
    void take_station(const std::string& type, const nlohmann::json&);
    void take_engines(const nlohmann::json& boot);

    Period m_period;
    std::map<std::string, Transfer> m_transfers;
    std::map<std::string, Medium> m_media;
    std::vector<Refusal> m_refusals;
    std::vector<nlohmann::json> m_privileged;
    Station m_station;
    std::string m_policy; // Its hash, at the last start.
};

Table make_table(const Book&, Kind, Language);

// "鈴木 (suzuki)", or the account alone.
std::string name_of(const nlohmann::json& entry, const char* person, const char* account);
std::uint64_t number_in(const nlohmann::json& entry, const char* key); // 0 if there is none.

}
