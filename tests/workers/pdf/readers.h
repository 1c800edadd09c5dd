// SPDX-License-Identifier: MIT
// The real workers, locked in, and independent readers of what they make.
#pragma once

#include "kiosk/broker/workers.h"

namespace tools {

broker::Workers& workers();

// What an independent reader says; `command` names the file as $F.
std::string run(const std::string& pdf, const std::string& command);

}
