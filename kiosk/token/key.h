// SPDX-License-Identifier: MIT
// One security key, spoken to by libfido2. It has to be touched; its PIN is never asked for: the
// account's password is the other factor.
#pragma once

#include "kiosk/token/node.h"
#include "kiosk/token/token.pb.h"

namespace token {

inline constexpr const char* relying_party = "sekisho"; // Of every station; see kiosk/people.

void prepare_library();

message::Answer enrol(Node&, const message::Enrol&);
message::Answer touch(Node&, const message::Touch&);
message::Answer know(Node&, const message::Know&);

}
