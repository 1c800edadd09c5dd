// SPDX-License-Identifier: MIT
#include "kiosk/core/base/p256.h"

#include "kiosk/core/base/free_by.h"

#include <algorithm>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace base {

using Key = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeBy<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeBy<EVP_MD_CTX_free>>;
using Pair = std::unique_ptr<ECDSA_SIG, FreeBy<ECDSA_SIG_free>>;

static Key key_of(const P256Key& key)
{
    std::array<std::uint8_t, 65> point { 4 }; // Uncompressed: SEC 1 section 2.3.3.
    std::ranges::copy(key, point.begin() + 1);
    char group[] = "prime256v1";
    OSSL_PARAM parts[] { OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
        OSSL_PARAM_construct_end() };
    KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parts) != 1)
        return nullptr;
    return Key(made);
}

bool is_p256_key(const P256Key& key)
{
    auto made = key_of(key);
    KeyContext context(made ? EVP_PKEY_CTX_new(made.get(), nullptr) : nullptr);
    return context && EVP_PKEY_public_check(context.get()) == 1;
}

// OpenSSL wants the two numbers in DER, which it makes itself: nothing foreign is parsed.
static Bytes in_der(const P256Signature& signature)
{
    Pair pair(ECDSA_SIG_new());
    auto* r = BN_bin2bn(signature.data(), 32, nullptr);
    auto* s = BN_bin2bn(signature.data() + 32, 32, nullptr);
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    auto size = i2d_ECDSA_SIG(pair.get(), nullptr);
    Bytes der(size > 0 ? static_cast<std::size_t>(size) : 0);
    auto* end = der.data();
    if (size <= 0 || i2d_ECDSA_SIG(pair.get(), &end) != size)
        return {};
    return der;
}

bool is_p256_signed(const P256Key& key, View message, const P256Signature& signature)
{
    auto made = key_of(key);
    auto der = in_der(signature);
    DigestContext context(EVP_MD_CTX_new());
    if (!made || der.empty() || !context
        || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, made.get()) != 1)
        return false;
    return EVP_DigestVerify(context.get(), der.data(), der.size(), message.data(), message.size())
        == 1;
}

}
