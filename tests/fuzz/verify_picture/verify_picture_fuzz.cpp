// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and what passes keeps to its limit and to its type's first bytes.
#include "sanitizer/verify/picture/verify.h"

#include <cstdlib>
#include <string_view>

using verify_picture::Type;

static bool begins_right(Type type, std::string_view file)
{
    switch (type) {
    case Type::Png:
        return file.starts_with("\x89PNG\r\n\x1a\n") && file.ends_with("\xAE\x42\x60\x82");
    case Type::Jpeg: return file.starts_with("\xFF\xD8\xFF\xE0") && file.ends_with("\xFF\xD9");
    case Type::Gif: return file.starts_with("GIF89a") && file.ends_with("\x3B");
    case Type::Bmp: return file.starts_with("BM");
    case Type::Tiff: return file.starts_with(std::string_view("II*\0\x08\0\0\0", 8));
    case Type::Webp: return file.starts_with("RIFF");
    }
    return false;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::uint64_t most_pixels = 1 << 20;
    std::string_view file(reinterpret_cast<const char*>(data), size);
    int types = 0;
    for (auto type : { Type::Png, Type::Jpeg, Type::Gif, Type::Bmp, Type::Tiff, Type::Webp }) {
        auto result = verify_picture::verify(type, { data, size }, most_pixels);
        auto* verified = std::get_if<verify_picture::Verified>(&result);
        if (!verified)
            continue;
        ++types;
        if (verified->width == 0 || verified->height == 0 || verified->frames == 0
            || verified->frames > most_pixels || !begins_right(type, file))
            std::abort();
    }
    if (types > 1)
        std::abort();
    return 0;
}
