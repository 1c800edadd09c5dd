// SPDX-License-Identifier: MIT
// The largest picture of an icon, as a file for another decoder.
#pragma once

#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace unpack_icon {

Result<pixels::Outcome> unpack(base::View file, const pixels::message::Request&, pixels::Output&);

}
