// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/rc4.h"

#include "sanitizer/unlock/office/cipher.h"
#include "sanitizer/unlock/office/header.h"

#include <algorithm>
#include <numeric>
#include <openssl/crypto.h>
#include <utility>

namespace unlock_office {

static constexpr std::uint32_t cipher_rc4 = 0x6801;
static constexpr std::size_t salt_bytes = 16, verifier_bytes = 16, short_key_bytes = 5;

Rc4::Rc4(base::View key)
{
    std::iota(m_state.begin(), m_state.end(), std::uint8_t { 0 });
    std::uint8_t j = 0;
    for (std::size_t i = 0; i < m_state.size(); ++i) {
        j = static_cast<std::uint8_t>(j + m_state[i] + key[i % key.size()]);
        std::swap(m_state[i], m_state[j]);
    }
}

std::uint8_t Rc4::next()
{
    m_j = static_cast<std::uint8_t>(m_j + m_state[++m_i]);
    std::swap(m_state[m_i], m_state[m_j]);
    return m_state[static_cast<std::uint8_t>(m_state[m_i] + m_state[m_j])];
}

void Rc4::apply(std::span<std::uint8_t> bytes)
{
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(byte ^ next());
}

static Result<base::Bytes> copy(base::Reader& reader, std::size_t bytes)
{
    auto view = TRY(reader.take(bytes));
    return base::Bytes(view.begin(), view.end());
}

static Result<std::optional<Rc4Info>> read_md5_info(base::Reader& reader)
{
    Rc4Info info { KeyKind::Md5, short_key_bytes, {}, {}, {} };
    info.salt = TRY(copy(reader, salt_bytes));
    info.verifier = TRY(copy(reader, verifier_bytes));
    info.verifier_hash = TRY(copy(reader, size_of(Digest::Md5)));
    return std::optional(std::move(info));
}

static Result<std::optional<Rc4Info>> read_crypto_api_info(base::Reader& reader)
{
    auto header = TRY(read_header(reader));
    auto key_bits = header.key_bits == 0 ? 40 : header.key_bits; // 2.3.5.1.
    if (header.flags != flag_crypto_api || header.cipher != cipher_rc4
        || header.digest != digest_sha1 || key_bits < 40 || key_bits > 128 || key_bits % 8 != 0
        || TRY(reader.u32_le()) != salt_bytes)
        return std::optional<Rc4Info>();
    Rc4Info info { KeyKind::CryptoApi, key_bits / 8, {}, {}, {} };
    info.salt = TRY(copy(reader, salt_bytes));
    info.verifier = TRY(copy(reader, verifier_bytes));
    if (TRY(reader.u32_le()) != size_of(Digest::Sha1))
        return std::optional<Rc4Info>();
    info.verifier_hash = TRY(copy(reader, size_of(Digest::Sha1)));
    return std::optional(std::move(info));
}

Result<std::optional<Rc4Info>> read_rc4_info(base::View bytes)
{
    base::Reader reader(bytes);
    auto major = TRY(reader.u16_le());
    auto minor = TRY(reader.u16_le());
    if (major == 1 && minor == 1)
        return read_md5_info(reader);
    if (major >= 2 && major <= 4 && minor == 2)
        return read_crypto_api_info(reader);
    return std::optional<Rc4Info>();
}

// 2.3.6.2, but for its last step; 2.3.5.2 likewise.
static Result<base::Bytes> secret_of(const Rc4Info& info, std::string_view password)
{
    if (info.kind == KeyKind::CryptoApi)
        return stretch(Digest::Sha1, info.salt, password, 0);
    auto first = TRY(stretch(Digest::Md5, {}, password, 0));
    base::Bytes repeated;
    for (int i = 0; i < 16; ++i) {
        base::append(repeated, base::View(first).first(short_key_bytes));
        base::append(repeated, info.salt);
    }
    auto second = TRY(hash(Digest::Md5, { repeated }));
    second.resize(short_key_bytes);
    return second;
}

Result<Rc4> rc4_of_block(const Rc4Info& info, base::View secret, std::uint32_t block)
{
    base::Bytes number;
    base::append_u32_le(number, block);
    auto digest = info.kind == KeyKind::Md5 ? Digest::Md5 : Digest::Sha1;
    auto key = TRY(hash(digest, { secret, number }));
    if (info.kind == KeyKind::CryptoApi) {
        key.resize(info.key_bytes);
        if (info.key_bytes == short_key_bytes) // 2.3.5.2: as CryptoAPI fills up its shortest.
            key.resize(16, 0);
    }
    return Rc4(key);
}

Result<base::Bytes> rc4_secret(const Rc4Info& info, std::string_view password)
{
    auto secret = TRY(secret_of(info, password));
    auto cipher = TRY(rc4_of_block(info, secret, 0));
    auto verifier = info.verifier;
    auto told = info.verifier_hash;
    cipher.apply(verifier);
    cipher.apply(told);
    auto found = TRY(hash(info.kind == KeyKind::Md5 ? Digest::Md5 : Digest::Sha1, { verifier }));
    if (CRYPTO_memcmp(told.data(), found.data(), found.size()) != 0)
        return base::Bytes {};
    return secret;
}

}
