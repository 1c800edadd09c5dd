// SPDX-License-Identifier: MIT
// Asks the type worker.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/core/base/descriptor.h"
#include "policy/facts/facts.h"

namespace broker {

// `extension`: lower case, without the dot, at most 16 plain ASCII letters; else empty.
Result<policy::TypeFacts> ask_type(
    Workers&, const worker::Limits&, const base::Descriptor& input, std::string_view extension);

Result<policy::EngineFacts> ask_type_engine(Workers&);

}
