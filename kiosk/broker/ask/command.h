// SPDX-License-Identifier: MIT
// Asks an on-demand engine that is a program of its own.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/core/base/descriptor.h"
#include "policy/facts/facts.h"
#include "policy/language/policy.h"

namespace broker {

// Clean and found are what the policy's exit codes say; anything else is no answer.
policy::ScanFacts ask_command(
    Workers&, const worker::Limits&, const policy::CommandScanner&, const base::Descriptor& input);

Result<policy::EngineFacts> ask_command_engine(Workers&, const policy::CommandScanner&);

}
