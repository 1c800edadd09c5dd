// SPDX-License-Identifier: MIT
// Charts (ODF 1.3 part 3, 11) and formulas (MathML 2.0, 14.5 of the same): documents within the
// document that are built like it.
#include "sanitizer/rebuild/odf/vocabulary/vocabulary.h"

namespace rebuild_odf {

std::string_view object_words()
{
    return {};
}

}
