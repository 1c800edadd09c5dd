// SPDX-License-Identifier: MIT
// Takes a mail apart in this process, and keeps what was told.
#pragma once

#include "sanitizer/unpack/mail/unpack.h"

#include <string>
#include <vector>

namespace mail_test {

const unpack_mail::Letters& letters();

struct Told {
    std::vector<std::string> headers; // "0: address|name, …" or "7: text"
    std::vector<std::string> parts; // "text: words", "page+: …" of an alternative, "NAME: …"
    std::vector<std::string> refused;
    std::vector<std::string> left_out; // "4 text/calendar x1"
    std::string stop; // "malformed: why"; empty if there was none.
    unpack_mail::Totals totals;
};

inline constexpr unpack_mail::Limits usual { 100, 1 << 20, 1 << 20, 1 << 20, 8, 255 };

Told told(const std::string& bytes, unpack_mail::Type = unpack_mail::Type::Eml,
    const unpack_mail::Limits& = usual);

// A mail with these headers, each with its line end, behind a sender's.
std::string mail(const std::string& headers, const std::string& body);

}
