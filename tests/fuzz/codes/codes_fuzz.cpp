// SPDX-License-Identifier: MIT
// Whatever the pixels and the numbers that come with them: no crash, and the broker believes what
// was found. The first bytes are a frame, what follows its pixels.
#include "kiosk/broker/ask/seen.h"
#include "scanners/codes/read.h"
#include "scanners/seen/tell.h"

#include <cstdlib>

static constexpr std::size_t most_pixels = 1 << 18;

static void look_at(codes::Gray gray)
{
    seen::Findings findings;
    codes::read_codes(gray, findings);
    seen::message::Seen told;
    seen::tell(findings, told);
    if (!broker::check_seen(told))
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View input(data, size);
    if (size < 6)
        return 0;
    pixels::message::Frame frame;
    frame.set_form(static_cast<pixels::message::Form>(input[0] % 7));
    frame.set_width(input[1] * 256u + input[2]);
    frame.set_height(input[3]);
    frame.set_colours(input[4]);
    frame.set_transparent(input[5]);
    auto pixels = input.subspan(6);
    // Few bytes go a long way: they are repeated.
    if (auto bytes = pixels::frame_bytes(frame); bytes && bytes.value() < most_pixels) {
        base::Bytes repeated;
        for (std::size_t i = 0; !pixels.empty() && i < bytes.value(); ++i)
            repeated.push_back(pixels[i % pixels.size()]);
        if (auto gray = codes::gray_of(frame, repeated))
            look_at(gray.take());
    }
    if (auto gray = codes::gray_of(frame, pixels))
        look_at(gray.take());
    if (auto gray = codes::gray_of_page(pixels, frame.width(), frame.height()))
        look_at(gray.take());
    return 0;
}
