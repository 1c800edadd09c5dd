// SPDX-License-Identifier: MIT
// The header section of a mail or of a part (RFC 5322 section 2.2), strictly.
#pragma once

#include "sanitizer/unpack/mail/letters.h"
#include "sanitizer/unpack/mail/stop.h"

#include <vector>

namespace unpack_mail {

inline constexpr std::size_t most_fields = 1000;
inline constexpr std::size_t most_field_bytes = 128 << 10;
inline constexpr std::size_t most_header_bytes = 1 << 20;

struct Field {
    std::string name; // Lower case.
    std::string value; // Unfolded, as UTF-8; encoded words still stand.
};

struct Headers {
    std::vector<Field> fields;

    // The only one of that name; "" if there is none. Readers that meet two take either.
    const std::string& value(std::string_view name) const;
    std::size_t count(std::string_view name) const;
};

// Of a part, the empty line may be left out when nothing follows; a mail that ends so is cut off.
enum class Section { OfMail, OfPart };

// Takes the section and the empty line behind it off `rest`, which has line ends of CRLF or LF and
// no other CR.
MaybeStop read_headers(std::string_view& rest, Section, const Letters&, Headers& into);

// Zero bytes, and a CR that is no line end, which readers part lines by or not.
MaybeStop check_bytes(std::string_view mail);

}
