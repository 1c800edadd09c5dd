// SPDX-License-Identifier: MIT
// Pictures, shadings and fonts of a drawn PDF, each from the beginning of its dictionary's own
// entries to the end of its object.
#pragma once

#include "sanitizer/verify/pdf/drawing/names.h"
#include "sanitizer/verify/pdf/drawing/program.h"

namespace verify_pdf {

struct Bounds {
    std::uint64_t plain_bytes; // Of one stream.
    OverLimit& over;
};

// "<<" + entries + "/DL n/Filter/FlateDecode/Length n>>" and the stream; the entries are read.
Result<base::Bytes> read_stream(Cursor&, const Bounds&);

struct PictureFacts {
    Kind kind { Kind::None };
    std::uint32_t mask { 0 }; // Its object.
};
Result<PictureFacts> check_picture(Cursor&, const Bounds&);

Result<void> check_function(Cursor&, const Bounds&);
Result<std::uint32_t> check_shade(Cursor&); // The object of its function.

// Five objects, the first of which has been begun.
struct FontHead {
    std::uint32_t number { 0 }; // Of "F0".
    bool is_vertical { false };
};
Result<FontHead> check_font(Cursor&, std::uint32_t object);
Result<FontFacts> check_descendant(Cursor&, std::uint32_t object, const FontHead&);
Result<void> check_descriptor(Cursor&, std::uint32_t object, const FontHead&, FontFacts&);
Result<void> check_meanings(std::string_view cmap, std::size_t glyphs);

}
