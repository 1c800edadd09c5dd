// SPDX-License-Identifier: MIT
// The large parts of a workbook: the rows of a sheet, the strings that cells share. Read and
// written as they come; what a cell holds is made out of checked values, its formula out of its
// tokens.
#pragma once

#include "sanitizer/rebuild/ooxml/document/build.h"

namespace rebuild_ooxml {

// Moves what stands in sheetData out of `sheet`, rebuilt, into `rows`.
Outcome<bool> take_rows(Build&, base::Bytes& sheet, std::string& rows);

// All of the part, rebuilt; counts them in build.book.
Outcome<bool> copy_strings(Build&, base::Bytes strings, std::string& xml);

}
