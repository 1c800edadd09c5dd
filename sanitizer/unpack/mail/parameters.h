// SPDX-License-Identifier: MIT
// A type or disposition and its parameters (RFC 2045 section 5.1, RFC 2183, RFC 2231), and the name
// that they give to a part.
#pragma once

#include "sanitizer/unpack/mail/header.h"

#include <map>

namespace unpack_mail {

struct Valued {
    std::string value; // "text/plain", "attachment"; lower case, "" if the header is not there.
    // By name in lower case; continued ones put together. Encoded words of names still stand.
    std::map<std::string, std::string> parameters;

    std::string_view parameter(std::string_view name) const;
};

// Of Content-Type or Content-Disposition. Stops where readers differ: a parameter twice, pieces
// of one that are missing, quotes that do not end.
MaybeStop read_valued(std::string_view value, const Letters&, Valued& into);

// What the part calls itself: one component, without controls and slashes, at most `most` bytes,
// its end kept; "" if it has no name.
std::string name_of_part(
    const Valued& disposition, const Valued& type, const Letters&, std::size_t most);

// The same for any words, such as a subject.
std::string as_component(std::string_view words, std::size_t most);

}
