// SPDX-License-Identifier: MIT
// Whether a text is one of ours. Streaming: bytes come in blocks that may end anywhere.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/verify/text/reader.h"
#include "sanitizer/verify/text/table_grammar.h"
#include "scanners/seen/finder.h"

#include <optional>
#include <string>

namespace verify_text {

enum class Format { Text, Csv, Tsv };
enum class Mark { Required, Forbidden };

struct Sound {
    std::uint64_t bytes { 0 };
    std::uint64_t points { 0 }; // Without the byte order mark.
    std::uint64_t lines { 0 }; // Line ends.
    std::uint64_t letters { 0 }; // Points that are no white space.
};

class Verifier {
public:
    Verifier(Format, Mark);

    // False once a rule is broken; everything after that is ignored.
    bool take(base::View);
    Result<Sound> finish();
    // Addresses that the text shows. After finish().
    const seen::Findings& seen() { return m_finder.finish(); }

private:
    std::size_t skip_plain(base::View);
    const char* take_point(char32_t);
    const char* take_line_end(char32_t);
    bool breach(const char* rule);

    enum class LineEnd { Unknown, Lf, CrLf };

    Mark m_mark;
    std::optional<TableGrammar> m_table;
    Utf8Reader m_reader;
    LineEnd m_line_end { LineEnd::Unknown };
    Sound m_sound;
    seen::Finder m_finder;
    char32_t m_previous { 0 };
    bool m_begun { false };
    std::string m_breach;
};

}
