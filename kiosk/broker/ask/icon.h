// SPDX-License-Identifier: MIT
// Asks for the largest picture of an icon or cursor.
#pragma once

#include "kiosk/broker/ask/picture.h"

namespace broker {

struct PictureWithin {
    base::Descriptor bytes; // Sealed, and as untrusted as the icon.
    policy::FileType type { policy::FileType::Unknown }; // Png or Bmp, by the worker's word.
    std::vector<Removed> removed;
};

Result<Outcome<PictureWithin>> picture_of_icon(
    Workers&, const base::Descriptor& icon, const PictureRequest&);

}
