// SPDX-License-Identifier: MIT
// The coded data of a baseline JPEG: does it hold exactly the blocks that the frame implies?
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_picture {

struct JpegFrame {
    std::uint32_t width;
    std::uint32_t height;
    unsigned components; // 1 or 3.
    unsigned sampling_x; // Of the first component: 1 or 2.
    unsigned sampling_y;
};

// Every code is read and thrown away; after the last block there may be up to seven bits of ones,
// and nothing else. No restarts.
Result<void> check_scan(base::View coded, const JpegFrame&);

}
