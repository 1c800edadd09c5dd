// SPDX-License-Identifier: MIT
// Asks the worker that gives the second opinion on a PDF of our own.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"
#include "policy/language/policy.h"

namespace broker {

struct ExpectedPdf {
    std::uint64_t pages; // Not one fewer: what is missing nobody would look for.
    policy::Hyperlinks links { policy::Hyperlinks::Text };
    std::string label {}; // As Rebuilt::stamp.
};

struct VerifiedPdf {
    Seen seen; // What its links lead to.
};

// Refused (Malformed): not, byte for byte, a file as flatten_pdf or redraw_pdf makes it, with as
// many pages; where links become text, none to the web.
Result<Outcome<VerifiedPdf>> verify_pdf(
    Workers&, const worker::Limits&, const base::Descriptor& file, const ExpectedPdf&);

}
