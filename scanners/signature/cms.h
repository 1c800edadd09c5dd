// SPDX-License-Identifier: MIT
// Signatures in Cryptographic Message Syntax (RFC 5652, CAdES baseline of ETSI EN 319 122-1) and
// timestamps (RFC 3161).
#pragma once

#include "kiosk/core/base/bytes.h"
#include "scanners/signature/trust.h"

#include <openssl/cms.h>

namespace signature {

using Parts = std::vector<base::View>; // One content, in order.

// The signatures of a CMS that has its content elsewhere: in `parts`. One for each signer; each of
// them covers Nothing, or what it was given: that `whole`. With a `sender` it is that of a mail.
std::vector<policy::Signature> verify_detached(base::View der, const Parts& parts,
    policy::Coverage whole, const Trust&, std::int64_t now, std::string_view sender = {});

// Of a mail that has its content inside. Here and above, the certificate has to be for mail, and to
// name the address `sender` (in lower case).
std::vector<policy::Signature> verify_attached(base::View der, policy::Coverage whole, const Trust&,
    std::int64_t now, std::string_view sender);

// Likewise, of one that has it inside: the digest (SHA-1) of `parts`, as old PDFs have it.
std::vector<policy::Signature> verify_of_sha1(
    base::View der, const Parts& parts, policy::Coverage whole, const Trust&, std::int64_t now);

// A timestamp over `parts`. `signed_at` is its time.
policy::Signature verify_timestamp(
    base::View der, const Parts& parts, policy::Coverage whole, const Trust&, std::int64_t now);

}
