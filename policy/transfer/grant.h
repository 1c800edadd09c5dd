// SPDX-License-Identifier: MIT
// What somebody asked for and the office named by the policy accepted: a deputy (代行) or an
// exception (例外措置). Each has an end, after which it counts for nothing.
#pragma once

#include "policy/language/policy.h"

#include <optional>

namespace policy {

struct Grant {
    enum class Kind { Deputy, Exception } kind { Kind::Exception };
    enum class State { Asked, Accepted, Withdrawn } state { State::Asked };
    std::string id;
    std::string from; // Days like "2026-11-30", both count themselves.
    std::string until;
    std::string reason;
    // Of a deputy: the accounts, and the offices that they fill in the other's stead.
    std::string deputy;
    std::string deputy_for;
    std::vector<std::string> offices;
    // Of an exception: an office of a route, in whose place any approver may agree, or "witness",
    // without whom it goes; what stands in for it, and for which transfers it holds.
    std::string waives;
    std::string measure;
    std::optional<TransferClass> transfer_class;
    std::string zone; // Empty: every one.
    Label label; // At most this.
    // Persons.
    std::string asked_by;
    std::string accepted_by;
};

// The grant makes sense by itself and to this policy.
Result<void> check_grant(const Policy&, const Grant&);

bool is_in_force(const Grant&, std::string_view today);

// What the route asks for while these exceptions are in force.
ApprovalRoute with_exceptions(ApprovalRoute, const std::vector<Grant>&, std::string_view today,
    TransferClass, std::string_view zone, Label);

}
