// SPDX-License-Identifier: MIT
// Runs an on-demand scanner as a program over one file and returns its exit status.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <string>
#include <vector>

namespace command {

// `argv` with "{file}" standing for the file. The program sees nothing but the read-only system and
// its private /tmp; its output is thrown away. Ended by a signal: an Error.
Result<int> run(const std::vector<std::string>& argv, const base::Descriptor& input);

}
