// SPDX-License-Identifier: MIT
// May this manifest leave the station? Judged from receipts alone: each is an entry of the ledger
// under a checkpoint signed by its key.
#pragma once

#include "kiosk/core/base/sha256.h"
#include "kiosk/ledger/keys.h"

#include <string>
#include <vector>

namespace release {

enum class Mode { People, Bench, Export };

struct Warrant {
    std::string transfer; // Or an export's number.
    Mode mode { Mode::People };
    std::string submission;
    std::string manifest;
    std::vector<std::string> approvals;
};

// An Error says what is missing: a receipt that does not hold, another manifest, no approval, or
// one by the person who submitted.
Result<void> check_warrant(
    const Warrant&, const ledger::Keyring&, const std::string& manifest_sha256);

// The hash of the mark that the receipt of an output medium's registration names.
Result<base::Digest> mark_of_medium(const std::string& receipt, const ledger::Keyring&);

}
