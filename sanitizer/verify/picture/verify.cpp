// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/verify.h"

namespace verify_picture {

static Result<Verified> check(Type type, base::View file, Budget& budget)
{
    switch (type) {
    case Type::Png: return check_png(file, budget);
    case Type::Jpeg: return check_jpeg(file, budget);
    case Type::Gif: return check_gif(file, budget);
    case Type::Bmp: return check_bmp(file, budget);
    case Type::Tiff: return check_tiff(file, budget);
    case Type::Webp: return check_webp(file, budget);
    }
    return Error { "another type" };
}

std::variant<Verified, Refused> verify(Type type, base::View file, std::uint64_t most_pixels)
{
    Budget budget(most_pixels);
    auto verified = check(type, file, budget);
    if (verified)
        return verified.take();
    if (budget.is_over())
        return Refused { Fault::Limit, "more pixels than allowed" };
    return Refused { Fault::Malformed, "not a picture as we write it" };
}

}
