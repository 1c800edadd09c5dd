// SPDX-License-Identifier: MIT
// Asks the worker that packs finished pieces into a ZIP file.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

#include <span>

namespace broker {

struct PackItem {
    std::string name; // From policy/names: UTF-8, relative, safe, without a slash at its end.
    const base::Descriptor* content { nullptr }; // Sealed or unchanging; null: an empty folder.
    std::uint64_t size { 0 }; // Of the content, exactly.
};

// Same items, same bytes. Refused (Limit) beyond 65534 items or 4 GiB - 2 in all: Zip64 is not
// written. The output is a sealed memory file; `limits.output_bytes` is raised to what is needed.
Result<Outcome<Rebuilt>> pack_zip(Workers&, const worker::Limits&, std::span<const PackItem>);

// The same into a file of the caller's, empty and open for reading and writing, for archives that
// are larger than memory. Gives the number of bytes written.
Result<Outcome<std::uint64_t>> pack_zip_into(
    Workers&, const worker::Limits&, std::span<const PackItem>, const base::Descriptor& output);

}
