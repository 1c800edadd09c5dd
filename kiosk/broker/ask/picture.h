// SPDX-License-Identifier: MIT
// Turns a foreign picture into pixels and the pixels into a picture of our own; asks for the second
// opinion on it. PNG alone so far: every other type is refused as unsupported.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

namespace broker {

struct PictureLimits {
    worker::Limits worker;
    std::uint64_t input_bytes { 256ull << 20 };
    std::uint64_t pixels { 64ull << 20 };
};

struct VerifiedPicture {
    std::uint32_t width { 0 };
    std::uint32_t height { 0 };
};

// `input` must not change meanwhile. Metadata are left out and counted in `removed`; orientation
// is applied, resolution kept. The rebuilt bytes have yet to be verified.
Result<Outcome<Rebuilt>> rebuild_picture(
    Workers&, const base::Descriptor& input, policy::FileType, const PictureLimits&);

// `file` must be sealed. Refused (Malformed): not, byte for byte, a form that we write.
Result<Outcome<VerifiedPicture>> verify_picture(
    Workers&, const base::Descriptor& file, policy::FileType, const PictureLimits&);

}
