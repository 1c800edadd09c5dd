// SPDX-License-Identifier: MIT
// Which part of an address says where it leads: the only part that whoever wrote it cannot choose.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace seen {

// Where a browser sees them in an address of the web, of mail or of a share. Nothing: empty.
struct Authority {
    std::size_t user_begin { 0 };
    std::size_t host_begin { 0 };
    std::size_t host_end { 0 };
};
Authority authority_of(std::u32string_view address);

// Punycode (RFC 3492) for each label that is not ASCII; small letters; the end of one too long.
std::string ascii_host(std::u32string_view host);

// What a terminal would set from right to left, as percent signs and hexadecimal digits.
std::u32string without_right_to_left(std::u32string_view);

}
