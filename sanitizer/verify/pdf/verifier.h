// SPDX-License-Identifier: MIT
// Reads a PDF of pictures by the narrowest grammar: what our writer cannot have written is refused,
// whatever another reader would make of it. Shares nothing with the writer.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "scanners/seen/findings.h"

#include <variant>

namespace verify_pdf {

enum class Addresses { None, Web };

struct Limits {
    std::uint64_t pages { 1'000'000 };
    std::uint64_t pixels { 1'000'000'000 }; // Of one page.
    Addresses addresses { Addresses::Web }; // That links may lead to.
    std::string label {}; // What it says of itself, and nothing else; empty: nothing.
};

enum class Fault { Malformed, Limit };

struct Refused {
    Fault fault;
    std::string detail; // Our own words.
};

struct Verified {
    std::uint64_t pages;
    seen::Findings seen {}; // Addresses that its links lead to.
};

std::variant<Verified, Refused> verify(base::View file, const Limits&);

}
