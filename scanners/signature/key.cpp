// SPDX-License-Identifier: MIT
#include "scanners/signature/key.h"

#include <algorithm>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

namespace signature {

using policy::Signature, policy::SignatureResult;

namespace {

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, base::FreeBy<EVP_PKEY_CTX_free>>;
using Numbers = std::unique_ptr<ECDSA_SIG, base::FreeBy<ECDSA_SIG_free>>;

}

static const EVP_MD* digest_of_size(std::size_t bytes)
{
    switch (bytes) {
    case 20: return EVP_sha1();
    case 32: return EVP_sha256();
    case 48: return EVP_sha384();
    case 64: return EVP_sha512();
    default: return nullptr;
    }
}

// r and s as ASN.1, which OpenSSL wants; empty: they are not two numbers of one length.
static base::Bytes as_sequence(base::View value)
{
    auto half = value.size() / 2;
    Numbers numbers(ECDSA_SIG_new());
    if (value.empty() || value.size() % 2 != 0 || !numbers)
        return {};
    auto* r = BN_bin2bn(value.data(), static_cast<int>(half), nullptr);
    auto* s = BN_bin2bn(value.data() + half, static_cast<int>(half), nullptr);
    if (!r || !s || ECDSA_SIG_set0(numbers.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    base::Bytes sequence(
        static_cast<std::size_t>(std::max(0, i2d_ECDSA_SIG(numbers.get(), nullptr))));
    auto* at = sequence.data();
    i2d_ECDSA_SIG(numbers.get(), &at);
    return sequence;
}

static bool made_by(EVP_PKEY* key, const SignedDigest& one)
{
    auto wanted = one.method == KeyMethod::Rsa ? EVP_PKEY_RSA : EVP_PKEY_EC;
    const auto* method = digest_of_size(one.digest.size());
    if (!key || !method || EVP_PKEY_get_base_id(key) != wanted)
        return false;
    base::Bytes sequence;
    auto value = one.value;
    if (one.method == KeyMethod::Ecdsa)
        value = sequence = as_sequence(one.value);
    KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    bool ready = context && EVP_PKEY_verify_init(context.get()) == 1
        && (one.method == KeyMethod::Ecdsa
            || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1)
        && EVP_PKEY_CTX_set_signature_md(context.get(), method) == 1;
    return ready
        && EVP_PKEY_verify(
               context.get(), value.data(), value.size(), one.digest.data(), one.digest.size())
        == 1;
}

static Certificates read_all(const SignedDigest& one)
{
    Certificates all(sk_X509_new_null());
    for (auto der : one.certificates) {
        const auto* at = der.data();
        Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
        if (!all || !certificate || at != der.data() + der.size())
            return nullptr;
        sk_X509_push(all.get(), certificate.release());
    }
    return all;
}

Signature verify_digest(const SignedDigest& one, const Trust& trust, std::int64_t now)
{
    Signature told;
    auto certificates = read_all(one);
    X509* signer = nullptr;
    for (int i = 0; certificates && i < sk_X509_num(certificates.get()); ++i) {
        auto* candidate = sk_X509_value(certificates.get(), i);
        if (!signer && made_by(X509_get0_pubkey(candidate), one))
            signer = candidate;
    }
    ERR_clear_error();
    if (!certificates) {
        told.detail = "its certificates cannot be read";
        return told;
    }
    if (!signer) {
        told.result = SignatureResult::Broken;
        told.detail = "no key of its certificates made it";
        return told;
    }
    told.signer = signer_of(signer);
    told.issuer = name_of(X509_get_issuer_name(signer));
    told.serial = serial_of(signer);
    auto weak
        = one.digest.size() < 32 || EVP_PKEY_get_security_bits(X509_get0_pubkey(signer)) < 112;
    auto standing = weak
        ? Standing { SignatureResult::WeakAlgorithm, "its digest or key is too weak" }
        : trust.judge(signer, certificates.get(), Use::Document, now);
    told.result = standing.result;
    told.detail = standing.detail;
    return told;
}

}
