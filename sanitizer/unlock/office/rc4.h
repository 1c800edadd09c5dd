// SPDX-License-Identifier: MIT
// RC4 as the kinds of document before OOXML are encrypted: by a 40-bit key made with MD5
// (MS-OFFCRYPTO 2.3.6), or by CryptoAPI's, made with SHA-1 (2.3.5). Both take a new key for each
// block of a stream.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <array>
#include <optional>
#include <variant>

namespace unlock_office {

class Rc4 {
public:
    explicit Rc4(base::View key);

    void apply(std::span<std::uint8_t>);

private:
    std::uint8_t next();

    std::array<std::uint8_t, 256> m_state;
    std::uint8_t m_i { 0 }, m_j { 0 };
};

enum class KeyKind { Md5, CryptoApi };

// What EncryptionHeader and EncryptionVerifier say of either.
struct Rc4Info {
    KeyKind kind;
    std::size_t key_bytes; // Of CryptoApi.
    base::Bytes salt;
    base::Bytes verifier, verifier_hash; // Encrypted.
};

// Of the bytes from the version on. Empty: an encryption that is not known; an Error: cut off.
Result<std::optional<Rc4Info>> read_rc4_info(base::View);

// What all keys are made of; empty where the password is not the right one.
Result<base::Bytes> rc4_secret(const Rc4Info&, std::string_view password);

Result<Rc4> rc4_of_block(const Rc4Info&, base::View secret, std::uint32_t block);

}
