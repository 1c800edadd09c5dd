// SPDX-License-Identifier: MIT
// The mail within an opaque S/MIME signature (RFC 5652 sections 3 and 5, RFC 8551). The signature
// is not verified here: what it covers is read as if it were not there.
#pragma once

#include <string>
#include <string_view>

namespace unpack_mail {

struct Cms {
    enum { Broken, Signed, WithoutContent, Encrypted, OfAnotherKind } kind { Broken };
    std::string content; // Of Signed.
};

// BER, as mailers write it: indefinite lengths and strings in pieces too. Nothing may follow.
Cms open_cms(std::string_view bytes);

}
