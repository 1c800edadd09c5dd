// SPDX-License-Identifier: MIT
// Findings as a message to the broker.
#pragma once

#include "scanners/seen/findings.h"
#include "scanners/seen/seen.pb.h"

namespace seen {

void tell(const Findings&, message::Seen&);

}
