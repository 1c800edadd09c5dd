// SPDX-License-Identifier: MIT
// The second opinion on a picture of our own: exactly what sanitizer/encode writes, to the last
// byte, read with code that has nothing in common with the writers.
#pragma once

#include "sanitizer/verify/picture/budget.h"

#include <variant>

namespace verify_picture {

enum class Type { Png, Jpeg, Gif, Bmp, Tiff, Webp };
enum class Fault { Malformed, Limit };
struct Refused {
    Fault fault;
    const char* detail;
};

std::variant<Verified, Refused> verify(Type, base::View file, std::uint64_t most_pixels);

}
