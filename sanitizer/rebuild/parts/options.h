// SPDX-License-Identifier: MIT
// What the policy leaves open, and what a rebuild may spend.
#pragma once

#include "sanitizer/rebuild/parts/package.h"

namespace rebuild_parts {

enum class Hyperlinks { Keep, Text };
enum class Comments { Keep, Remove };
enum class Formulas { Keep, Values };

struct Limits {
    PackageLimits package;
    std::uint64_t pictures { 5'000 };
};

}
