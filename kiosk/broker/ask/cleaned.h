// SPDX-License-Identifier: MIT
// Checks what a worker says of the text it wrote.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "sanitizer/decode/charset/cleaned.pb.h"

namespace broker {

// `output` is what the worker wrote into; it is sealed and handed on. `most` bounds every count.
Result<Outcome<Rebuilt>> check_cleaned(
    const charset::message::Answer&, base::Descriptor output, policy::FileType, std::uint64_t most);

}
