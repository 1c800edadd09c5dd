// SPDX-License-Identifier: MIT
// Rows on their way into a memory file, many at a time.
#pragma once

#include "kiosk/core/base/descriptor.h"

namespace pixels {

class Output {
public:
    explicit Output(const base::Descriptor& file, std::uint64_t start = 0)
        : m_file(file)
        , m_written(start)
    {
    }

    Result<void> write(base::View);
    Result<void> flush(); // Nothing is there for sure before.

    std::uint64_t position() const { return m_written + m_waiting.size(); }

private:
    const base::Descriptor& m_file; // Outlives this.
    std::uint64_t m_written;
    base::Bytes m_waiting;
};

}
