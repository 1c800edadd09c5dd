// SPDX-License-Identifier: MIT
// A value that another process gave us. It is opened only by a check that says what makes it good.
#pragma once

#include "kiosk/core/base/result.h"

namespace wire {

template <typename T>
class [[nodiscard]] Untrusted {
public:
    explicit Untrusted(T value)
        : m_value(std::move(value))
    {
    }

    // `check` takes const T& and returns Result<Checked>: our own type, range-checked. It is the
    // only way out.
    template <typename Check>
    auto checked(Check&& check) const
    {
        return check(m_value);
    }

private:
    T m_value;
};

}
