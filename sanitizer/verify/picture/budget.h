// SPDX-License-Identifier: MIT
// What a picture may take, counted before memory is.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_picture {

class Budget {
public:
    explicit Budget(std::uint64_t pixels)
        : m_left(pixels)
    {
    }

    // An Error: nothing of that size, or more than is left.
    Result<void> take(std::uint32_t width, std::uint32_t height)
    {
        auto pixels = std::uint64_t { width } * height;
        if (pixels == 0)
            return Error { "no size" };
        if (pixels > m_left) {
            m_over = true;
            return Error { "more pixels than allowed" };
        }
        m_left -= pixels;
        return {};
    }

    bool is_over() const { return m_over; }

private:
    std::uint64_t m_left;
    bool m_over { false };
};

struct Verified {
    std::uint32_t width;
    std::uint32_t height;
    std::uint32_t frames; // Of a moving picture, or pages.
};

// One for each type, in the file of its name. An Error: not, byte for byte, a form that we write.
Result<Verified> check_png(base::View, Budget&);
Result<Verified> check_jpeg(base::View, Budget&);
Result<Verified> check_gif(base::View, Budget&);
Result<Verified> check_bmp(base::View, Budget&);
Result<Verified> check_tiff(base::View, Budget&);
Result<Verified> check_webp(base::View, Budget&);

}
