// SPDX-License-Identifier: MIT
// A small PDF of our own, drawn before the sandbox closes, so that poppler, fontconfig, FreeType
// and cairo have loaded what they load at their first use.
#pragma once

#include <string>

namespace decode_pdf {

// One page of Latin and Japanese text in fonts that it does not bring along.
std::string sample_document();

}
