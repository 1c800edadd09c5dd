// SPDX-License-Identifier: MIT
// The extension of a name on a medium. It may lie; nothing is decided by it alone.
#pragma once

#include <string>
#include <string_view>

namespace broker {

// Lower case, without the dot; empty if there is none or it is no plain ASCII word.
std::string extension_of(std::string_view name);

}
