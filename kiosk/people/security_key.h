// SPDX-License-Identifier: MIT
// Security keys as second factors: what is known of one, and whether a touch is its own. A key and
// what hands its answers on are believed in nothing that its signature does not cover.
#pragma once

#include "kiosk/core/base/p256.h"
#include "kiosk/core/base/sha256.h"

namespace people {

inline constexpr std::size_t longest_key_id = 255;
inline constexpr std::size_t most_keys = 4; // Of one account.

struct SecurityKey {
    base::Bytes id; // Of its credential, 1 to 255 bytes.
    base::P256Key public_key {};
    std::uint32_t counter { 0 }; // As it last said; it must rise with each touch.
    std::string name; // What its owner calls it.
    std::int64_t enrolled { 0 }; // When.
    enum class State { Good, Copied } state { State::Good }; // Copied: it counts for nothing.
};

// An assertion (WebAuthn Level 2, section 6.3.3), each part in its fixed form.
struct Touch {
    base::Bytes key; // The credential's ID.
    std::array<std::uint8_t, 37> data {}; // Relying party's SHA-256, flags, counter.
    base::P256Signature signature {};
    base::Digest challenge {}; // What it had to sign: of this very moment, and ours.
    std::uint32_t counter_then { 0 }; // Where the key's stood when it was asked.
};

struct Judged {
    // Copied: a true signature whose counter stands where it was or before it, so that two keys
    // hold the same secret, or the key was set back. A touch that was only overtaken by a later one
    // is Wrong.
    enum class As { Wrong, Copied, Good } as { As::Wrong };
    std::uint32_t counter { 0 };
};

Judged judge(const SecurityKey&, const Touch&);

// The rules that each key in the file holds to, and that of its name alone.
Result<void> check_key(const SecurityKey&);
Result<void> check_key_name(const std::string&);

std::vector<base::Bytes> ids_of(const std::vector<SecurityKey>&);

}
