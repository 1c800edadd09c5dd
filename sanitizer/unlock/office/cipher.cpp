// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/cipher.h"

#include <algorithm>
#include <array>
#include <memory>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace unlock_office {

static const EVP_MD* method_of(Digest digest)
{
    switch (digest) {
    case Digest::Md5: return EVP_md5();
    case Digest::Sha1: return EVP_sha1();
    case Digest::Sha256: return EVP_sha256();
    case Digest::Sha384: return EVP_sha384();
    case Digest::Sha512: return EVP_sha512();
    }
    return nullptr;
}

std::optional<Digest> digest_named(std::string_view name)
{
    if (name == "SHA1" || name == "SHA-1") // The schema's word, and some writers'.
        return Digest::Sha1;
    if (name == "SHA256")
        return Digest::Sha256;
    if (name == "SHA384")
        return Digest::Sha384;
    if (name == "SHA512")
        return Digest::Sha512;
    return std::nullopt;
}

std::size_t size_of(Digest digest)
{
    return static_cast<std::size_t>(EVP_MD_get_size(method_of(digest)));
}

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

class Hasher {
public:
    explicit Hasher(Digest digest)
        : m_method(method_of(digest))
        , m_context(EVP_MD_CTX_new())
        , m_size(size_of(digest))
    {
    }

    Result<void> hash(std::initializer_list<base::View> parts, base::Bytes& into)
    {
        bool good = m_context && EVP_DigestInit_ex(m_context.get(), m_method, nullptr) == 1;
        for (auto part : parts)
            good = good && EVP_DigestUpdate(m_context.get(), part.data(), part.size()) == 1;
        into.resize(m_size);
        if (!good || EVP_DigestFinal_ex(m_context.get(), into.data(), nullptr) != 1)
            return Error { "OpenSSL" };
        return {};
    }

private:
    const EVP_MD* m_method;
    std::unique_ptr<EVP_MD_CTX, Free> m_context;
    std::size_t m_size;
};

Result<base::Bytes> hash(Digest digest, std::initializer_list<base::View> parts)
{
    base::Bytes value;
    TRY(Hasher(digest).hash(parts, value));
    return value;
}

Result<base::Bytes> hmac(Digest digest, base::View key, base::View data)
{
    base::Bytes value(size_of(digest));
    if (!HMAC(method_of(digest), key.data(), static_cast<int>(key.size()), data.data(), data.size(),
            value.data(), nullptr))
        return Error { "OpenSSL" };
    return value;
}

// The desk's and the command line's passwords are UTF-8; what is not becomes U+FFFD and opens
// nothing.
static base::Bytes utf16_of(std::string_view text)
{
    base::Bytes units;
    for (std::size_t at = 0; at < text.size();) {
        auto lead = static_cast<std::uint8_t>(text[at++]);
        auto more = lead < 0x80 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 4;
        std::uint32_t letter = more == 0 ? lead : lead & (0x3Fu >> more);
        for (int i = 0; i < more && more < 4; ++i) {
            auto next = at < text.size() ? static_cast<std::uint8_t>(text[at]) : 0u;
            if ((next & 0xC0) != 0x80) {
                letter = 0xFFFD;
                break;
            }
            letter = letter << 6 | (next & 0x3F);
            ++at;
        }
        if (more == 4 || letter > 0x10FFFF)
            letter = 0xFFFD;
        if (letter >= 0x10000) {
            base::append_u16_le(units, static_cast<std::uint16_t>(0xD7C0 + (letter >> 10)));
            letter = 0xDC00 | (letter & 0x3FF);
        }
        base::append_u16_le(units, static_cast<std::uint16_t>(letter));
    }
    return units;
}

Result<base::Bytes> stretch(
    Digest digest, base::View salt, std::string_view password, std::uint32_t spins)
{
    Hasher hasher(digest);
    base::Bytes value;
    TRY(hasher.hash({ salt, utf16_of(password) }, value));
    for (std::uint32_t i = 0; i < spins; ++i) {
        const std::array count { static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8),
            static_cast<std::uint8_t>(i >> 16), static_cast<std::uint8_t>(i >> 24) };
        TRY(hasher.hash({ count, value }, value));
    }
    return value;
}

base::Bytes fit(base::Bytes bytes, std::size_t size)
{
    bytes.resize(size, 0x36);
    return bytes;
}

Result<void> decrypt(base::View key, base::View vector, base::View from, std::span<std::uint8_t> to)
{
    std::unique_ptr<EVP_CIPHER_CTX, Free> context(EVP_CIPHER_CTX_new());
    bool chained = !vector.empty();
    const auto* cipher = key.size() == 16 ? (chained ? EVP_aes_128_cbc() : EVP_aes_128_ecb())
        : key.size() == 24                ? (chained ? EVP_aes_192_cbc() : EVP_aes_192_ecb())
        : key.size() == 32                ? (chained ? EVP_aes_256_cbc() : EVP_aes_256_ecb())
                                          : nullptr;
    if (!context || !cipher || (chained && vector.size() != aes_block_bytes)
        || from.size() % aes_block_bytes != 0 || from.size() != to.size()
        || EVP_DecryptInit_ex(
               context.get(), cipher, nullptr, key.data(), chained ? vector.data() : nullptr)
            != 1
        || EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1)
        return Error { "OpenSSL" };
    constexpr std::size_t piece_bytes = 1 << 20; // OpenSSL counts in int.
    for (std::size_t at = 0; at < from.size(); at += piece_bytes) {
        auto piece = static_cast<int>(std::min(piece_bytes, from.size() - at));
        int size = 0;
        if (EVP_DecryptUpdate(context.get(), &to[at], &size, &from[at], piece) != 1
            || size != piece)
            return Error { "OpenSSL" };
    }
    return {};
}

Result<void> warm_up()
{
    for (auto digest :
        { Digest::Md5, Digest::Sha1, Digest::Sha256, Digest::Sha384, Digest::Sha512 }) {
        auto value = TRY(stretch(digest, {}, "a", 1));
        static_cast<void>(TRY(hmac(digest, value, value)));
    }
    base::Bytes zeros(aes_block_bytes), plain(aes_block_bytes);
    for (std::size_t key : { 16u, 24u, 32u }) {
        TRY(decrypt(base::Bytes(key), {}, zeros, plain));
        TRY(decrypt(base::Bytes(key), zeros, zeros, plain));
    }
    return {};
}

}
