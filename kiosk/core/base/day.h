// SPDX-License-Identifier: MIT
// Days as people write them, "2026-11-30", by the station's time zone. They sort as they follow.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace base {

std::string day_of(std::int64_t seconds); // Since 1970 UTC.
bool is_day(std::string_view); // Such a day there is.
std::int64_t days_between(std::string_view from, std::string_view to); // Both are days.

}
