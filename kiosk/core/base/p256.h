// SPDX-License-Identifier: MIT
// ECDSA over P-256 with SHA-256 (FIPS 186-5), by OpenSSL's libcrypto: signatures verified, none
// made.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <array>

namespace base {

using P256Key = std::array<std::uint8_t, 64>; // x and y, each 32 bytes, the highest first.
using P256Signature = std::array<std::uint8_t, 64>; // r and s, likewise.

// Whether it is a point of the curve that can be anybody's key.
bool is_p256_key(const P256Key&);

// Whether the key's holder signed these bytes. Anything but a clear yes is a no.
bool is_p256_signed(const P256Key&, base::View message, const P256Signature&);

}
