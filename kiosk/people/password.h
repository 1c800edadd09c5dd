// SPDX-License-Identifier: MIT
// Passwords by Argon2id (RFC 9106), through libsodium.
#pragma once

#include "kiosk/people/register.h"

namespace people {

// "$argon2id$v=19$m=65536,t=3,p=1$...": parameters, 128-bit salt and 256-bit tag in one line.
Result<std::string> hash_password(std::string_view password, Cost);

// Takes the time of one hash whatever the outcome.
bool is_password(const std::string& hash, std::string_view password);

// Whether the hash was made with other parameters than these.
bool is_outdated(const std::string& hash, Cost);

}
