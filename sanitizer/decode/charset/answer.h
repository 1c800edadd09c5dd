// SPDX-License-Identifier: MIT
// What was found out about a text, as a message to the broker.
#pragma once

#include "sanitizer/decode/charset/cleaned.pb.h"
#include "sanitizer/decode/charset/report.h"

namespace charset {

message::Answer answer_of(const Outcome&);

}
