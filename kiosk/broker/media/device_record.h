// SPDX-License-Identifier: MIT
// What a device did over time, as the ledger has it: each time that it was read, refused, or broke
// off a session. A device that shows several faces is known by the one it was caught with.
#pragma once

#include "kiosk/intake/medium.h"
#include "kiosk/ledger/client.h"

#include <nlohmann/json_fwd.hpp>

namespace broker {

// identity_of() the device; where it has no serial number, "descriptors:" and the SHA-256 of its
// descriptors.
std::string record_key(const intake::Device&);

// Whether `text` has the form of an identity, so that no other names are looked for.
bool is_identity(const std::string& text);

// An array of entries, the oldest first; of very many, the newest thousand of each kind.
Result<nlohmann::json> record_of(ledger::Client&, const std::string& identity);

}
