// SPDX-License-Identifier: MIT
#include "scanners/signature/cms.h"

#include "scanners/signature/stamp.h"

#include <algorithm>
#include <ctime>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/x509v3.h>

namespace signature {

using policy::Signature, policy::SignatureResult, policy::TimeSource;

namespace {

using Bio = std::unique_ptr<BIO, base::FreeBy<BIO_free_all>>;
using SigningCertificate = std::unique_ptr<ESS_SIGNING_CERT, base::FreeBy<ESS_SIGNING_CERT_free>>;
using SigningCertificate2
    = std::unique_ptr<ESS_SIGNING_CERT_V2, base::FreeBy<ESS_SIGNING_CERT_V2_free>>;

}

static constexpr int most_signers = 8;

std::int64_t seconds_of(const ASN1_TIME* time)
{
    std::tm parts {};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return 0;
    return static_cast<std::int64_t>(timegm(&parts));
}

Message read_cms(base::View der)
{
    const auto* at = der.data();
    Message cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    // What follows has to be the zeros of its place: it may be BER of no told length.
    bool whole = cms
        && std::all_of(at, der.data() + der.size(), [](std::uint8_t byte) { return byte == 0; });
    ERR_clear_error();
    if (!whole || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed)
        return nullptr;
    return cms;
}

static Signature failed(SignatureResult result, std::string detail)
{
    Signature signature;
    signature.result = result;
    signature.detail = std::move(detail);
    return signature;
}

// What the signer says is the certificate that it means: else one of the same key could stand in.
static bool names_certificate(
    CMS_SignerInfo* signer, X509* certificate, STACK_OF(X509) * others, Use use)
{
    auto bytes_of = [&](int kind) -> const ASN1_STRING* {
        return static_cast<ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(
            signer, OBJ_nid2obj(kind), -3, V_ASN1_SEQUENCE)); // -3: exactly once, with one value.
    };
    auto has = [&](int kind) { return CMS_signed_get_attr_by_NID(signer, kind, -1) >= 0; };
    SigningCertificate first;
    SigningCertificate2 second;
    if (const auto* bytes = bytes_of(NID_id_smime_aa_signingCertificate)) {
        const auto* at = ASN1_STRING_get0_data(bytes);
        first.reset(d2i_ESS_SIGNING_CERT(nullptr, &at, ASN1_STRING_length(bytes)));
    }
    if (const auto* bytes = bytes_of(NID_id_smime_aa_signingCertificateV2)) {
        const auto* at = ASN1_STRING_get0_data(bytes);
        second.reset(d2i_ESS_SIGNING_CERT_V2(nullptr, &at, ASN1_STRING_length(bytes)));
    }
    bool unread = (has(NID_id_smime_aa_signingCertificate) && !first)
        || (has(NID_id_smime_aa_signingCertificateV2) && !second);
    Certificates chain(X509_chain_up_ref(others)); // Others that it may name are of its chain.
    if (!chain)
        chain.reset(sk_X509_new_null());
    if (unread || !chain || X509_up_ref(certificate) != 1)
        return false;
    sk_X509_unshift(chain.get(), certificate);
    auto held = OSSL_ESS_check_signing_certs(
        first.get(), second.get(), chain.get(), use == Use::Timestamp ? 1 : 0);
    ERR_clear_error();
    return held == 1;
}

static bool is_weak(CMS_SignerInfo* signer, EVP_PKEY* key)
{
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, nullptr);
    return !is_strong_digest(digest) || EVP_PKEY_get_security_bits(key) < 112;
}

// Who writes under another's address has no valid signature for it (RFC 8551, 3; RFC 8550, 3).
static bool may_send_as(X509* certificate, std::string_view sender)
{
    auto named = addresses_of(certificate);
    return std::ranges::find(named, sender) != named.end();
}

