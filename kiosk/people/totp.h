// SPDX-License-Identifier: MIT
// Time-based one-time passwords (RFC 6238): SHA-1, steps of 30 seconds, 6 digits, as every app and
// token computes them.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <optional>

namespace people {

inline constexpr std::size_t totp_secret_bytes = 20; // RFC 4226 section 4, R6.

std::string totp_code(base::View secret, std::uint64_t step, unsigned digits = 6);

// The step that the code is for: now's, the one before or the one after, and later than
// `last_step`, since each is taken once.
std::optional<std::uint64_t> step_of(
    base::View secret, std::string_view code, std::int64_t now, std::uint64_t last_step);

// RFC 4648 section 6, without padding: how secrets are typed in.
std::string to_base32(base::View);

// What a QR code hands to an app: "otpauth://totp/Sekisho:yamada?secret=...&issuer=Sekisho".
std::string otpauth_uri(std::string_view station, std::string_view account, base::View secret);

}
