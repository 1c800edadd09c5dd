// SPDX-License-Identifier: MIT
// What became of a medium's files, for a person at a terminal: a table, and below it what each
// reason means and what to do next, once.
#pragma once

#include "policy/verdict/reason.h"

#include <string>

namespace cli {

// Of the person, by LC_ALL, LC_MESSAGES and LANG, in this order, as in POSIX.1-2017 XBD 8.2.
policy::Language language_of_the_environment();

// A report of `sanitize`, `submit` or `status` on stdout. What is no report prints nothing.
void print_report(const std::string& json_text, policy::Language);

}
