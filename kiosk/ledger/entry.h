// SPDX-License-Identifier: MIT
// One entry as bytes: canonical JSON (RFC 8785, its part without fractions): printable ASCII, keys
// in order, whole numbers, no blanks. Two readers can only read it alike.
//
// Every entry says: v (1), seq (its number), type, wall (UTC to the second), wall_src, mono_ns
// (since boot), boot_id, boot_n (how many boots this ledger has seen), prev_checkpoint_sha256. More
// stands in it by its type.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <nlohmann/json.hpp>

namespace ledger {

inline constexpr unsigned deepest_entry = 16; // Objects and lists within each other.

// An Error for fractions, too deep or too large a value, bytes that are no UTF-8.
Result<std::string> entry_text(const nlohmann::json&);

// Strict: canonical, and with all the fields above.
Result<nlohmann::json> parse_entry(base::View);

// The string under this key, or "".
std::string text_in(const nlohmann::json& entry, const char* key);

std::int64_t seconds_of(const std::string& wall); // Since 1970; 0 if it is no time.

// Those that the ledger itself writes; nobody else may.
bool is_reserved_type(std::string_view type);

}
