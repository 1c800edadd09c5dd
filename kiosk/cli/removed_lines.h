// SPDX-License-Identifier: MIT
// What was left out of a file, for people: a line for each kind, with its first places.
#pragma once

#include "policy/verdict/reason.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace cli {

// Of a report's "removed".
std::vector<std::string> removed_lines(const nlohmann::json& removed, policy::Language);

}
