// SPDX-License-Identifier: MIT
// The second opinion on a ZIP file of our own: an allow-list of one form, read from the front.
//
// Each local header must be exactly as our writer writes it, its content must inflate to the size
// and the CRC-32 that it states, and what follows the last entry must be, byte for byte, the
// directory that these entries imply. Nothing is shared with the writer or with the structure
// check.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace verify_zip {

struct Limits {
    std::uint64_t entries { 65534 };
    std::uint64_t total_bytes { 4ull << 30 };
    std::size_t name_bytes { 1024 };
};

struct Entry {
    std::string name;
    std::uint32_t size;
    std::uint32_t crc32;
};

enum class Fault { Malformed, Limit };
struct Refused {
    Fault fault;
    const char* detail;
};
struct Totals {
    std::uint64_t entries { 0 };
    std::uint64_t bytes { 0 };
};

// `found` hears of each entry once its content has been checked. An Error: the file could not be
// read, or `found` failed.
Result<std::variant<Totals, Refused>> verify(const base::Descriptor& file, const Limits&,
    const std::function<Result<void>(const Entry&)>& found);

}
