// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/flate.h"

#include <libdeflate.h>
#include <memory>

namespace encode_pdf {

// Pages of text come out a twentieth larger than by 4, in two thirds of the time.
static constexpr int level = 1;

Result<base::Bytes> compress(base::View plain)
{
    std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(level), libdeflate_free_compressor);
    if (!compressor)
        return Error { "no memory to compress in" };
    base::Bytes out(libdeflate_zlib_compress_bound(compressor.get(), plain.size()));
    out.resize(libdeflate_zlib_compress(
        compressor.get(), plain.data(), plain.size(), out.data(), out.size()));
    if (out.empty())
        return Error { "libdeflate did not compress" };
    return out;
}

}
