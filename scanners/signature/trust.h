// SPDX-License-Identifier: MIT
// Whom the station trusts, and whether a certificate comes of that.
#pragma once

#include "kiosk/core/base/free_by.h"
#include "kiosk/core/base/result.h"
#include "policy/facts/signature.h"

#include <memory>
#include <openssl/x509.h>
#include <span>
#include <string>
#include <vector>

namespace signature {

using Certificate = std::unique_ptr<X509, base::FreeBy<X509_free>>;

inline void free_certificates(STACK_OF(X509) * all)
{
    sk_X509_pop_free(all, X509_free);
}
using Certificates = std::unique_ptr<STACK_OF(X509), base::FreeBy<free_certificates>>;

enum class Use { Document, Mail, Timestamp };

struct Standing {
    policy::SignatureResult result { policy::SignatureResult::UntrustedSigner };
    std::string detail;
};

class Trust {
public:
    // All *.pem of a folder, each one certificate or more. A folder that is missing or has none
    // trusts nobody; a file that cannot be read is an Error.
    static Result<Trust> load(const std::string& folder);

    // Valid, Expired, WeakAlgorithm or UntrustedSigner. `others` is what came with the signature.
    Standing judge(X509* signer, STACK_OF(X509) * others, Use, std::int64_t when) const;

private:
    std::vector<Certificate> m_trusted;
};

// Of a certificate, for people: RFC 2253 as UTF-8 within policy::most_name_bytes; hex. A signer
// without a subject (RFC 5280 allows it) has its first address for a name, or its serial number.
std::string name_of(const X509_NAME*);
std::string signer_of(X509*);
std::string serial_of(const X509*);
std::vector<std::string> addresses_of(X509*); // E-mail, in lower case.

}
