// SPDX-License-Identifier: MIT
// All that a build with AddressSanitizer and UndefinedBehaviorSanitizer does otherwise. A released
// build has none of it; the sandbox is in force in both.
#pragma once

#ifdef SEKISHO_SANITIZE

#include <vector>

namespace sandbox {

// How a worker ends in which the sanitizers found a fault. No test may take that for a refusal: the
// broker of such a build ends itself when it sees it.
inline constexpr int finding_status = 97;

// The system calls of the sanitizers' run-time, on top of every profile.
std::vector<int> sanitizer_calls();

}

#endif
