// SPDX-License-Identifier: MIT
// What MS-OFFCRYPTO builds its kinds of encryption of: digests, AES, and a password made slow to
// try. All by OpenSSL.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <initializer_list>
#include <optional>

namespace unlock_office {

enum class Digest { Md5, Sha1, Sha256, Sha384, Sha512 };

// "SHA512", as in 2.3.4.10; MD5, which is broken, is none that a package may name.
std::optional<Digest> digest_named(std::string_view name);
std::size_t size_of(Digest);

Result<base::Bytes> hash(Digest, std::initializer_list<base::View> parts);
Result<base::Bytes> hmac(Digest, base::View key, base::View data);

// The password as UTF-16LE, behind the salt, hashed so often (2.3.4.11; 2.3.4.7 with 50,000).
Result<base::Bytes> stretch(
    Digest, base::View salt, std::string_view password, std::uint32_t spins);

// Cut to its size, or filled up with 0x36 (2.3.4.11).
base::Bytes fit(base::Bytes, std::size_t size);

inline constexpr std::size_t aes_block_bytes = 16;

// AES by a key of 16, 24 or 32 bytes, without padding: whole blocks only. An empty vector: ECB.
Result<void> decrypt(
    base::View key, base::View vector, base::View from, std::span<std::uint8_t> to);

// Before the process is locked in: OpenSSL looks for its ciphers when they are asked for first.
Result<void> warm_up();

}
