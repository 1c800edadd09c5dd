// SPDX-License-Identifier: MIT
// How long a guesser waits.
#pragma once

#include <chrono>
#include <cstdint>

namespace people {

inline constexpr std::uint32_t free_failures = 5;

// After so many failures in a row: nothing for the first five, then 10 s, doubled by each further
// one up to a quarter of an hour. Longer would let a stranger keep a supervisor out.
std::chrono::seconds delay_after(std::uint32_t failures);

// What is left of it. A clock that was set back does not shorten the wait, and makes it no longer
// than a full one.
std::chrono::seconds wait_left(std::uint32_t failures, std::int64_t last_failure, std::int64_t now);

}
