// SPDX-License-Identifier: MIT
// Asks the worker that gives the second opinion on a PDF of our own.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"
#include "policy/language/policy.h"

namespace broker {

struct VerifiedPdf {
    std::uint64_t pages { 0 }; // The caller compares: as many as were written?
};

// Refused (Malformed): not, byte for byte, a file as flatten_pdf or redraw_pdf makes it; where
// links become text, none to the web.
Result<Outcome<VerifiedPdf>> verify_pdf(Workers&, const worker::Limits&,
    const base::Descriptor& file, policy::Hyperlinks = policy::Hyperlinks::Keep);

}
