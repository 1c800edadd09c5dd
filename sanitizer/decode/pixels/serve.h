// SPDX-License-Identifier: MIT
// A decoder's main(): the file in, pixels and an answer out.
#pragma once

#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

namespace pixels {

// An Error: the pixels could not be written, or the library had no memory.
using Decode = Result<Outcome> (*)(base::View file, const message::Request&, Output&);

int serve_decoder(int argc, char** argv, const sandbox::Profile&, Decode);

}
