// SPDX-License-Identifier: MIT
// The outside of WebP's three codings: sizes, signatures, how the parts add up.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_picture {

struct CodedSize {
    std::uint32_t width;
    std::uint32_t height;
};

// A key frame that is shown (RFC 6386 sections 9.1 to 9.5), its partitions end to end.
Result<CodedSize> check_vp8(base::View);
// RFC 9649 section 3.4.
Result<CodedSize> check_vp8l(base::View);
// RFC 9649 section 2.7.1.2.
Result<void> check_alpha(base::View, CodedSize);

}
