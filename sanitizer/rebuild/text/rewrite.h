// SPDX-License-Identifier: MIT
// Plain text, tables and the words of markup to clean UTF-8. Pure: bytes in, bytes out in blocks;
// the same out for the same in.
#pragma once

#include "sanitizer/decode/charset/recogniser.h"
#include "sanitizer/decode/charset/report.h"
#include "sanitizer/decode/charset/writer.h"

namespace rebuild_text {

enum class Format { Text, Csv, Tsv, Markup }; // Markup: what is written is Text.
enum class Mark { Write, Omit }; // U+FEFF first; Excel in Japan reads UTF-8 tables only with it.

struct Wanted {
    Format format { Format::Text };
    Mark mark { Mark::Omit };
    charset::Latin1 latin1 { charset::Latin1::Refuse };
    std::uint64_t most_output_bytes { 1ull << 30 };
    std::size_t most_cell_points { 1 << 20 };
};

// An Error only if the sink fails.
Result<charset::Outcome> rewrite(
    base::View, const charset::Tables&, const Wanted&, const charset::Sink&);

}
