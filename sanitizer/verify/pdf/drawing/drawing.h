// SPDX-License-Identifier: MIT
// Reads a PDF of drawings by the narrowest grammar: what our writer of drawings cannot have written
// is refused. Shares nothing with the writer.
#pragma once

#include "sanitizer/verify/pdf/verifier.h"

namespace verify_pdf {

// By its first bytes; whether it is one, verify_drawings tells.
bool looks_like_drawings(base::View file);

std::variant<Verified, Refused> verify_drawings(base::View file, const Limits&);

}
