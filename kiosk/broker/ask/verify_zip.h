// SPDX-License-Identifier: MIT
// Asks the worker that gives the second opinion on a ZIP file of our own.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

namespace broker {

struct VerifiedEntry {
    std::string name; // Safe UTF-8; a folder's ends in a slash.
    std::uint64_t size { 0 };
    std::uint32_t crc32 { 0 };
};

struct VerifiedZip {
    std::vector<VerifiedEntry> entries; // In the file's order. The caller compares: same as packed?
    std::uint64_t bytes { 0 }; // Of all contents.
};

struct VerifyZipLimits {
    worker::Limits worker;
    std::uint64_t entries { 65534 };
    std::uint64_t total_bytes { 4ull << 30 };
    std::uint32_t name_bytes { 1024 };
};

// Refused (Malformed): not, byte for byte, a file as pack_zip makes it.
Result<Outcome<VerifiedZip>> verify_zip(
    Workers&, const VerifyZipLimits&, const base::Descriptor& file);

}
