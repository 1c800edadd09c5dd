// SPDX-License-Identifier: MIT
#include "scanners/signature/stamp.h"

#include <algorithm>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ts.h>

namespace signature {

using policy::Signature, policy::SignatureKind, policy::SignatureResult, policy::TimeSource;

namespace {

using StampInformation = std::unique_ptr<TS_TST_INFO, base::FreeBy<TS_TST_INFO_free>>;
using Digester = std::unique_ptr<EVP_MD_CTX, base::FreeBy<EVP_MD_CTX_free>>;

}

bool is_strong_digest(const X509_ALGOR* algorithm)
{
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, algorithm);
    switch (OBJ_obj2nid(name)) {
    case NID_sha256:
    case NID_sha384:
    case NID_sha512:
    case NID_sha512_256:
    case NID_sha3_256:
    case NID_sha3_384:
    case NID_sha3_512: return true;
    default: return false;
    }
}

base::Bytes digest_of(const Parts& parts, const EVP_MD* method)
{
    Digester digester(EVP_MD_CTX_new());
    bool good = digester && method && EVP_DigestInit_ex(digester.get(), method, nullptr) == 1;
    for (auto part : parts)
        good = good && EVP_DigestUpdate(digester.get(), part.data(), part.size()) == 1;
    base::Bytes digest(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    if (!good || EVP_DigestFinal_ex(digester.get(), digest.data(), &size) != 1) {
        ERR_clear_error();
        return {};
    }
    digest.resize(size);
    return digest;
}

static Signature failed(SignatureResult result, std::string detail)
{
    Signature signature;
    signature.kind = SignatureKind::PdfTimestamp;
    signature.result = result;
    signature.detail = std::move(detail);
    return signature;
}

static StampInformation information_of(CMS_ContentInfo* cms)
{
    auto** content = CMS_get0_content(cms);
    if (OBJ_obj2nid(CMS_get0_eContentType(cms)) != NID_id_smime_ct_TSTInfo || !content || !*content)
        return nullptr;
    const auto* at = (*content)->data;
    const auto* end = at + (*content)->length;
    StampInformation information(d2i_TS_TST_INFO(nullptr, &at, (*content)->length));
    ERR_clear_error();
    return information && at == end ? std::move(information) : nullptr;
}

static bool stamps(TS_TST_INFO* information, const Parts& parts)
{
    auto* imprint = TS_TST_INFO_get_msg_imprint(information);
    auto* algorithm = TS_MSG_IMPRINT_get_algo(imprint);
    auto* stamped = TS_MSG_IMPRINT_get_msg(imprint);
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, algorithm);
    auto digest = digest_of(parts, EVP_get_digestbyobj(name));
    return !digest.empty()
        && std::ranges::equal(digest,
            base::View { ASN1_STRING_get0_data(stamped),
                static_cast<std::size_t>(ASN1_STRING_length(stamped)) });
}

Signature verify_timestamp(base::View der, const Parts& parts, policy::Coverage whole,
    const Trust& trust, std::int64_t now)
{
    auto cms = read_cms(der);
    auto information = cms ? information_of(cms.get()) : nullptr;
    if (!information)
        return failed(SignatureResult::Unreadable, "it is no timestamp");
    if (!stamps(information.get(), parts))
        return failed(SignatureResult::Broken, "the timestamp is of something else");
    auto signers = verify_signers(cms.get(), nullptr, { trust, Use::Timestamp, now });
    if (signers.size() != 1)
        return failed(SignatureResult::Unsupported, "a timestamp of several signers");
    auto stamp = std::move(signers[0]);
    stamp.kind = SignatureKind::PdfTimestamp;
    if (stamp.result == SignatureResult::Valid
        && !is_strong_digest(
            TS_MSG_IMPRINT_get_algo(TS_TST_INFO_get_msg_imprint(information.get())))) {
        stamp.result = SignatureResult::WeakAlgorithm;
        stamp.detail = "it stamps a weak digest";
    }
    stamp.signed_at = seconds_of(TS_TST_INFO_get_time(information.get()));
    stamp.time = stamp.result == SignatureResult::Valid ? TimeSource::Stamped : TimeSource::Claimed;
    if (stamp.signed_at == 0)
        stamp.time = TimeSource::None;
    if (stamp.result != SignatureResult::Broken && stamp.result != SignatureResult::Unreadable
        && stamp.result != SignatureResult::Unsupported)
        stamp.covers = whole;
    if (stamp.result == SignatureResult::Valid && whole != policy::Coverage::Whole)
        stamp.result = SignatureResult::ValidButChangedAfter;
    return stamp;
}

}
