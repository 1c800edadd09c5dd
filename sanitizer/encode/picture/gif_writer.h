// SPDX-License-Identifier: MIT
// Writes frames of ours as GIF89a: a colour table, how often it plays, and for each frame its
// control block, a table of its own where it differs, and the pixels.
#pragma once

#include "sanitizer/decode/pixels/frame.h"

namespace encode_picture {

// The same bytes for the same picture. An Error: a frame that is not indexed, or lies outside.
Result<base::Bytes> write_gif(const pixels::message::Picture&, base::View pixels);

}
