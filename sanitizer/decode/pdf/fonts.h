// SPDX-License-Identifier: MIT
// What stands in for Japanese fonts that a document names and does not bring.
#pragma once

#include "kiosk/core/base/result.h"

namespace decode_pdf {

// Fontconfig knows the names of Windows and of Adobe only by their language, and would answer each
// with its one Japanese default, a Gothic. Afterwards a Mincho is drawn as a Mincho. Once, before
// the first document.
Result<void> know_japanese_fonts();

}
