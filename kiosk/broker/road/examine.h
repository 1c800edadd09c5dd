// SPDX-License-Identifier: MIT
// All scanners over one file: facts, no verdict.
#pragma once

#include "kiosk/broker/road/road.h"

namespace broker {

// `extension` as the name on the medium has it, lower case. `before`: what was found in the file
// that these bytes were made of. Every scanner looks at every copy; only the type of the very same
// bytes is not asked for twice, as libmagic takes longest over text, and most text is written anew
// as it was.
policy::FileFacts examine(const RoadSetting&, const base::Descriptor& bytes, std::uint64_t size,
    const std::string& sha256, const std::string& extension,
    const policy::FileFacts* before = nullptr);

worker::Limits limits_for(
    const policy::Policy&, const policy::Spending*, std::uint64_t bytes, std::uint64_t pages = 0);

}
