// SPDX-License-Identifier: MIT
// What a policy says of people: which functions there are, and what is asked before one is heard.
#pragma once

#include "policy/language/terms.h"

#include <chrono>
#include <span>
#include <vector>

namespace policy {

// A function in the organisation, as its guideline names it, and what it may do at this station.
struct Office {
    std::string name; // "security-manager"
    std::string title; // "情報セキュリティ管理者"; for people.
    std::vector<Role> powers; // Whoever holds the office has them without being given the role.
};

enum class SecondFactorRule { Required, Off };

// What is asked of people before they are heard.
struct PeopleRules {
    SecondFactorRule second_factor { SecondFactorRule::Required };
    std::chrono::seconds session_idle { 600 };
    unsigned training_max_age_days { 0 }; // 0: not asked for.
};

const Office* office_named(std::span<const Office>, std::string_view);

// The given roles and those of the offices, each once, in their order. An office that the policy
// does not know gives nothing.
std::vector<Role> powers_of(
    std::span<const Office>, const std::vector<Role>& given, const std::vector<std::string>& held);

}
