// SPDX-License-Identifier: MIT
// Addresses that may stay in a document: http and https, written one way only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rebuild_parts {

// The address in the form of RFC 3986, in ASCII, scheme and host in lower case; nothing for any
// other scheme, a user's name in it, a bad host or port, controls, spaces, backslashes.
std::optional<std::string> clean_link(std::string_view address);

}
