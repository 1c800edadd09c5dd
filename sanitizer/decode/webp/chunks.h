// SPDX-License-Identifier: MIT
// Our own walk over a WebP's chunks (RFC 9649): libwebp is given only those that make the picture.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace decode_webp {

struct Chunks {
    base::Bytes file; // A WebP of VP8X, ALPH, VP8, VP8L, ANIM and ANMF alone.
    std::uint32_t frames { 0 }; // 0: a still picture.
    std::uint32_t orientation { 1 };
    bool lossless { true };
    pixels::Removals removed;
};

std::variant<Chunks, pixels::Refused> walk(base::View file);

}
