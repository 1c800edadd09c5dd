// SPDX-License-Identifier: MIT
// A receipt: one entry, its place in the tree and the checkpoint over it, as text (after C2SP
// tlog-proof). Whoever has it and the verifier key can prove that the entry was written.
#pragma once

#include "kiosk/ledger/log.h"

namespace ledger {

std::string to_text(const Proof&);
Result<Proof> parse_proof(std::string_view);

// The entry's text, if the checkpoint is signed by the verifier and covers the entry.
Result<std::string> check_proof(const Proof&, const Verifier&);

}
