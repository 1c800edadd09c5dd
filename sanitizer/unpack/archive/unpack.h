// SPDX-License-Identifier: MIT
// One archive, one level: every entry told, every file written where the receiver says, within one
// budget of bytes really produced.
#pragma once

#include "sanitizer/unpack/archive/names.h"
#include "sanitizer/unpack/archive/reader.h"

namespace unpack_archive {

struct Limits {
    std::uint64_t entries { 0 };
    std::uint64_t total_bytes { 0 };
    std::uint64_t entry_bytes { 0 };
    NameLimits names {};
};

struct Totals {
    std::uint64_t entries { 0 };
    std::uint64_t bytes { 0 };
};

// Whoever hears of the entries; in the worker, the broker's end of the channel.
class Receiver {
public:
    virtual ~Receiver() = default;
    virtual Result<void> folder(const std::string& path) = 0;
    // The file to write into; none: skip it.
    virtual Result<std::optional<base::Descriptor>> file(
        const std::string& path, std::uint64_t declared_bytes)
        = 0;
    virtual Result<void> file_done(std::uint64_t bytes) = 0;
    virtual Result<void> refused(std::string_view raw_name, Why) = 0;
};

// An Error is the receiver's; a Stop is the archive's, and then nothing of it counts.
Result<std::variant<Totals, Stop>> unpack(
    const base::Descriptor& file, Type, const Limits&, const NameDecoder&, Receiver&);

}
