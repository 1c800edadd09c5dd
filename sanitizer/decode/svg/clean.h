// SPDX-License-Identifier: MIT
// Writes an SVG picture (SVG 1.1) anew, of listed elements and attributes alone, before any library
// sees it. Nothing in what comes out names anything outside of it. Pure.
#pragma once

#include "sanitizer/decode/svg/xml.h"
#include "scanners/seen/findings.h"

#include <array>
#include <cstdint>
#include <variant>

namespace decode_svg {

enum class Left {
    Script, // Elements, handlers, addresses that are script.
    External, // Addresses of something else than an element of this picture.
    Picture, // <image> and <feImage>.
    Foreign, // foreignObject, iframe: documents within.
    Animation,
    Media,
    Style, // Parts of style sheets.
    Metadata,
    Unknown, // Elements that are not listed.
    Link, // Words and drawings lead nowhere any more.
};
inline constexpr std::size_t left_count = 10;

struct Lines { // Of those that hold something of a kind: the first and the last, from 1.
    std::uint64_t first { 0 };
    std::uint64_t last { 0 };
};

struct Cleaned {
    std::string svg;
    std::array<std::uint64_t, left_count> left {};
    std::array<Lines, left_count> lines {};
    seen::Findings targets; // Where its links led.
};

struct CleanLimits {
    std::uint64_t elements { 500'000 };
    std::uint64_t bytes { 256ull << 20 }; // Written.
};

std::variant<Cleaned, Refused> clean(base::View, const CleanLimits&);

}
