// SPDX-License-Identifier: MIT
// The report of a transfer as DESIGN.md section 6 has it: one JSON document in its folder.
#pragma once

#include "kiosk/core/base/result.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace broker {

// From `head`, an object, and the lines of files.jsonl in the folder, each one object; they are
// never all in memory. The report's path; an Error if a single line could not be taken over.
Result<std::string> write_report(const std::string& folder, const nlohmann::json& head);

}
