// SPDX-License-Identifier: MIT
// Time as a narrow interface: the station's own clock, or one that a test moves by hand.
#pragma once

#include <chrono>
#include <string>

namespace base {

class Clock {
public:
    virtual ~Clock() = default;
    virtual std::chrono::system_clock::time_point now() const = 0; // Data, never an order.
    virtual std::chrono::nanoseconds monotonic() const = 0; // Since boot.
};

class SystemClock final : public Clock {
public:
    std::chrono::system_clock::time_point now() const override;
    std::chrono::nanoseconds monotonic() const override;
};

std::string to_utc_text(std::chrono::system_clock::time_point); // 2026-11-21T09:30:00Z

}