// RFC 5652, 5.3 and 11: without them the attributes of one signature are the content of another,
// and what kind of content it is was signed by nobody. OpenSSL does not ask.
static Standing check_attributes(CMS_SignerInfo* signer, const ASN1_OBJECT* kind)
{
    constexpr int exactly_once = -3; // With one value.
    if (CMS_signed_get_attr_count(signer) < 0)
        return { SignatureResult::Unsupported, "it signs no attributes" };
    const auto* told = static_cast<ASN1_OBJECT*>(CMS_signed_get0_data_by_OBJ(
        signer, OBJ_nid2obj(NID_pkcs9_contentType), exactly_once, V_ASN1_OBJECT));
    const auto* digest = CMS_signed_get0_data_by_OBJ(
        signer, OBJ_nid2obj(NID_pkcs9_messageDigest), exactly_once, V_ASN1_OCTET_STRING);
    ERR_clear_error();
    if (!told || !digest || OBJ_cmp(told, kind) != 0)
        return { SignatureResult::Broken, "it signs content of another kind" };
    return { SignatureResult::Valid, {} };
}

static std::int64_t claimed_time(CMS_SignerInfo* signer)
{
    auto at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    auto* attribute = at < 0 ? nullptr : CMS_signed_get_attr(signer, at);
    auto* value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : nullptr;
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME))
        return 0;
    return seconds_of(reinterpret_cast<const ASN1_TIME*>(value->value.asn1_string));
}

// A timestamp over this very signature (RFC 3161, appendix A), if the station trusts it.
static std::int64_t stamped_time(CMS_SignerInfo* signer, const Trust& trust, std::int64_t now)
{
    auto at = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1);
    auto* attribute = at < 0 ? nullptr : CMS_unsigned_get_attr(signer, at);
    auto* value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : nullptr;
    if (!value || value->type != V_ASN1_SEQUENCE)
        return 0;
    const auto* token = value->value.sequence;
    const auto* over = CMS_SignerInfo_get0_signature(signer);
    base::View stamped { over->data, static_cast<std::size_t>(over->length) };
    auto stamp = verify_timestamp({ token->data, static_cast<std::size_t>(token->length) },
        { stamped }, policy::Coverage::Whole, trust, now);
    return stamp.result == SignatureResult::Valid ? stamp.signed_at : 0;
}

static void judge_signer(CMS_SignerInfo* signer, const ASN1_OBJECT* kind, BIO* content,
    STACK_OF(X509) * others, const Terms& terms, Signature& told)
{
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    CMS_SignerInfo_get0_algs(signer, &key, &certificate, nullptr, nullptr);
    if (!key || !certificate) {
        told = failed(SignatureResult::UntrustedSigner, "its certificate is not with it");
        return;
    }
    told.signer = signer_of(certificate);
    told.issuer = name_of(X509_get_issuer_name(certificate));
    told.serial = serial_of(certificate);
    told.signed_at = claimed_time(signer);
    told.time = told.signed_at == 0 ? TimeSource::None : TimeSource::Claimed;
    if (auto attributes = check_attributes(signer, kind);
        attributes.result != SignatureResult::Valid) {
        told.result = attributes.result;
        told.detail = attributes.detail;
        return;
    }
    if (CMS_SignerInfo_verify(signer) != 1 || CMS_SignerInfo_verify_content(signer, content) != 1) {
        ERR_clear_error();
        told.result = SignatureResult::Broken;
        told.detail = "the content or the signature was changed";
        return;
    }
    if (!names_certificate(signer, certificate, others, terms.use)) {
        told.result = SignatureResult::Broken;
        told.detail = "it names another certificate than its own";
        return;
    }
    auto when = terms.now;
    if (auto stamped = terms.use != Use::Timestamp ? stamped_time(signer, terms.trust, terms.now)
                                                   : std::int64_t { 0 };
        stamped != 0 && stamped <= terms.now) {
        when = told.signed_at = stamped;
        told.time = TimeSource::Stamped;
    }
    auto standing = is_weak(signer, key)
        ? Standing { SignatureResult::WeakAlgorithm, "its digest or key is too weak" }
        : terms.trust.judge(certificate, others, terms.use, when);
    if (standing.result == SignatureResult::Valid && terms.use == Use::Mail
        && !may_send_as(certificate, terms.sender))
        standing = { SignatureResult::UntrustedSigner, "its certificate is of another sender" };
    told.result = standing.result;
    told.detail = standing.detail;
}

