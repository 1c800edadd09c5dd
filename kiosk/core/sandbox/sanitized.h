// SPDX-License-Identifier: MIT
// All that a build with AddressSanitizer and UndefinedBehaviorSanitizer does otherwise. A released
// build has none of it; the sandbox is in force in both.
#pragma once

#ifndef SEKISHO_SANITIZE

namespace sandbox {
inline constexpr int patience = 1;
}

#else

#include <vector>

namespace sandbox {

inline constexpr int patience = 10; // Every worker's time is so many times as long.

// How a worker ends in which the sanitizers found a fault. No test may take that for a refusal: the
// broker of such a build ends itself when it sees it.
inline constexpr int finding_status = 97;

// What the sanitizers' run-time calls, on top of every profile: some of it is allowed, some gets
// EPERM, so that a report comes out.
std::vector<int> calls_of_sanitizers();
std::vector<int> calls_of_reports();

// Lets the run-time read the list of loaded programs while there are files.
void prepare_reports();

}

#endif
