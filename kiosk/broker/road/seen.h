// SPDX-License-Identifier: MIT
// What a file shows or leads to, in the report and in the ledger.
#pragma once

#include "kiosk/broker/road/report.h"

#include <nlohmann/json_fwd.hpp>

namespace broker {

// What all files of something may list together: a file with its parts, or a transfer. Of labels,
// which are few and short, apart, so that addresses crowd none out.
struct SeenRoom {
    std::size_t listed { 120 };
    std::size_t bytes { 64 << 10 };
    std::size_t label_bytes { 1 << 20 };
};

// Takes the room that the report and its parts need; what finds none is only counted.
void fit_seen(FileReport&, SeenRoom&);

// "seen" of the report.
nlohmann::json to_json(const Seen&);

// "seen" of an entry of the ledger: how many, and the first few; of a file with all its parts.
// Null: nothing.
nlohmann::json seen_in_short(const FileReport&);

}
