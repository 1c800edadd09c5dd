// SPDX-License-Identifier: MIT
// The second opinion on a PNG of our own: exactly what sanitizer/encode/picture writes, to the last
// byte, read with code of its own.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <variant>

namespace verify_picture {

enum class Fault { Malformed, Limit };
struct Refused {
    Fault fault;
    const char* detail;
};
struct Size {
    std::uint32_t width;
    std::uint32_t height;
};

std::variant<Size, Refused> verify_png(base::View file, std::uint64_t most_pixels);

}
