// SPDX-License-Identifier: MIT
// From the tree of a page to a page of our own: listed elements of a document's text, no attribute
// but a cell's spans, without recursion. For a program that draws pages and shall not see the
// original.
#pragma once

#include "sanitizer/decode/html/walk.h"

namespace html {

// As text_of_page(): headings, paragraphs, lists, tables, quotations, exact text, emphasis, line
// breaks. Pictures become the words that stand for them. Empty if no text would be seen.
PageText page_of_page(const GumboNode& document, std::size_t most_depth, std::size_t most_bytes);

}
