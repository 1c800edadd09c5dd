// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/decode/charset/encoding.h"

#include <optional>

namespace html {

// What the page's first KiB says of its encoding ("<meta charset=…", "text/html; charset=…"), by
// the labels of the WHATWG Encoding Standard for those encodings that we read. It may lie.
std::optional<charset::Encoding> declared_encoding(base::View);

}
