// SPDX-License-Identifier: MIT
// Takes the encryption off a file whose password was given. What comes of it is as foreign as the
// file was, and travels the road from its beginning.
//
// Passwords go to the worker that opens the file, and nowhere else: no ledger, report or message
// has them.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

#include <span>

namespace broker {

inline constexpr std::size_t most_passwords = 20;
inline constexpr std::size_t most_password_bytes = 127; // What a PDF takes (ISO 32000-2, 7.6.4.3).

bool can_unlock(policy::FileType);

// A sealed file. Refused, Encrypted: none of the passwords opens it. A PDF that only its owner's
// password protects needs none.
Result<Outcome<base::Descriptor>> unlock(Workers&, const worker::Limits&,
    const base::Descriptor& file, policy::FileType, std::span<const std::string> passwords);

}
