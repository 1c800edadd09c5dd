// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/flate.h"

#include <libdeflate.h>
#include <memory>

namespace verify_pdf {

Result<base::Bytes> inflate(base::View bytes, std::uint64_t size)
{
    // RFC 1950, section 2.2: the header has bits to spare, our writer does not use them.
    if (!base::text_of(bytes).starts_with("\x78\x01"))
        return Error { "a compressed stream that is none of ours" };
    base::Bytes plain(size);
    std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (!decompressor)
        return Error { "no memory to inflate in" };
    std::size_t taken = 0;
    // Without room for a size of its own, libdeflate wants exactly as many bytes as there are.
    auto result = libdeflate_zlib_decompress_ex(decompressor.get(), bytes.data(), bytes.size(),
        plain.data(), plain.size(), &taken, nullptr);
    if (result != LIBDEFLATE_SUCCESS || taken != bytes.size())
        return Error { "a compressed stream of another size" };
    return plain;
}

}
