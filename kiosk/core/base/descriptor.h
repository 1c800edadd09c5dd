// SPDX-License-Identifier: MIT
// A file descriptor with one owner. Descriptors, never paths, travel between our processes.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "kiosk/core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace base {

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor() { close(); }

    explicit operator bool() const { return m_number >= 0; }
    int get() const { return m_number; }
    int release();
    void close();
    Result<Descriptor> duplicate() const; // Close-on-exec.

private:
    int m_number { -1 };
};

// Both restart after a signal and go on after a short count. `read_fully` wants exactly
// `into.size()` bytes; the _at forms leave the file position alone (and work on shared files).
Result<void> read_fully(const Descriptor&, std::span<std::uint8_t> into);
Result<void> read_fully_at(const Descriptor&, std::uint64_t offset, std::span<std::uint8_t> into);
Result<void> write_fully(const Descriptor&, View);
Result<void> write_fully_at(const Descriptor&, std::uint64_t offset, View);
Result<std::uint64_t> size_of(const Descriptor&);

// The whole file, or an error if it is larger than `limit` bytes.
Result<Bytes> read_all(const Descriptor&, std::uint64_t limit);

// "system call: reason" for the errno of now.
Error system_error(std::string_view what);

}
