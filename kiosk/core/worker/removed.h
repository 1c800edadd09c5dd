// SPDX-License-Identifier: MIT
// Rows of a list (policy/facts/removed.h) as messages.
#pragma once

#include "kiosk/core/worker/removed.pb.h"

namespace worker {

template <typename Rows, typename Messages>
void tell_removed(const Rows& rows, Messages& messages)
{
    for (const auto& row : rows) {
        auto& told = *messages.Add();
        told.set_what(row.what);
        told.set_where(row.where);
        told.set_count(row.count);
    }
}

}
