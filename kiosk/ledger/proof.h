// SPDX-License-Identifier: MIT
// A receipt: one entry, its place in the tree and the checkpoint over it, as text (after C2SP
// tlog-proof). Whoever has it and the verifier key can prove that the entry was written.
#pragma once

#include "kiosk/ledger/keys.h"

namespace ledger {

struct Proof {
    std::uint64_t index { 0 };
    base::Bytes entry;
    Hash leaf {}; // Told instead of an entry that is empty.
    std::vector<Hash> path;
    std::string checkpoint;
};

std::string to_text(const Proof&); // With its entry.
Result<Proof> parse_proof(std::string_view);

// The entry's text ("" if the proof tells only its hash), if the checkpoint bears the ledger's
// signature and covers the entry.
Result<std::string> check_proof(const Proof&, const Keyring&);

}
