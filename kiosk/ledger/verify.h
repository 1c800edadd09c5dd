// SPDX-License-Identifier: MIT
// The whole record proved offline, from its bytes: `sekisho ledger verify`.
#pragma once

#include "kiosk/ledger/log.h"

namespace ledger {

struct Finding {
    std::string check; // "frames", "entry", "checkpoint", "tiles", "people", "release", "receipt"
    std::string what;
};

struct Verification {
    std::uint64_t entries { 0 };
    std::string origin;
    std::string root; // Base64, as in the checkpoint.
    std::vector<Finding> findings; // Empty: everything holds.
};

// Reads the folder's own verifier key; who wants to be sure that it is the right one compares it
// with the key that was written down when the station was set up. `receipts`: texts of receipts
// that must be part of this ledger.
Verification verify_ledger(Disk&, const std::vector<std::string>& receipts = {});

}
