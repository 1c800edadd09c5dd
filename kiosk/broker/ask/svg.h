// SPDX-License-Identifier: MIT
// Turns an SVG picture into an image PDF of one page. One worker cleans and draws it (librsvg;
// foreign bytes), those of flatten.h encode and write the page.
#pragma once

#include "kiosk/broker/ask/flatten.h"

namespace broker {

struct SvgLimits {
    std::uint64_t input_bytes { 32ull << 20 };
    std::uint64_t elements { 500'000 };
};

// As flatten_pdf(). Removed: "script", "external-link", "foreign-document", "animation",
// "multimedia", "style", "metadata", "unknown-element", "image" (Loss.images, too). Its letters are
// pixels: there is no text layer.
Result<Outcome<Rebuilt>> flatten_svg(
    Workers&, const base::Descriptor& svg, const FlattenRequest&, const SvgLimits& = {});

}
