// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/cipher.h"
#include "sanitizer/unlock/office/element.h"
#include "sanitizer/unlock/office/kinds.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <openssl/crypto.h>

namespace unlock_office {

using unlock::Fault, unlock::Refused;
using BlockKey = std::array<std::uint8_t, 8>;

// 2.3.4.11 to 2.3.4.14.
static constexpr BlockKey verifier_input { 0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79 };
static constexpr BlockKey verifier_value { 0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e };
static constexpr BlockKey key_value { 0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6 };
static constexpr BlockKey integrity_key { 0x5f, 0xb2, 0xad, 0x01, 0x0c, 0xb9, 0xe1, 0xf6 };
static constexpr BlockKey integrity_value { 0xa0, 0x67, 0x7f, 0x02, 0xb2, 0x2c, 0x84, 0x33 };

static constexpr std::size_t segment_bytes = 4096;
static constexpr std::uint32_t most_spins = 1'000'000; // Office takes 100,000.
static constexpr std::size_t most_salt_bytes
    = 256; // Office takes 16; it is hashed for each segment.

// What keyData and encryptedKey have in common.
struct Suite {
    Digest digest;
    std::size_t key_bytes;
    base::Bytes salt;
};

struct Agile {
    Suite package;
    Suite password;
    std::uint32_t spins;
    base::Bytes verifier_input, verifier_value, key_value; // Encrypted.
    base::Bytes integrity_key, integrity_value; // Encrypted.
};

static std::string_view value_of(const Attributes& attributes, std::string_view name)
{
    auto found = attributes.find(name);
    return found == attributes.end() ? std::string_view() : found->second;
}

static std::optional<std::uint32_t> number_of(const Attributes& attributes, std::string_view name)
{
    auto digits = value_of(attributes, name);
    std::uint32_t number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty())
        return std::nullopt;
    return number;
}

// Whole blocks, at least as long as what must be in it.
static std::optional<base::Bytes> encrypted_value(
    const Attributes& attributes, std::string_view name, std::size_t least)
{
    auto bytes = base::from_base64(value_of(attributes, name));
    if (!bytes || bytes.value().size() < least || bytes.value().size() > 256
        || bytes.value().size() % aes_block_bytes != 0)
        return std::nullopt;
    return std::move(bytes.value());
}

static std::optional<Suite> read_suite(const Attributes& attributes)
{
    auto digest = digest_named(value_of(attributes, "hashAlgorithm"));
    auto key_bits = number_of(attributes, "keyBits");
    auto salt_bytes = number_of(attributes, "saltSize");
    auto salt = base::from_base64(value_of(attributes, "saltValue"));
    if (!digest || !key_bits || !salt_bytes || !salt
        || (*key_bits != 128 && *key_bits != 192 && *key_bits != 256)
        || number_of(attributes, "blockSize") != aes_block_bytes
        || number_of(attributes, "hashSize") != size_of(*digest)
        || value_of(attributes, "cipherAlgorithm") != "AES"
        || value_of(attributes, "cipherChaining") != "ChainingModeCBC" || *salt_bytes == 0
        || *salt_bytes > most_salt_bytes || salt.value().size() != *salt_bytes)
        return std::nullopt;
    return Suite { *digest, *key_bits / 8, std::move(salt.value()) };
}

static std::optional<Agile> read_info(std::string_view xml)
{
    auto key_data = attributes_of(xml, "keyData");
    auto integrity = attributes_of(xml, "dataIntegrity");
    auto encrypted_key = attributes_of(xml, "encryptedKey");
    if (!key_data || !integrity || !encrypted_key)
        return std::nullopt;
    auto package = read_suite(*key_data);
    auto password = read_suite(*encrypted_key);
    auto spins = number_of(*encrypted_key, "spinCount");
    if (!package || !password || !spins || *spins > most_spins)
        return std::nullopt;
    auto hash_bytes = size_of(password->digest);
    auto input
        = encrypted_value(*encrypted_key, "encryptedVerifierHashInput", password->salt.size());
    auto value = encrypted_value(*encrypted_key, "encryptedVerifierHashValue", hash_bytes);
    auto key = encrypted_value(*encrypted_key, "encryptedKeyValue", package->key_bytes);
    auto code_bytes = size_of(package->digest);
    auto code_key = encrypted_value(*integrity, "encryptedHmacKey", code_bytes);
    auto code = encrypted_value(*integrity, "encryptedHmacValue", code_bytes);
    if (!input || !value || !key || !code_key || !code)
        return std::nullopt;
    return Agile { std::move(*package), std::move(*password), *spins, std::move(*input),
        std::move(*value), std::move(*key), std::move(*code_key), std::move(*code) };
}

