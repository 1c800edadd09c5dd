// SPDX-License-Identifier: MIT
// Fields (ECMA-376 part 1, 17.16): a closed list of harmless ones stays active, written anew; of
// every other one the last result stays, as text, and of a button its words.
#pragma once

#include "sanitizer/rebuild/ooxml/document/tree.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"

#include <optional>

namespace rebuild_ooxml {

// The instruction in our form: words and switches of its field's own list, each text in quotes.
// Nothing if the field, or anything in its instruction, is not on the list.
std::optional<std::string> clean_instruction(std::string_view instruction, Hyperlinks);

// Complex fields may be split over runs and paragraphs and lie within one another. What is left has
// one instruction in one piece, a beginning and an end.
void settle_fields(Tree&, const Vocabulary&, Hyperlinks, Account&);

}
