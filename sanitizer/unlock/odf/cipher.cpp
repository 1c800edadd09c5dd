// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/odf/cipher.h"

#include <algorithm>
#include <memory>
#include <openssl/evp.h>

namespace unlock_odf {

static constexpr std::size_t proved_bytes = 1024;

struct Free {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

static Result<base::Bytes> hash(Digest digest, base::View bytes)
{
    const auto* method = digest == Digest::Sha1 ? EVP_sha1() : EVP_sha256();
    base::Bytes value(static_cast<std::size_t>(EVP_MD_get_size(method)));
    if (EVP_Digest(bytes.data(), bytes.size(), value.data(), nullptr, method, nullptr) != 1)
        return Error { "OpenSSL" };
    return value;
}

static Result<base::Bytes> key_of(const Sealing& sealing, std::string_view password)
{
    auto start = TRY(hash(sealing.start, base::view_of(password)));
    base::Bytes key(sealing.key_bytes);
    if (PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(start.data()),
            static_cast<int>(start.size()), sealing.salt.data(),
            static_cast<int>(sealing.salt.size()), static_cast<int>(sealing.rounds), EVP_sha1(),
            static_cast<int>(key.size()), key.data())
        != 1)
        return Error { "OpenSSL" };
    return key;
}

static Result<base::Bytes> decrypt(const Sealing& sealing, base::View key, base::View sealed)
{
    const auto* cipher = key.size() == 16 ? EVP_aes_128_cbc()
        : key.size() == 24                ? EVP_aes_192_cbc()
                                          : EVP_aes_256_cbc();
    std::unique_ptr<EVP_CIPHER_CTX, Free> context(EVP_CIPHER_CTX_new());
    if (!context
        || EVP_DecryptInit_ex(context.get(), cipher, nullptr, key.data(), sealing.vector.data())
            != 1
        || EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1)
        return Error { "OpenSSL" };
    constexpr std::size_t piece = 1 << 20;
    base::Bytes plain(sealed.size());
    for (std::size_t at = 0; at < sealed.size(); at += piece) {
        auto count = std::min(piece, sealed.size() - at);
        int written = 0;
        if (EVP_DecryptUpdate(context.get(), plain.data() + at, &written, sealed.data() + at,
                static_cast<int>(count))
                != 1
            || written != static_cast<int>(count))
            return Error { "OpenSSL" };
    }
    return plain;
}

Result<std::optional<base::Bytes>> open_part(
    const Sealing& sealing, base::View sealed, std::string_view password)
{
    if (sealing.vector.size() != aes_block_bytes)
        return Error { "an initialisation vector of another size" };
    auto key = TRY(key_of(sealing, password));
    auto plain = TRY(decrypt(sealing, key, sealed));
    // The last byte says how many were added to fill the last block (XML Encryption 5.2).
    auto padding = plain.empty() ? 0u : plain.back();
    if (padding == 0 || padding > aes_block_bytes)
        return std::optional<base::Bytes>();
    plain.resize(plain.size() - padding);
    auto first = base::View(plain).first(std::min(plain.size(), proved_bytes));
    if (!std::ranges::equal(TRY(hash(sealing.proof, first)), sealing.checksum))
        return std::optional<base::Bytes>();
    return std::optional(std::move(plain));
}

Result<void> warm_up()
{
    for (std::size_t key_bytes : std::initializer_list<std::size_t> { 16, 24, 32 }) {
        for (auto digest : { Digest::Sha1, Digest::Sha256 }) {
            Sealing sealing;
            sealing.vector.resize(aes_block_bytes);
            sealing.salt.resize(aes_block_bytes);
            sealing.key_bytes = key_bytes;
            sealing.start = sealing.proof = digest;
            sealing.rounds = 1;
            static_cast<void>(TRY(open_part(sealing, base::Bytes(aes_block_bytes), "")));
        }
    }
    return {};
}

}
