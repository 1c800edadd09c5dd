// SPDX-License-Identifier: MIT
// The broker's own small files in the state folder.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <string>

namespace broker {

// A whole file as text, at most `limit` bytes.
Result<std::string> read_text_file(const std::string& path, std::uint64_t limit);

// Whole and durable, or as before; mode 0600.
Result<void> replace_file(
    const std::string& folder, const std::string& name, const std::string& text);

}
