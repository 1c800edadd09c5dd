// SPDX-License-Identifier: MIT
// The grammar of our table writer, and nothing wider (T31):
//
//   file  = *( row CRLF )
//   row   = cell *( delimiter cell )
//   cell  = *bare / DQUOTE *( bare / "," / ";" / TAB / LF / 2DQUOTE ) DQUOTE
//   bare  = any permitted character but , ; TAB DQUOTE CR LF
//
// No cell, unquoted, begins as a formula; the first is no "sep=" either.
#pragma once

#include <string>

namespace verify_text {

class TableGrammar {
public:
    explicit TableGrammar(char32_t delimiter)
        : m_delimiter(delimiter)
    {
    }

    // Each returns what is wrong, or nullptr.
    const char* take(char32_t);
    const char* finish() const;
    bool is_between_cells() const
    {
        return m_place == Place::CellStart || m_place == Place::RowStart;
    }

private:
    enum class Place { RowStart, CellStart, Bare, Quoted, AfterQuote, AfterReturn };

    const char* take_content(char32_t);
    const char* end_cell();

    char32_t m_delimiter;
    Place m_place { Place::RowStart };
    bool m_first_cell { true };

    // What is known of the cell so far.
    enum class Looks { Blank, Harmless, Signed, Formula };
    Looks m_looks { Looks::Blank };
    bool m_any { false }; // A character was in it.
    std::u32string m_signed; // After its sign, as far as it was all of a number.
    std::u32string m_start; // Its first four characters, in the file's first cell.
};

}
