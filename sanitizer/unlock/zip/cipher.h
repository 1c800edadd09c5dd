// SPDX-License-Identifier: MIT
// The two ways in which a ZIP entry is encrypted: by the traditional cipher (APPNOTE.TXT 6.1), and
// by AES as WinZip does it (AE-1 and AE-2; WinZip's "AES Encryption Information", 1.04).
#pragma once

#include "kiosk/core/base/bytes.h"

#include <array>
#include <memory>

namespace unlock_zip {

// For one entry and one password; its pieces in their order.
class Cipher {
public:
    virtual ~Cipher() = default;
    virtual Result<void> decrypt(std::span<std::uint8_t> piece) = 0; // In place.
    // Once all was decrypted. Where the cipher has no such proof, the entry's own checksum has to
    // do.
    virtual Result<bool> is_authentic(base::View tail) = 0;
};

inline constexpr std::size_t traditional_head_bytes = 12;
std::unique_ptr<Cipher> traditional(base::View head, std::string_view password);

// How many bytes of each; in front of the content and behind it.
struct AesForm {
    std::size_t key;
    std::size_t salt;
    std::size_t head() const { return salt + 2; }
    static constexpr std::size_t tail = 10;
};
// `strength` as in the extra field: 1, 2 and 3 for keys of 128, 192 and 256 bits.
const AesForm* aes_form(std::uint8_t strength);

// Before the process is locked in: OpenSSL looks for its ciphers when they are asked for first.
Result<void> warm_up();

// Null: the password is not the right one, as the head tells in all but one of 65,536 cases.
Result<std::unique_ptr<Cipher>> aes(const AesForm&, base::View head, std::string_view password);

}
