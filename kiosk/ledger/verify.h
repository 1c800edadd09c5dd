// SPDX-License-Identifier: MIT
// The whole record proved offline, from its bytes, in bounded memory: `sekisho ledger verify`.
#pragma once

#include "kiosk/ledger/disk.h"
#include "kiosk/ledger/keys.h"

#include <functional>
#include <optional>

namespace ledger {

struct Finding {
    // "frames", "entry", "clock", "boot", "keys", "checkpoint", "tiles", "people", "release",
    // "heartbeat", "receipt", "older checkpoint", "record"
    std::string check;
    std::string what;
};

// While a station works there may be entries that no checkpoint covers yet; they are promised to
// nobody. At rest they are a finding.
enum class Station { AtRest, Working };

struct Questions {
    // The key that was written down when the station was set up. Without it the folder's own is
    // believed, which proves that the record is whole, but not whose it is.
    std::optional<Verifier> key;
    std::vector<std::string> receipts; // Texts, of either form, that must be of this ledger.
    std::vector<std::string> checkpoints; // Signed notes that this ledger must have grown from.
    Station station { Station::AtRest };
    std::function<void(std::uint64_t done, std::uint64_t total)> progress; // Bytes.
};

struct Verification {
    std::uint64_t entries { 0 };
    std::string origin;
    std::string root; // Base64, as in the checkpoint.
    std::size_t epochs { 0 }; // Keys that signed, one after another.
    std::vector<Finding> findings; // Empty: everything holds.
    std::vector<Finding> remarks; // For a person to judge: the clock was set, a silence.
};

Verification verify_ledger(Disk&, const Questions& = {});

}