std::vector<Signature> verify_signers(CMS_ContentInfo* cms, const Parts* parts, const Terms& terms)
{
    auto* signers = CMS_get0_SignerInfos(cms);
    auto count = signers ? sk_CMS_SignerInfo_num(signers) : 0;
    if (count < 1 || count > most_signers)
        return { failed(SignatureResult::Unsupported, "it has no signer, or too many") };
    auto kind = OBJ_obj2nid(CMS_get0_eContentType(cms));
    if (kind != (terms.use == Use::Timestamp ? NID_id_smime_ct_TSTInfo : NID_pkcs7_data))
        return { failed(SignatureResult::Broken, "it signs content of another kind") };
    Certificates others(CMS_get1_certs(cms));
    CMS_set1_signers_certs(cms, nullptr, 0);
    // A detached one digests what is written through; else what is read.
    Bio content(CMS_dataInit(cms, parts ? BIO_new(BIO_s_null()) : nullptr));
    if (!content) {
        ERR_clear_error();
        return { failed(SignatureResult::Unsupported, "a digest that is not known here") };
    }
    if (parts) {
        for (auto part : *parts) {
            for (std::size_t wrote = 0; !part.empty(); part = part.subspan(wrote)) {
                if (BIO_write_ex(content.get(), part.data(), part.size(), &wrote) != 1)
                    return { failed(SignatureResult::Unreadable, "it cannot be digested") };
            }
        }
    } else {
        char buffer[4096];
        while (BIO_read(content.get(), buffer, sizeof buffer) > 0) { }
    }
    std::vector<Signature> all;
    for (int i = 0; i < count; ++i) {
        auto& told = all.emplace_back();
        judge_signer(sk_CMS_SignerInfo_value(signers, i), CMS_get0_eContentType(cms), content.get(),
            others.get(), terms, told);
    }
    return all;
}

static void cover(std::vector<Signature>& all, policy::Coverage whole)
{
    for (auto& one : all) {
        if (one.result == SignatureResult::Unreadable || one.result == SignatureResult::Broken
            || one.result == SignatureResult::Unsupported)
            continue;
        one.covers = whole;
        if (one.result == SignatureResult::Valid && whole != policy::Coverage::Whole)
            one.result = SignatureResult::ValidButChangedAfter;
    }
}

std::vector<Signature> verify_detached(base::View der, const Parts& parts, policy::Coverage whole,
    const Trust& trust, std::int64_t now, std::string_view sender)
{
    auto cms = read_cms(der);
    if (!cms)
        return { failed(SignatureResult::Unreadable, "it is no signature in CMS") };
    // One that has a content of its own would vouch for that.
    if (CMS_is_detached(cms.get()) != 1)
        return { failed(SignatureResult::Broken, "it signs a content of its own") };
    auto use = sender.empty() ? Use::Document : Use::Mail;
    auto all = verify_signers(cms.get(), &parts, { trust, use, now, sender });
    cover(all, whole);
    return all;
}

std::vector<Signature> verify_attached(base::View der, policy::Coverage whole, const Trust& trust,
    std::int64_t now, std::string_view sender)
{
    auto cms = read_cms(der);
    if (!cms || CMS_is_detached(cms.get()) != 0)
        return { failed(SignatureResult::Unreadable, "it is no signature with its content") };
    auto all = verify_signers(cms.get(), nullptr, { trust, Use::Mail, now, sender });
    cover(all, whole);
    return all;
}

std::vector<Signature> verify_of_sha1(base::View der, const Parts& parts, policy::Coverage whole,
    const Trust& trust, std::int64_t now)
{
    auto cms = read_cms(der);
    if (!cms)
        return { failed(SignatureResult::Unreadable, "it is no signature in CMS") };
    auto** content = CMS_get0_content(cms.get());
    auto digest = digest_of(parts, EVP_sha1());
    if (!content || !*content
        || !std::ranges::equal(
            digest, base::View { (*content)->data, static_cast<std::size_t>((*content)->length) }))
        return { failed(SignatureResult::Broken, "the digest in it is of something else") };
    auto all = verify_signers(cms.get(), nullptr, { trust, Use::Document, now });
    for (auto& one : all) {
        if (one.result == SignatureResult::Broken || one.result == SignatureResult::Unreadable)
            continue;
        one.result = SignatureResult::WeakAlgorithm;
        one.detail = "it signs a digest by SHA-1";
    }
    cover(all, whole);
    return all;
}

}
