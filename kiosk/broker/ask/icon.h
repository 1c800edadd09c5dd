// SPDX-License-Identifier: MIT
// Asks for the largest picture of an icon or cursor.
#pragma once

#include "kiosk/broker/ask/picture.h"
#include "kiosk/broker/ask/picture_answer.h"

namespace broker {

Result<Outcome<PictureWithin>> picture_of_icon(
    Workers&, const base::Descriptor& icon, const PictureRequest&);

}
