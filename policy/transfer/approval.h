// SPDX-License-Identifier: MIT
// Two people (P6): who may say yes, by the person and not by the account.
#pragma once

#include "policy/transfer/grant.h"

namespace policy {

// Somebody who is logged in, as kiosk/people vouches for them at this moment.
struct Actor {
    std::string account;
    std::string person; // The human being; shared by all accounts of the same one.
    std::string deputy_for; // The person in whose stead they act now; empty: their own.
    std::vector<Role> roles;
    std::vector<std::string> offices;

    bool has(Role) const;
    bool holds_any(const std::vector<std::string>& offices_wanted) const;
};

// An auditor who is anything else besides holds no power at all, and so does a nameless person.
Result<void> check_actor(const Actor&);

// Whether the same human being, or the one who is stood in for, is behind both.
bool shares_a_person(const Actor&, const Actor&);

enum class Consent {
    Content, // This may be handed over.
    Unlock, // The medium or lane may be opened for it, for a while.
    Witness, // Somebody else was there.
    BreakGlass, // In an emergency, instead of all of these; to be reviewed.
};

std::string_view word(Consent); // "content"
std::optional<Consent> consent_named(std::string_view);

struct Approval {
    Actor by; // As they were when they said it.
    std::string manifest; // SHA-256 of what they saw, lower-case hex.
    Consent consent { Consent::Content };
    std::int64_t at { 0 }; // Seconds since 1970 UTC.
    std::string reason {}; // Of BreakGlass.
};

// On what a decision rests at this moment.
struct Ground {
    Ground(const Policy& rules, std::vector<Grant> granted = {}, std::int64_t seconds = 0,
        std::string day = {})
        : policy(rules)
        , grants(std::move(granted))
        , now(seconds)
        , today(std::move(day))
    {
    }

    const Policy& policy;
    std::vector<Grant> grants;
    std::int64_t now; // Since 1970 UTC.
    std::string today; // By the station's time zone.
};

// The role that a consent wants of everybody who gives it.
Role role_for(Consent);

// Whether one more yes can be taken, and if not, why.
Result<void> may_approve(const ApprovalRoute&, const Actor& submitter,
    const std::vector<Approval>& so_far, const Actor&, Consent = Consent::Content,
    std::int64_t now = 0);

// Each role of the route by another person, and enough people altogether; unlocked still, and
// witnessed where that is wanted. Breaking the glass is judged by the policy, not by the route.
bool is_complete(const ApprovalRoute&, const std::vector<Approval>&, std::int64_t now = 0);

bool has_run_out(const ApprovalRoute&, const Approval&, std::int64_t now); // An unlock.

}
