// SPDX-License-Identifier: MIT
// poppler says that a font failed, and not whether another took its place.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace decode_pdf {

enum class Letters { Drawn, Lost }; // Lost: some that are to be seen have no font at all.

// Of page `number` from 0, while the document is open by poppler-cpp, which sets poppler up.
Letters letters_of(base::View document, int number);

}
