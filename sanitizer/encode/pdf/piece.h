// SPDX-License-Identifier: MIT
// A finished page on its way from the process that encodes it to the one that sets it into the
// file. The broker carries it and does not look in.
#pragma once

#include "sanitizer/encode/pdf/image.h"
#include "sanitizer/encode/pdf/text.h"

namespace encode_pdf {

struct Piece {
    Image image;
    std::vector<TextRun> text;
};

base::Bytes to_bytes(const Piece&);

// Whoever wrote it saw foreign pixels: anything out of bounds is an Error.
Result<Piece> read_piece(base::View);
// The text alone.
Result<std::vector<TextRun>> read_text(base::View);

}
