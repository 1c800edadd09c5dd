// SPDX-License-Identifier: MIT
// Which method exists for which type at all. A policy that asks for another is wrong.
#pragma once

#include "policy/facts/file_type.h"
#include "policy/language/terms.h"

namespace policy {

// An image has no text to extract, an archive and a mail no pages to flatten (a web page
// saved as a mail has), and
// what is in them is not to pass unseen; a program can be refused or
// verified; a drawing passes as it is or not at all; unknown, empty and encrypted content can only
// be refused. Whether this station's sanitizer has the method is another question
// (ReasonCode::NoMethod).
bool can(Method, FileType);

}
