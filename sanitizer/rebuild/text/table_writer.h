// SPDX-License-Identifier: MIT
// Reads a table of delimited cells (RFC 4180, and what people make of it) and writes it again.
//
// Written: CRLF after each row, LF inside a cell, quotes where a cell holds a quote, a line end or
// anything that some program takes for a delimiter (comma, semicolon, tab); an apostrophe before a
// cell that begins as a formula.
#pragma once

#include "sanitizer/decode/charset/report.h"
#include "sanitizer/decode/charset/writer.h"

#include <string>

namespace rebuild_text {

class TableWriter {
public:
    // `delimiter` is the one to write; a tab is also the only one then expected.
    TableWriter(charset::Output&, charset::Removals&, char32_t delimiter, std::size_t cell_limit);

    // Clean points, LF for line ends, VT for breaks that end no row: a line end in quotes, else a
    // space. The first call should hold the first lines: they tell which
    // delimiter is read. False once a cell is longer than its limit.
    bool write(std::u32string_view points);
    bool finish();

private:
    enum class Place { Start, Plain, Quoted, AfterQuote };

    void begin(std::u32string_view& points);
    void add(char32_t);
    void end_cell();
    void end_row();
    void write_cell();

    charset::Output& m_output;
    charset::Removals& m_removals;
    char32_t m_written_delimiter;
    char32_t m_read_delimiter { 0 }; // 0: not yet known.
    std::size_t m_cell_limit;
    std::u32string m_cell;
    std::uint64_t m_line { 1 };
    std::uint64_t m_cells_in_row { 0 };
    bool m_first_cell { true };
    Place m_place { Place::Start };
};

}
