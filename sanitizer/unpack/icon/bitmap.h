// SPDX-License-Identifier: MIT
// An icon's bitmap: colours, and behind them a mask of what is see-through.
#pragma once

#include "sanitizer/decode/pixels/output.h"
#include "sanitizer/unpack/icon/choose.h"

#include <optional>

namespace unpack_icon {

// As a bitmap of its own (BITMAPV4HEADER) of 32 bits with alpha. Nothing: it was written.
Result<std::optional<pixels::Refused>> write_bitmap(const Picture&, pixels::Output&);

}
