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
    // Of each, whoever holds one of these offices. Empty: nobody.
    std::vector<std::string> grants_accepted_by;
    std::vector<std::string> break_glass_by;
    std::vector<std::string> reviewed_by;
};

enum class Order { Any, Listed };
enum class WitnessRule { None, Required };

// Who must say yes. "approver" is any approver; another word is an office that the account holds
// beside the role (the section's security manager, say). Each role is filled by another person,
// over all three decisions: the hand-over of the content, the technical unlock, and the witness.
struct ApprovalRoute {
    std::uint32_t line { 0 };
    std::vector<TransferClass> classes;
    std::vector<std::string> zones;
    LabelBounds label;
    std::vector<std::string> roles;
    unsigned count { 1 }; // People who agree on the content, at least one for each role.
    Order order { Order::Any }; // Listed: in the order of the roles.
    std::vector<std::string> unlock; // Empty: nothing is locked.
    std::chrono::seconds unlock_holds { 3'600 }; // Then it is to be given anew.
    WitnessRule witness { WitnessRule::None };
};

const Office* office_named(std::span<const Office>, std::string_view);

// The given roles and those of the offices, each once, in their order. An office that the policy
// does not know gives nothing.
std::vector<Role> powers_of(
    std::span<const Office>, const std::vector<Role>& given, const std::vector<std::string>& held);

}
