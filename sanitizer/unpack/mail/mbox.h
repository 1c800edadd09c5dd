// SPDX-License-Identifier: MIT
// Where the messages of an mbox file (RFC 4155) begin and end.
#pragma once

#include "sanitizer/unpack/mail/stop.h"

#include <functional>
#include <string_view>

namespace unpack_mail {

// "From " with a sender and a date as asctime(3) writes it.
bool is_separator(std::string_view line);

// Calls `take` with each message, without its "From " line. Lines ">From " stay as they are: their
// quoting cannot be told from what was written. Stops at a line "From " that some readers take for
// a separator and others do not: one without a date, or not behind an empty line.
MaybeStop split_mbox(
    std::string_view file, const std::function<MaybeStop(std::string_view message)>& take);

}
