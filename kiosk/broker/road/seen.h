// SPDX-License-Identifier: MIT
// What a file shows or leads to, in the report and in the ledger.
#pragma once

#include "kiosk/broker/road/report.h"

#include <nlohmann/json_fwd.hpp>

namespace broker {

// "seen" of the report.
nlohmann::json to_json(const Seen&);

// "seen" of an entry of the ledger: how many, and the first few; of a file with all its parts.
// Null: nothing.
nlohmann::json seen_in_short(const FileReport&);

}
