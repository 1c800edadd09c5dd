// SPDX-License-Identifier: MIT
// A key's hidraw node: reports of 64 bytes, until the time is over, nobody wants the answer any
// more or the key is gone.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <chrono>

namespace token {

class Node {
public:
    using Clock = std::chrono::steady_clock;

    // `wanted`: a pipe's reading end, which hangs up when nobody waits any more.
    Node(base::Descriptor device, base::Descriptor wanted, std::chrono::milliseconds time)
        : m_device(std::move(device))
        , m_wanted(std::move(wanted))
        , m_end(Clock::now() + time)
    {
    }

    enum class Over { No, Time, NotWanted, Gone };
    Over over() const { return m_over; } // Why nothing is read any more.

    // False: not the whole of it came. A negative time is all that is left.
    bool read(std::span<std::uint8_t> report, int milliseconds);
    bool write(base::View report);

private:
    bool wait(int milliseconds);

    base::Descriptor m_device;
    base::Descriptor m_wanted;
    Clock::time_point m_end;
    Over m_over { Over::No };
};

}
