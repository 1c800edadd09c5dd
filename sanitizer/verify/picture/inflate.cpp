// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/inflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <memory>

namespace verify_picture {

Result<base::Bytes> inflate(base::View packed, std::size_t size)
{
    if (size > UINT32_MAX || packed.size() > UINT32_MAX)
        return Error { "more than fits" };
    base::Bytes bytes(size);
    auto state = std::make_unique<inflate_state>();
    isal_inflate_init(state.get());
    state->crc_flag = ISAL_ZLIB;
    state->next_in = const_cast<std::uint8_t*>(packed.data()); // It only reads.
    state->avail_in = static_cast<std::uint32_t>(packed.size());
    state->next_out = bytes.data();
    state->avail_out = static_cast<std::uint32_t>(size);
    auto result = isal_inflate(state.get());
    if (result != ISAL_DECOMP_OK || state->block_state != ISAL_BLOCK_FINISH || state->avail_in != 0
        || state->avail_out != 0)
        return Error { "other data than the size implies" };
    return bytes;
}

std::uint32_t crc32(base::View bytes)
{
    return crc32_gzip_refl(0, bytes.data(), bytes.size());
}

}
