// SPDX-License-Identifier: MIT
// Figures of what a document shows, as a worker says them.
#pragma once

#include "kiosk/core/base/result.h"
#include "policy/facts/account.h"

namespace broker {

// Each of them once, in their order; an Error for other numbers of them, or nonsense.
template <typename Numbers>
Result<policy::Figures> check_figures(const Numbers& told)
{
    policy::Figures figures {};
    if (static_cast<std::size_t>(told.size()) != figures.size())
        return Error { "another number of figures" };
    for (int i = 0; i < told.size(); ++i) {
        if (told[i] > policy::most_counted)
            return Error { "a figure out of bounds" };
        figures.at(static_cast<std::size_t>(i)) = told[i];
    }
    return figures;
}

}