static Result<base::Bytes> plain(base::View key, base::View vector, const base::Bytes& encrypted)
{
    base::Bytes bytes(encrypted.size());
    TRY(decrypt(key, vector, encrypted, bytes));
    return bytes;
}

// One of the three values that the password itself encrypts.
static Result<base::Bytes> by_password(
    const Agile& agile, base::View stretched, const BlockKey& block, const base::Bytes& encrypted)
{
    const auto& suite = agile.password;
    auto key = fit(TRY(hash(suite.digest, { stretched, block })), suite.key_bytes);
    return plain(key, fit(suite.salt, aes_block_bytes), encrypted);
}

// The key of the package; empty where the password is not the right one.
static Result<base::Bytes> key_of(const Agile& agile, const std::string& password)
{
    const auto& suite = agile.password;
    auto stretched = TRY(stretch(suite.digest, suite.salt, password, agile.spins));
    auto input = TRY(by_password(agile, stretched, verifier_input, agile.verifier_input));
    input.resize(suite.salt.size());
    auto told = TRY(by_password(agile, stretched, verifier_value, agile.verifier_value));
    auto found = TRY(hash(suite.digest, { input }));
    if (CRYPTO_memcmp(told.data(), found.data(), found.size()) != 0)
        return base::Bytes {};
    auto key = TRY(by_password(agile, stretched, key_value, agile.key_value));
    key.resize(agile.package.key_bytes);
    return key;
}

static Result<base::Bytes> vector_for(const Suite& suite, base::View block)
{
    return fit(TRY(hash(suite.digest, { suite.salt, block })), aes_block_bytes);
}

static Result<bool> is_intact(const Agile& agile, base::View key, base::View package)
{
    const auto& suite = agile.package;
    auto code_key = TRY(plain(key, TRY(vector_for(suite, integrity_key)), agile.integrity_key));
    auto told = TRY(plain(key, TRY(vector_for(suite, integrity_value)), agile.integrity_value));
    code_key.resize(size_of(suite.digest));
    auto found = TRY(hmac(suite.digest, code_key, package));
    return CRYPTO_memcmp(told.data(), found.data(), found.size()) == 0;
}

static Result<base::Bytes> decrypt_package(const Agile& agile, base::View key, base::View encrypted)
{
    base::Bytes bytes(encrypted.size());
    for (std::size_t at = 0; at < encrypted.size(); at += segment_bytes) {
        auto length = std::min(segment_bytes, encrypted.size() - at);
        base::Bytes segment;
        base::append_u32_le(segment, static_cast<std::uint32_t>(at / segment_bytes));
        TRY(decrypt(key, TRY(vector_for(agile.package, segment)), encrypted.subspan(at, length),
            std::span(bytes).subspan(at, length)));
    }
    return bytes;
}

Result<Opened> open_agile(const Streams& streams, std::span<const std::string> passwords)
{
    if (streams.info.size() < 4)
        return Opened(Refused { Fault::Malformed, "an EncryptionInfo that is cut off" });
    auto agile = read_info(base::text_of(streams.info.subspan(4))); // Behind the reserved word.
    if (!agile)
        return Opened(Refused { Fault::Unsupported, "an encryption that is not known" });
    for (const auto& password : passwords) {
        auto key = TRY(key_of(*agile, password));
        if (key.empty())
            continue;
        if (!TRY(is_intact(*agile, key, streams.package)))
            return Opened(Refused { Fault::Malformed, "the package's code is another" });
        return Opened(
            TRY(decrypt_package(*agile, key, streams.package.subspan(package_head_bytes))));
    }
    return Opened(Refused { Fault::WrongPassword, "none of the given passwords opens it" });
}

}
