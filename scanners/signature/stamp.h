// SPDX-License-Identifier: MIT
// What signatures and timestamps are both verified by.
#pragma once

#include "scanners/signature/cms.h"

namespace signature {

using Message = std::unique_ptr<CMS_ContentInfo, base::FreeBy<CMS_ContentInfo_free>>;

struct Terms {
    const Trust& trust;
    Use use;
    std::int64_t now;
    std::string_view sender {}; // Lower case; empty: whoever.
};

Message read_cms(base::View der); // Signed data, or null.

// Over `parts`, or where there are none, over the content inside. They cover nothing yet.
std::vector<policy::Signature> verify_signers(CMS_ContentInfo*, const Parts* parts, const Terms&);

std::int64_t seconds_of(const ASN1_TIME*); // Since 1970 UTC; 0: no time.
bool is_strong_digest(const X509_ALGOR*); // SHA-2 and SHA-3 of 256 bits and more.
base::Bytes digest_of(const Parts&, const EVP_MD*); // Empty: OpenSSL does not have it.

}
