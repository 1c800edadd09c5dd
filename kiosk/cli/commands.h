// SPDX-License-Identifier: MIT
// Every command of `sekisho`: its words, what it needs and takes, and the page that explains it.
#pragma once

#include "kiosk/cli/arguments.h"

namespace cli {

// Every option of every command, for Arguments::parse.
std::vector<std::string> all_options();

// An Error says what is wrong with these words and what to do next.
Result<void> check_words(const Arguments&);

bool wants_help(const Arguments&);

// The page of the command that the words begin, or the list of all.
std::string help_for(const Arguments&);

}
