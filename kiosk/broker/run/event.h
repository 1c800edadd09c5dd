// SPDX-License-Identifier: MIT
// What the desks hear of a file as soon as it is done.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace broker {

// A desk reads no message of more than 256 MiB.
inline constexpr std::size_t most_event_bytes = 16 << 20;

// `line`: the report of the file as it stands in the report of the medium. The same, or without
// the file's parts if it is longer than an event may be: the report has them.
std::string event_of(nlohmann::json report, std::string line);

}
