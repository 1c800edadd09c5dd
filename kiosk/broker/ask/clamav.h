// SPDX-License-Identifier: MIT
// Asks the ClamAV worker.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/core/base/descriptor.h"
#include "policy/facts/facts.h"

namespace broker {

// An Error, a crash or a limit all end as a state that is not Clean.
policy::ScanFacts ask_clamav(
    Workers&, const worker::Limits&, const base::Descriptor& input, std::uint64_t scan_bytes);

Result<policy::EngineFacts> ask_clamav_engine(Workers&);

}
