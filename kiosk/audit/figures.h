// SPDX-License-Identifier: MIT
// What an auditor looks at in numbers. Bounded, however many transfers there were: of what stands
// out the first ones are named, and all are counted.
#pragma once

#include "kiosk/audit/book.h"

namespace audit {

struct Ruler { // What counts as unusual.
    unsigned fast_approval_seconds { 60 };
    unsigned hours_from { 8 * 60 + 30 }; // Minutes of the station's day, on working days.
    unsigned hours_until { 17 * 60 + 15 };
};

// {"transfers":N,"handed_out":N,"rejected":N,"files":{..},"weeks":[{"week":"2026-11-16","transfers":N,
// "refused":N}],"reasons":[{"code":..,"files":N}],"approval":{"count":N,"median":S,"slowest":S,
// "steps":[{"up_to":S,"count":N}]},"fast":{"seconds":S,"count":N,"transfers":[..]},
// "out_of_hours":{..},"stale":{"files":N,"transfers":N},"unreturned":[..]}
nlohmann::json figures_of(const Book&, const Ruler&, const std::string& today);

}
