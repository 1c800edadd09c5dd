// SPDX-License-Identifier: MIT
// Turns a foreign picture into pixels and the pixels into a picture of our own of the same type (a
// drawing, emf or wmf, and an icon into a png, heic and avif into a jpeg, or a png where they are
// see-through); asks for the second opinion on it.
//
// One worker for each library decodes, another process encodes, and the broker carries the pixels
// from one to the other without a look at them. A TIFF goes some pages at a time.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

namespace broker {

// A worker holds a pixel of four bytes in up to four places at once, and its library beside.
inline constexpr std::uint64_t picture_memory_for_pixel = 20;

struct PictureRequest {
    worker::Limits worker; // For decoding; encoding has time for its pixels beside.
    std::chrono::milliseconds time_for_megapixel { 400 };
    std::chrono::milliseconds most_time { 1'800'000 };
    std::uint64_t input_bytes { 1ull << 30 };
    std::uint64_t output_bytes { 4ull << 30 };
    std::uint64_t pixels { 1ull << 34 }; // Of all frames and pages together.
    std::uint64_t pixels_at_once { 50'000'000 }; // What the workers' memory has room for.
    std::uint64_t pages { 2'000 };
    unsigned jpeg_quality { 85 };
};

struct VerifiedPicture {
    std::uint32_t width { 0 };
    std::uint32_t height { 0 };
    std::uint32_t frames { 0 }; // Of a moving picture, or pages.
};

// `input` must not change meanwhile. `spent`: the pixels that decoders were let work on, also where
// the picture is refused. Metadata are left out and counted in `removed`; orientation
// is applied, resolution kept. The rebuilt bytes have yet to be verified.
Result<Outcome<Rebuilt>> rebuild_picture(Workers&, const base::Descriptor& input, policy::FileType,
    const PictureRequest&, std::uint64_t* spent = nullptr);

// `file` must be sealed. Refused (Malformed): not, byte for byte, a form that we write.
Result<Outcome<VerifiedPicture>> verify_picture(Workers&, const base::Descriptor& file,
    policy::FileType, std::uint64_t most_pixels, const worker::Limits&);

}
