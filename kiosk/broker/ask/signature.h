// SPDX-License-Identifier: MIT
// Has the signatures of a file verified. An Error is NoAnswer.
#pragma once

#include "kiosk/broker/workers.h"
#include "policy/facts/file_type.h"
#include "policy/facts/signature.h"

namespace broker {

// Whether signatures in a file of this type are known here.
bool can_verify_signatures(policy::FileType);

// `now`: the station's clock, in seconds since 1970 UTC.
Result<std::vector<policy::Signature>> ask_signatures(Workers&, const worker::Limits&,
    const base::Descriptor& file, policy::FileType, std::int64_t now);

}
