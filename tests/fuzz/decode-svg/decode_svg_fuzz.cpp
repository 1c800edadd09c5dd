// SPDX-License-Identifier: MIT
// Whatever the bytes: what is written is clean, by the cleaner itself and by a look for words that
// can have no place in it.
#include "sanitizer/decode/svg/clean.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace decode_svg;
    auto outcome = clean({ data, size }, {});
    auto* cleaned = std::get_if<Cleaned>(&outcome);
    if (!cleaned)
        return 0;
    for (std::string_view word :
        { "<script", "<image", "<feImage", "<foreignObject", "<!", "<?" }) {
        if (cleaned->svg.find(word) != std::string::npos)
            std::abort();
    }
    auto again = clean(base::view_of(cleaned->svg), {});
    auto* twice = std::get_if<Cleaned>(&again);
    if (!twice || twice->svg != cleaned->svg
        || std::ranges::any_of(twice->left, [](auto count) { return count != 0; }))
        std::abort();
    return 0;
}
