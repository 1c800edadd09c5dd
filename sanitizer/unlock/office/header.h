// SPDX-License-Identifier: MIT
// EncryptionHeader (MS-OFFCRYPTO 2.3.2), which Standard encryption and CryptoAPI's RC4 begin with.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace unlock_office {

inline constexpr std::uint32_t flag_crypto_api = 0x04, flag_external = 0x10, flag_aes = 0x20;
inline constexpr std::uint32_t digest_sha1 = 0x8004;

struct EncryptionHeader {
    std::uint32_t flags; // Without what is said of the document's properties.
    std::uint32_t cipher;
    std::uint32_t digest;
    std::uint32_t key_bits;
};

// From behind the version on; an Error: cut off.
inline Result<EncryptionHeader> read_header(base::Reader& reader)
{
    TRY(reader.u32_le()); // The flags once more.
    auto bytes = TRY(reader.u32_le());
    base::Reader header(TRY(reader.take(bytes)));
    EncryptionHeader read {};
    read.flags = TRY(header.u32_le()) & (flag_crypto_api | flag_external | flag_aes);
    TRY(header.u32_le());
    read.cipher = TRY(header.u32_le());
    read.digest = TRY(header.u32_le());
    read.key_bits = TRY(header.u32_le());
    return read;
}

}
