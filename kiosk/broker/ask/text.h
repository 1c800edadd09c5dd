// SPDX-License-Identifier: MIT
// Asks the workers that write text anew: plain text and tables, and the text of a web page.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

#include <chrono>

namespace broker {

// AsUsual: Excel in Japan opens UTF-8 tables right only with the mark; nothing else needs it.
enum class ByteOrderMark { AsUsual, Write, Omit };

// Western text without a mark is refused unless the policy accepts it: it cannot be told from
// broken Japanese.
enum class WesternText { Refuse, Accept };

struct TextLimits {
    ByteOrderMark mark { ByteOrderMark::AsUsual };
    WesternText western { WesternText::Refuse };
    std::uint64_t input_bytes { 4ull << 30 };
    std::uint64_t output_bytes { 8ull << 30 };
    std::uint64_t cell_characters { 1 << 20 };
    std::uint64_t page_bytes { 32ull << 20 }; // Of a web page.
    std::uint64_t page_memory_bytes { 512ull << 20 };
    std::uint32_t page_depth { 1000 }; // Elements in one another.
    std::chrono::milliseconds time { 10'000 }; // And for each MiB of input:
    std::chrono::milliseconds time_per_mib { 200 };
};

// Whether what is written with these limits begins with U+FEFF: for the verifier.
bool has_byte_order_mark(policy::FileType written, const TextLimits&);

// Writes `input` as clean UTF-8. `type` is PlainText, Csv or Tsv: what to write.
// Removed: "bidi-control", "control-character", "escape-sequence", "invisible-character",
// "variation-selector", "private-use-character", "invalid-character", "formula", "separator-line",
// where: "line 12", the first place. Loss.text counts characters that could not be read.
Result<Outcome<Rebuilt>> rebuild_text(
    Workers&, const base::Descriptor& input, policy::FileType type, const TextLimits&);

// The words of XML or SVG, as PlainText. Removed, besides: "script", "style".
Result<Outcome<Rebuilt>> markup_to_text(Workers&, const base::Descriptor& input, const TextLimits&);

// The visible text of an HTML page, as PlainText. Removed, besides: "script" (event handlers and
// script links too), "style", "hidden-text", "frame", "image", "form". Loss.images, and Loss.links:
// those that are plain text now.
Result<Outcome<Rebuilt>> html_to_text(Workers&, const base::Descriptor& input, const TextLimits&);

// The page written anew as HTML of listed elements, without addresses, pictures or styles: not for
// an output, but for LibreOffice to draw. Accounts as above.
Result<Outcome<Rebuilt>> html_to_page(Workers&, const base::Descriptor& input, const TextLimits&);

}
