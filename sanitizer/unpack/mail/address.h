// SPDX-License-Identifier: MIT
// The people of a mail (RFC 5322 section 3.4): who is named, and at which address.
#pragma once

#include "sanitizer/unpack/mail/letters.h"

#include <vector>

namespace unpack_mail {

struct Address {
    std::string name; // What the sender says; "" if nothing. One line, nothing unseen.
    std::string address;
};

// Nothing if it is no address list of one meaning: two addresses for one person, quotes that do
// not end, blanks within an address. `value` is UTF-8. `dropped`: as with one_line.
std::optional<std::vector<Address>> read_addresses(
    std::string_view value, const Letters&, std::uint64_t& dropped);

}
