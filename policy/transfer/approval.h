// SPDX-License-Identifier: MIT
// Two people (P6): who may say yes, by the person and not by the account.
#pragma once

#include "policy/language/policy.h"

namespace policy {

// Somebody who is logged in, as kiosk/people vouches for them at this moment.
struct Actor {
    std::string account;
    std::string person; // The human being; shared by all accounts of the same one.
    std::string deputy_for; // The person in whose stead they act now; empty: their own.
    std::vector<Role> roles;
    std::vector<std::string> offices;

    bool has(Role) const;
};

// An auditor who is anything else besides holds no power at all, and so does a nameless person.
Result<void> check_actor(const Actor&);

// Whether the same human being, or the one who is stood in for, is behind both.
bool shares_a_person(const Actor&, const Actor&);

struct Approval {
    Actor by; // As they were when they said it.
    std::string manifest; // SHA-256 of what they saw, lower-case hex.
};

// Whether one more yes can be taken, and if not, why.
Result<void> may_approve(const ApprovalRoute&, const Actor& submitter,
    const std::vector<Approval>& so_far, const Actor&);

// Each role of the route by another person, and enough people altogether.
bool is_complete(const ApprovalRoute&, const std::vector<Approval>&);

}
