// SPDX-License-Identifier: MIT
// What a device did over time, as the ledger has it: each time that it was read, refused, or broke
// off a session. A device that shows several faces is known by the one it was caught with.
#pragma once

#include "kiosk/intake/medium.h"
#include "kiosk/ledger/client.h"

#include <nlohmann/json_fwd.hpp>

namespace broker {

// "usb:0951:1666:SERIAL" (vendor, product), with "sha256:" and its SHA-256 for a serial number of
// more than 180 bytes or so; where it has none, "descriptors:" and the
// SHA-256 of its descriptors.
std::string identity_of(const intake::Device&);

// Whether `text` has the form of an identity, so that no other names are looked for.
bool is_identity(const std::string& text);

// An array of entries, the oldest first; of very many, the newest thousand of each kind.
Result<nlohmann::json> record_of(ledger::Client&, const std::string& identity);

}
