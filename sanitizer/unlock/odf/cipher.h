// SPDX-License-Identifier: MIT
// How one part is encrypted (OASIS ODF 1.3 part 2, 3.4 and 4.8), and what it is without.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <optional>
#include <string>

namespace unlock_odf {

enum class Digest { Sha1, Sha256 };

struct Sealing {
    std::uint64_t size { 0 }; // Of the part, inflated.
    Digest proof { Digest::Sha256 }; // Of the first kilobyte, packed.
    base::Bytes checksum;
    base::Bytes vector;
    std::size_t key_bytes { 32 };
    Digest start { Digest::Sha256 }; // What the password becomes before its key is made.
    base::Bytes salt;
    std::uint32_t rounds { 0 };
};

inline constexpr std::size_t aes_block_bytes = 16;
inline constexpr std::uint32_t most_rounds = 1'000'000;

// The part as it is packed. Nothing: this is not the password.
Result<std::optional<base::Bytes>> open_part(
    const Sealing&, base::View sealed, std::string_view password);

// Before the process is locked in: OpenSSL looks for its ciphers when they are asked for first.
Result<void> warm_up();

}
