// SPDX-License-Identifier: MIT
// The pixels of a foreign picture, as its decoder gave them out and the broker checked them.
#pragma once

#include "kiosk/broker/ask/picture.h"
#include "kiosk/broker/ask/picture_answer.h"

namespace broker {

struct Pixels {
    base::Descriptor bytes; // Sealed. As pixels.proto has them.
    DecodedPicture decoded;
};

bool has_decoder(policy::FileType);

// What decode_picture() lets a decoder work on at once.
std::uint64_t most_decoded(policy::FileType, const PictureRequest&, std::uint64_t pixels_left);

// Of a TIFF from `first_page` on, as many as there is room for; of all others everything. A type
// that has no decoder is an Error.
Result<Outcome<Pixels>> decode_picture(Workers&, const base::Descriptor& input, policy::FileType,
    const PictureRequest&, std::uint64_t first_page, std::uint64_t pixels_left);

}
