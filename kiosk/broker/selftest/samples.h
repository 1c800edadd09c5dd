// SPDX-License-Identifier: MIT
// The built-in set. Put together at run time, so that no scanner finds it in the program.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <string>
#include <vector>

namespace broker {

enum class Expectation { Refused, Passes };

struct Sample {
    std::string what;
    std::string name; // As on a medium.
    base::Bytes bytes;
    Expectation expectation;
};

std::vector<Sample> self_test_samples();

}
