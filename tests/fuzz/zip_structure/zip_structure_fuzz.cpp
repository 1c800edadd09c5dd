// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and the data of a sound file lies within it, each byte once.
#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace zip_structure;
    auto structure = examine(ViewSource({ data, size }));
    if (!structure)
        std::abort(); // Bytes in memory can always be read.
    std::uint64_t used = 0;
    for (const auto& entry : structure.value().entries) {
        if (entry.data_offset > size || entry.compressed_size > size - entry.data_offset)
            std::abort();
        used += entry.compressed_size;
    }
    if (used > size)
        std::abort();
    return 0;
}
