// SPDX-License-Identifier: MIT
// HMAC (RFC 2104) by OpenSSL's libcrypto.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <array>

namespace base {

// For one-time passwords alone: what people carry computes no other. HMAC does not rest on what
// SHA-1 has lost.
std::array<std::uint8_t, 20> hmac_sha1(View key, View message);

}
