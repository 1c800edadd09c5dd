// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, an answer that can be sent, and none that is sound without a type.
#include "scanners/type/structure/recognise.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    for (const char* extension : { "", "txt", "csv", "html", "xml" }) {
        auto found = type_scanner::recognise({ data, size }, extension);
        auto plain
            = std::ranges::all_of(found.detail, [](char c) { return c >= 0x20 && c < 0x7F; });
        if (found.structure == policy::Structure::NoAnswer || !plain || found.detail.size() > 200)
            std::abort();
        if (found.structure == policy::Structure::Sound
            && (found.type == policy::FileType::Unknown || !found.detail.empty()))
            std::abort();
    }
    return 0;
}
