// SPDX-License-Identifier: MIT
// Files without a name (memfd_create(2)) and read-only mappings, for bytes in transit.
#pragma once

#include "kiosk/core/base/descriptor.h"

namespace base {

// `label` shows in /proc only. Not executable, seals allowed.
Result<Descriptor> create_memory_file(const char* label);

// No more writing, growing or shrinking by anyone, for good. Fails while a writable mapping lives.
Result<void> seal(const Descriptor&);

// For input that must not change while a worker reads it.
Result<Descriptor> sealed_memory_file(const char* label, View);

// The caller promises that the file is sealed, or ours and unchanging: a file that shrinks under
// its mapping ends the process.
class Mapping {
public:
    static Result<Mapping> of(const Descriptor&, std::uint64_t limit);
    Mapping() = default;
    Mapping(Mapping&&) noexcept;
    Mapping& operator=(Mapping&&) noexcept;
    ~Mapping();

    View bytes() const { return { static_cast<const std::uint8_t*>(m_start), m_size }; }

private:
    void* m_start { nullptr };
    std::size_t m_size { 0 };
};

}
