// SPDX-License-Identifier: MIT
// A mail or a part of one (RFC 2045, RFC 2046): what its headers say it is, and where the parts of
// a multipart begin and end.
#pragma once

#include "sanitizer/unpack/mail/parameters.h"
#include "sanitizer/unpack/mail/transfer.h"

namespace unpack_mail {

struct Entity {
    Headers headers;
    Valued type; // Lower case, "text/plain" where none is given.
    Valued disposition;
    Transfer transfer { Transfer::Identity };
    std::string_view body; // Still coded.

    bool is(std::string_view wanted) const { return type.value == wanted; }
    bool is_multipart() const { return type.value.starts_with("multipart/"); }
};

// `usual_type`: of a part that says nothing.
MaybeStop read_entity(
    std::string_view bytes, Section, std::string_view usual_type, const Letters&, Entity& into);

struct Parts {
    std::vector<std::string_view> parts;
    std::uint64_t outside { 0 }; // Words before the first and behind the last.
};

// `enclosing`: the boundaries of the multiparts around it. Stops where readers differ: a boundary
// that begins like one around it, a line that begins like a boundary and goes on, parts behind the
// end, no end.
MaybeStop split_multipart(const Entity&, const std::vector<std::string>& enclosing,
    std::uint64_t most_parts, Parts& into);

}
