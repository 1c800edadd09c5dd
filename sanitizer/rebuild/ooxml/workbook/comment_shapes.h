// SPDX-License-Identifier: MIT
// Where Excel shows the comments of one sheet (ECMA-376 part 4, 19): it has none without these. All
// are of one form, and only their cells and numbers differ.
#pragma once

#include "sanitizer/rebuild/ooxml/workbook/book.h"

#include <span>

namespace rebuild_ooxml {

// Shapes of a workbook are numbered in blocks, of which each sheet has its own.
std::size_t blocks_of(std::size_t comments);
std::string write_comment_shapes(std::span<const Cell> commented, std::size_t blocks_before);

}
