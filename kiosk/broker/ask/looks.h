// SPDX-License-Identifier: MIT
// Whether two PDF show the same: their first pages, drawn small and compared place by place.
//
// The pixels are a worker's: the broker does nothing but arithmetic with them, and a worker that
// lies about them can have a copy held or not held, no more.
#pragma once

#include "kiosk/broker/ask/flatten.h"
#include "policy/facts/account.h"

namespace broker {

inline constexpr std::size_t most_pages_compared = 3;

// The request's dpi should be low. Refused: one of them cannot be drawn.
Result<Outcome<policy::Looks>> compare_looks(
    Workers&, const base::Descriptor& before, const base::Descriptor& after, const FlattenRequest&);

}
