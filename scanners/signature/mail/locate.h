// SPDX-License-Identifier: MIT
// Finds the S/MIME signature of a mail (RFC 8551) and what it covers. Pure.
//
// Only where the whole mail is what is signed; parts within other parts are not looked for. Strict:
// a header twice, a comment, a boundary that goes on or does not end, and readers could differ.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "policy/facts/signature.h"

#include <string>

namespace signature::mail {

enum class Form { None, Detached, Opaque };

struct Located {
    Form form { Form::None };
    policy::Coverage covers { policy::Coverage::Nothing };
    base::Bytes content; // Of Detached: what is signed, with the line ends that it was signed with.
    base::Bytes value; // DER, or BER.
    std::string sender; // The one address of From, in lower case.
    policy::SignatureResult result {
        policy::SignatureResult::Unreadable
    }; // Where there is a problem.
    std::string problem; // Our words; empty: it can be verified.
};

Located locate(base::View mail);

}
