// SPDX-License-Identifier: MIT
// What desks ask of a ledger's process, through a broker or, where none runs, by themselves.
#pragma once

#include "kiosk/ledger/client.h"
#include "kiosk/ledger/ledger.pb.h"

namespace ledger {

// A JSON list of the entries, oldest first; as many as `wanted` says, however many that are.
Result<std::string> show(Client&, message::Find wanted);

// {"size":..,"checkpoint":..,"verifier":..,"keys":..}
Result<std::string> show_checkpoint(Client&);

// The receipt (proof.h) of the transfer's entry of that kind: "release_done" says that it was
// released, "transfer_manifest" what was found to be in it.
Result<std::string> receipt_of(
    Client&, const std::string& transfer, const char* kind = "release_done");

}
