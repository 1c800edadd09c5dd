// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/cipher.h"
#include "sanitizer/unlock/office/header.h"
#include "sanitizer/unlock/office/kinds.h"

#include <array>
#include <openssl/crypto.h>

namespace unlock_office {

using unlock::Fault, unlock::Refused;

static constexpr std::uint32_t aes_128 = 0x660E, aes_192 = 0x660F, aes_256 = 0x6610;
static constexpr std::uint32_t spins = 50'000; // 2.3.4.7.
static constexpr std::size_t verifier_bytes = 16, hash_bytes = 20, encrypted_hash_bytes = 32;

struct Standard {
    std::size_t key_bytes;
    base::Bytes salt;
    base::View verifier, verifier_hash; // Encrypted.
};

// EncryptionHeader and EncryptionVerifier (2.3.2, 2.3.3).
static Result<std::optional<Standard>> read_info(base::View info)
{
    base::Reader reader(info);
    auto header = TRY(read_header(reader));
    if (header.flags != (flag_crypto_api | flag_aes)
        || (header.digest != digest_sha1 && header.digest != 0)
        || (header.cipher != aes_128 && header.cipher != aes_192 && header.cipher != aes_256)
        || header.key_bits != (header.cipher - aes_128) * 64 + 128)
        return std::optional<Standard>();
    if (TRY(reader.u32_le()) != verifier_bytes) // The salt's size.
        return std::optional<Standard>();
    auto salt = TRY(reader.take(verifier_bytes));
    auto verifier = TRY(reader.take(verifier_bytes));
    if (TRY(reader.u32_le()) != hash_bytes)
        return std::optional<Standard>();
    auto verifier_hash = TRY(reader.take(encrypted_hash_bytes));
    return std::optional(Standard {
        header.key_bits / 8, base::Bytes(salt.begin(), salt.end()), verifier, verifier_hash });
}

// 2.3.4.7: the hash, spread over two blocks of the digest's own size.
static Result<base::Bytes> key_of(const Standard& standard, const std::string& password)
{
    auto stretched = TRY(stretch(Digest::Sha1, standard.salt, password, spins));
    auto last = TRY(hash(Digest::Sha1, { stretched, std::array<std::uint8_t, 4> {} }));
    base::Bytes key;
    for (auto fill : std::array<std::uint8_t, 2> { 0x36, 0x5C }) {
        std::array<std::uint8_t, 64> block;
        block.fill(fill);
        for (std::size_t i = 0; i < last.size(); ++i)
            block[i] = static_cast<std::uint8_t>(block[i] ^ last[i]);
        base::append(key, TRY(hash(Digest::Sha1, { block })));
    }
    key.resize(standard.key_bytes);
    return key;
}

static Result<bool> is_right(const Standard& standard, base::View key)
{
    base::Bytes verifier(verifier_bytes), told(encrypted_hash_bytes);
    TRY(decrypt(key, {}, standard.verifier, verifier));
    TRY(decrypt(key, {}, standard.verifier_hash, told));
    auto found = TRY(hash(Digest::Sha1, { verifier }));
    return CRYPTO_memcmp(told.data(), found.data(), found.size()) == 0;
}

Result<Opened> open_standard(const Streams& streams, std::span<const std::string> passwords)
{
    auto read = read_info(streams.info);
    if (!read)
        return Opened(Refused { Fault::Malformed, "an EncryptionInfo that is cut off" });
    if (!read.value())
        return Opened(Refused { Fault::Unsupported, "an encryption that is not known" });
    const auto& standard = *read.value();
    for (const auto& password : passwords) {
        auto key = TRY(key_of(standard, password));
        if (!TRY(is_right(standard, key)))
            continue;
        auto encrypted = streams.package.subspan(package_head_bytes);
        base::Bytes bytes(encrypted.size());
        TRY(decrypt(key, {}, encrypted, bytes));
        return Opened(std::move(bytes));
    }
    return Opened(Refused { Fault::WrongPassword, "none of the given passwords opens it" });
}

}
