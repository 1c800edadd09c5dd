// SPDX-License-Identifier: MIT
// A register as people know it: columns with names in both languages, rows of text, and for each
// row the entries of the ledger that it was made of and nothing else.
#pragma once

#include "policy/verdict/reason.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace audit {

using policy::Language;

enum class Kind { BringIn, TakeOut, Media, Transfers, Privileged, Evidence };

std::string_view word(Kind); // "bring-in"
std::optional<Kind> kind_named(std::string_view);
std::string_view title(Kind, Language); // 持込記録簿

// Moments of the ledger or their beginnings; empty: open on that side.
struct Period {
    std::string since;
    std::string until;

    bool holds(const std::string& wall) const;
};

// By the station's clock and time zone: "2026-11-22 17:10". Empty for what is no time.
std::string local_minute(const std::string& wall);

struct Column {
    const char* key; // For machines.
    const char* japanese;
    const char* english;
};

struct Row {
    std::vector<std::string> cells;
    std::vector<std::uint64_t> entries; // In order.
};

struct Table {
    Kind kind { Kind::Transfers };
    Language language { Language::Japanese };
    std::vector<Column> columns;
    std::vector<Row> rows;
};

// RFC 4180 with a byte order mark, which Excel in Japan needs. A cell that a spreadsheet would
// calculate begins with an apostrophe. The last column names the entries.
std::string to_csv(const Table&);

// {"kind":..,"title":{"ja":..,"en":..},"columns":[{"key":..,"ja":..,"en":..}],"rows":[{"cells":[..],
// "entries":[..]}]}
nlohmann::json to_json(const Table&);

}
