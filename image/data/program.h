// SPDX-License-Identifier: MIT
// Programs of Debian's that do one thing and end.
#pragma once

#include "kiosk/core/base/result.h"

#include <string>
#include <vector>

namespace data {

// `input`: what it reads, a line at most. `secret`: its environment's PASSWORD, where it wants one
// there; neither is ever a word of its command line. An Error: it did not end with 0.
Result<void> run(
    std::vector<std::string> words, const std::string& input = {}, const std::string& secret = {});

}
