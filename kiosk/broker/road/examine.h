// SPDX-License-Identifier: MIT
// All scanners over one file: facts, no verdict.
#pragma once

#include "kiosk/broker/road/road.h"

namespace broker {

// `extension` as the name on the medium has it, lower case.
policy::FileFacts examine(const RoadSetting&, const base::Descriptor& bytes, std::uint64_t size,
    const std::string& sha256, const std::string& extension);

worker::Limits limits_for(
    const policy::Policy&, const policy::Spending*, std::uint64_t bytes, std::uint64_t pages = 0);

}
