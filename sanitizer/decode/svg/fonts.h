// SPDX-License-Identifier: MIT
// Which of the station's fonts stand in for those that a picture names.
#pragma once

#include "kiosk/core/base/result.h"

namespace decode_svg {

// Once, before anything asks for a font. A name of a Mincho of Windows or of Adobe is answered with
// a Mincho, not with fontconfig's one Japanese default; fonts that are links into /etc/alternatives
// are left out, since no job can follow those (each has a place of its own besides).
Result<void> choose_fonts();

}
