// SPDX-License-Identifier: MIT
// Reads a policy (TOML 1.0, by toml++) and says everything that is wrong with it.
//
// Whoever edits policies may slip: an unknown key, a wrong type, a number out of range and a name
// given twice are errors, so that no rule is silently not there.
#pragma once

#include "policy/language/policy.h"

namespace policy {

inline constexpr std::size_t max_policy_bytes = 1 << 20;

struct Problem {
    std::uint32_t line { 1 }; // Both from 1, the column in characters.
    std::uint32_t column { 1 };
    std::string message;
};

struct Reading {
    Policy policy; // Meaningless while there are problems.
    std::vector<Problem> problems; // In the order of the text.
};

Reading read_policy(std::string_view text);

// The Error has one line "NAME:line:column: message" for each problem.
Result<Policy> parse_policy(std::string_view text, std::string_view name);

}
