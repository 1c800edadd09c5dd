// SPDX-License-Identifier: MIT
// An HTML page to clean plain text, or to a page of listed elements. Pure, and the same out for the
// same in.
#pragma once

#include "sanitizer/decode/charset/recogniser.h"
#include "sanitizer/decode/charset/report.h"
#include "sanitizer/decode/charset/writer.h"

namespace html {

enum class Mark { Write, Omit }; // U+FEFF first.

enum class Form { Text, Page };

struct Wanted {
    Form form { Form::Text };
    Mark mark { Mark::Omit };
    charset::Latin1 latin1 { charset::Latin1::Refuse };
    std::uint64_t most_output_bytes { 64ull << 20 };
    std::size_t most_tree_bytes { 512ull << 20 };
    std::size_t most_depth { 1000 };
};

// Lines end with CRLF. An Error only if the sink fails.
Result<charset::Outcome> convert(
    base::View, const charset::Tables&, const Wanted&, const charset::Sink&);

}
