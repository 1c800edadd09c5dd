// SPDX-License-Identifier: MIT
// Finds the signatures of a PDF and what each of them covers (ISO 32000-2 section 12.8.1). Pure.
//
// A reader looks where a form's fields point; here the bytes themselves are searched, so that no
// table, update or object stream decides what is seen. Whatever a range leaves out must be that
// signature's own value, digit for digit, and its end the file's or a revision's: between the two
// nothing can be hidden, moved or added.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "policy/facts/signature.h"

#include <string>
#include <vector>

namespace signature::pdf {

enum class Form { Unknown, Detached, Sha1, Timestamp }; // By its SubFilter.

struct Located {
    Form form { Form::Unknown };
    policy::Coverage covers { policy::Coverage::Nothing };
    std::vector<base::View> signed_parts; // In order; empty where nothing is covered.
    base::Bytes value; // DER, without the zeros that fill its place.
    std::uint64_t end { 0 }; // Of what it covers.
    std::int64_t claimed_time { 0 }; // Of /M; 0: none.
    std::string problem; // Our words; empty: it can be verified.
    policy::SignatureResult result { policy::SignatureResult::Unreadable }; // Where it cannot.
};

// In the file's order, policy::most_signatures of them at most.
std::vector<Located> locate(base::View file);

}
