// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/zip/cipher.h"

#include <algorithm>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <zlib.h>

namespace unlock_zip {

class Traditional final : public Cipher {
public:
    Traditional(base::View head, std::string_view password)
    {
        for (auto c : password)
            stir(static_cast<std::uint8_t>(c));
        for (auto byte : head)
            static_cast<void>(plain(byte));
    }

    Result<void> decrypt(std::span<std::uint8_t> piece) override
    {
        for (auto& byte : piece)
            byte = plain(byte);
        return {};
    }
    Result<bool> is_authentic(base::View) override { return true; }

private:
    static std::uint32_t crc(std::uint32_t state, std::uint8_t byte)
    {
        return static_cast<std::uint32_t>(get_crc_table()[(state ^ byte) & 0xff]) ^ (state >> 8);
    }
    void stir(std::uint8_t byte)
    {
        m_keys[0] = crc(m_keys[0], byte);
        m_keys[1] = (m_keys[1] + (m_keys[0] & 0xff)) * 134775813u + 1;
        m_keys[2] = crc(m_keys[2], static_cast<std::uint8_t>(m_keys[1] >> 24));
    }
    std::uint8_t plain(std::uint8_t byte)
    {
        auto mixed = (m_keys[2] | 2) & 0xffff;
        byte = static_cast<std::uint8_t>(byte ^ ((mixed * (mixed ^ 1)) >> 8));
        stir(byte);
        return byte;
    }

    std::array<std::uint32_t, 3> m_keys { 0x12345678, 0x23456789, 0x34567890 };
};

std::unique_ptr<Cipher> traditional(base::View head, std::string_view password)
{
    return std::make_unique<Traditional>(head, password);
}

static constexpr AesForm forms[] = { { 16, 8 }, { 24, 12 }, { 32, 16 } };

const AesForm* aes_form(std::uint8_t strength)
{
    return strength >= 1 && strength <= std::size(forms) ? &forms[strength - 1] : nullptr;
}

struct Free {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};

static constexpr std::size_t block_bytes = 16;
static constexpr std::size_t mac_bytes = 20;
static constexpr int rounds = 1000;

class Aes final : public Cipher {
public:
    Result<void> begin(base::View key, base::View mac_key)
    {
        const auto* cipher = key.size() == 16 ? EVP_aes_128_ecb()
            : key.size() == 24                ? EVP_aes_192_ecb()
                                              : EVP_aes_256_ecb();
        m_cipher.reset(EVP_CIPHER_CTX_new());
        std::unique_ptr<EVP_MAC, Free> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
        char digest[] = "SHA1";
        OSSL_PARAM parameters[]
            = { OSSL_PARAM_construct_utf8_string("digest", digest, 0), OSSL_PARAM_END };
        m_mac.reset(mac ? EVP_MAC_CTX_new(mac.get()) : nullptr);
        if (!m_cipher || !m_mac
            || EVP_EncryptInit_ex(m_cipher.get(), cipher, nullptr, key.data(), nullptr) != 1
            || EVP_MAC_init(m_mac.get(), mac_key.data(), mac_key.size(), parameters) != 1)
            return Error { "OpenSSL" };
        return {};
    }

    Result<void> decrypt(std::span<std::uint8_t> piece) override
    {
        if (EVP_MAC_update(m_mac.get(), piece.data(), piece.size()) != 1)
            return Error { "OpenSSL" };
        for (auto& byte : piece) {
            if (m_used == block_bytes)
                TRY(next_block());
            byte ^= m_stream[m_used++];
        }
        return {};
    }

    Result<bool> is_authentic(base::View tail) override
    {
        std::array<std::uint8_t, mac_bytes> mac;
        std::size_t size = 0;
        if (EVP_MAC_final(m_mac.get(), mac.data(), &size, mac.size()) != 1 || size != mac.size())
            return Error { "OpenSSL" };
        return tail.size() == AesForm::tail
            && CRYPTO_memcmp(mac.data(), tail.data(), tail.size()) == 0;
    }

private:
    // Counts from 1, least byte first: OpenSSL's own counter mode counts the other way round.
    Result<void> next_block()
    {
        for (auto& byte : m_counter) {
            if (++byte != 0)
                break;
        }
        int size = 0;
        if (EVP_EncryptUpdate(m_cipher.get(), m_stream.data(), &size, m_counter.data(),
                static_cast<int>(m_counter.size()))
                != 1
            || size != static_cast<int>(block_bytes))
            return Error { "OpenSSL" };
        m_used = 0;
        return {};
    }

    std::unique_ptr<EVP_CIPHER_CTX, Free> m_cipher;
    std::unique_ptr<EVP_MAC_CTX, Free> m_mac;
    std::array<std::uint8_t, block_bytes> m_counter {};
    std::array<std::uint8_t, block_bytes> m_stream {};
    std::size_t m_used { block_bytes };
};

Result<void> warm_up()
{
    base::Bytes zeros(block_bytes);
    for (const auto& form : forms) {
        base::Bytes keys(2 * form.key + 2);
        if (PKCS5_PBKDF2_HMAC_SHA1("", 0, zeros.data(), static_cast<int>(form.salt), rounds,
                static_cast<int>(keys.size()), keys.data())
            != 1)
            return Error { "OpenSSL" };
        Aes cipher;
        TRY(cipher.begin(base::View(keys).first(form.key), zeros));
        TRY(cipher.decrypt(zeros));
        static_cast<void>(TRY(cipher.is_authentic({})));
    }
    return {};
}

Result<std::unique_ptr<Cipher>> aes(const AesForm& form, base::View head, std::string_view password)
{
    // The cipher's key, the other's, and two bytes that tell a wrong password.
    base::Bytes keys(2 * form.key + 2);
    if (head.size() != form.head()
        || PKCS5_PBKDF2_HMAC_SHA1(password.data(), static_cast<int>(password.size()), head.data(),
               static_cast<int>(form.salt), rounds, static_cast<int>(keys.size()), keys.data())
            != 1)
        return Error { "OpenSSL" };
    if (!std::ranges::equal(head.subspan(form.salt), std::span(keys).last(2)))
        return std::unique_ptr<Cipher>();
    auto cipher = std::make_unique<Aes>();
    auto both = base::View(keys);
    TRY(cipher->begin(both.first(form.key), both.subspan(form.key, form.key)));
    return std::unique_ptr<Cipher>(std::move(cipher));
}

}
