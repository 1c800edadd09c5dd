// SPDX-License-Identifier: MIT
// Asks the verifier whether a text is what our writers write.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

namespace broker {

struct VerifiedText {
    std::uint64_t bytes { 0 };
    std::uint64_t characters { 0 };
    std::uint64_t lines { 0 };
    std::uint64_t letters { 0 };
    Seen seen;
};

enum class ExpectedMark { Required, Forbidden }; // U+FEFF at the start.

// `type` is PlainText, Csv or Tsv. A Refused (Malformed) says which rule the text breaks and where.
Result<Outcome<VerifiedText>> verify_text(
    Workers&, const base::Descriptor& input, policy::FileType type, ExpectedMark);

}
