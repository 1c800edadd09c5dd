// SPDX-License-Identifier: MIT
// Asks the YARA worker.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/core/base/descriptor.h"
#include "policy/facts/facts.h"

namespace broker {

// An Error, a crash or a limit all end as a state that is not Clean.
policy::ScanFacts ask_yara(Workers&, const worker::Limits&, const base::Descriptor& input);

Result<policy::EngineFacts> ask_yara_engine(Workers&);

}
