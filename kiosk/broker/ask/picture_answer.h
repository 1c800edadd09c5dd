// SPDX-License-Identifier: MIT
// What a decoder of pictures said, and what unpack-icon did, checked field by field.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "sanitizer/decode/pixels/pixels.pb.h"

namespace broker {

// What was asked for, and what came beside the answer.
struct PictureStep {
    policy::FileType type;
    std::uint64_t pixels; // At most.
    std::uint64_t frames; // At most.
    std::uint64_t input_bytes;
    std::uint64_t first_page; // TIFF.
    std::uint64_t pixel_bytes; // The size of the memory file.
};

struct DecodedPicture {
    pixels::message::Picture picture; // Every number of it is in its range.
    std::vector<Removed> removed;
    std::uint64_t pixels { 0 };
    std::uint64_t pages { 1 }; // Of the whole file.
};

Result<Outcome<DecodedPicture>> check_decoded_picture(
    const pixels::message::Answer&, const PictureStep&);

// The picture that was chosen of an icon.
struct PictureWithin {
    base::Descriptor bytes; // Sealed, and as untrusted as the icon.
    policy::FileType type { policy::FileType::Unknown }; // Png or Bmp, by the worker's word.
    std::vector<Removed> removed;
};

// Without the bytes, which came beside it. An icon of so many bytes left nothing out more often.
Result<Outcome<PictureWithin>> check_icon_answer(
    const pixels::message::Answer&, std::uint64_t input_bytes);

}
