// SPDX-License-Identifier: MIT
// A signature over a digest, and certificates beside it: what XML Signature leaves to do.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "scanners/signature/trust.h"

namespace signature {

enum class KeyMethod { Rsa, Ecdsa };

struct SignedDigest {
    KeyMethod method { KeyMethod::Rsa };
    base::View digest;
    base::View value;
    std::vector<base::View> certificates; // DER, in no order that could be relied on.
};

// It covers nothing yet: that is for whoever made the digest.
policy::Signature verify_digest(const SignedDigest&, const Trust&, std::int64_t now);

}
