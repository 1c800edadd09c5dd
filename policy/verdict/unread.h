// SPDX-License-Identifier: MIT
// Words for files that nothing here reads: what they are, and what to ask for.
#pragma once

#include "policy/facts/file_type.h"

#include <string>

namespace policy {

// Of a type of the family Unread: "jtd: an Ichitaro document, ..."
std::string why_unread(FileType);

// What the name alone says of a file of unknown content, followed by "; ": of DocuWorks and of
// projects of programmable controllers, whose forms are not published. Empty if it says nothing.
std::string kind_by_name(std::string_view extension);

}
