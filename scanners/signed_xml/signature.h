// SPDX-License-Identifier: MIT
// One ds:Signature (XML Signature 1.1): whether all that it refers to is as it was, what that is,
// and what is left for somebody who knows keys.
#pragma once

#include "scanners/signed_xml/reference.h"

namespace signed_xml {

enum class Method { None, Rsa, Ecdsa };

struct Key {
    Method method { Method::None };
    base::Bytes digest; // Of SignedInfo in its canonical form.
    base::Bytes value;
    std::vector<base::Bytes> certificates; // DER.
};

struct Checked {
    Verdict verdict;
    policy::Coverage covers { policy::Coverage::Nothing };
    Covered covered;
    Key key;
    std::int64_t claimed_time { 0 }; // Seconds since 1970 UTC, among what is signed; 0: none.
};

Checked check_signature(const Subject&);

// The signatures of a package, with what each of them covers. Of more than policy::most_signatures,
// one more than that.
std::vector<Checked> check_ooxml(const Package&);
std::vector<Checked> check_odf(const Package&);

}
