// SPDX-License-Identifier: MIT
// A finished page on its way from the process that encodes it to the one that sets it into the
// file. The broker carries it and does not look in.
#pragma once

#include "sanitizer/encode/pdf/image.h"

namespace encode_pdf {

base::Bytes to_piece(const Image&);

// Whoever wrote it saw foreign pixels: anything out of bounds is an Error.
Result<Image> from_piece(base::View);

}
