// SPDX-License-Identifier: MIT
// Turns a foreign PDF into pictures of its pages in a PDF of our own, or into its text.
//
// One worker draws (poppler and cairo, or Splash what cairo cannot; foreign bytes), another encodes
// (no parser, foreign pixels), a third sets the encoded pages into a file. Between the first two
// lies a slot of memory of a size that the broker set; the broker dictates how many pixels a page
// has, and reads none of them.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"
#include "policy/language/policy.h"

#include <chrono>

namespace broker {

struct FlattenRequest {
    unsigned dpi { 150 };
    unsigned jpeg_quality { 85 }; // 1 to 100, of pages that are photographs.
    policy::TextLayer text_layer { policy::TextLayer::None };
    policy::Ocr ocr { policy::Ocr::None }; // Of pages without text; a text layer shows it.
    std::uint64_t max_pages { 2000 };
    std::uint64_t max_pixels { 100'000'000 }; // Of one page,
    std::uint64_t total_pixels { 1ull << 40 }; // and of all that becomes a picture.
    std::uint64_t memory_bytes { 1ull << 30 };
    std::uint64_t output_bytes { 1ull << 30 };
    // Of all pages that one process draws: they lie in memory until all are read. A book has a few.
    std::uint64_t words_bytes { 64 << 20 };
    std::chrono::milliseconds time_base { 30'000 };
    std::chrono::milliseconds time_per_page { 2'000 };
    std::chrono::milliseconds most_time { 86'400'000 }; // However many pages.
    unsigned renderers { 1 }; // Render processes at once; the bytes do not depend on it.
    StepListener on_page;
    std::vector<policy::StatedLabel> labels {}; // Known already; it bears the highest, as it says.
};

// A sealed file of type Pdf, its pages and their pixels counted. With a text layer it can be
// searched for the letters that the pictures show; `loss.text` is the share of those that did not
// come into it. `removed` tells pages that have no text, and those whose text was recognised.
Result<Outcome<Rebuilt>> flatten_pdf(Workers&, const base::Descriptor& pdf, const FlattenRequest&);

// A sealed file of type PlainText: UTF-8, each line ended by U+000A, no character that is_unsafe.
Result<Outcome<Rebuilt>> pdf_to_text(Workers&, const base::Descriptor& pdf, const FlattenRequest&);

}
