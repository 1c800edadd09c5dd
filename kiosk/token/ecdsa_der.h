// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/base/bytes.h"

#include <array>
#include <optional>

namespace token {

// The two numbers of a signature on P-256 out of their DER (RFC 3279, section 2.2.3), each in 32
// bytes; nothing where it is not the one form of DER.
std::optional<std::array<std::uint8_t, 64>> numbers_of(base::View der);

}
