// SPDX-License-Identifier: MIT
#include "kiosk/people/delay.h"

#include <algorithm>

namespace people {

std::chrono::seconds delay_after(std::uint32_t failures)
{
    static constexpr std::chrono::seconds most { 900 };
    if (failures < free_failures)
        return std::chrono::seconds(0);
    auto doublings = std::min(failures - free_failures, 10u);
    return std::min(std::chrono::seconds(10) * (1 << doublings), most);
}

std::chrono::seconds wait_left(std::uint32_t failures, std::int64_t last_failure, std::int64_t now)
{
    auto whole = delay_after(failures);
    std::int64_t passed = 0;
    if (now > last_failure && __builtin_sub_overflow(now, last_failure, &passed))
        passed = INT64_MAX;
    return std::clamp(whole - std::chrono::seconds(passed), std::chrono::seconds(0), whole);
}

}
