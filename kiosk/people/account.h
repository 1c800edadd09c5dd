// SPDX-License-Identifier: MIT
// An account: who it is, what they may do, and from when to when.
#pragma once

#include "policy/transfer/approval.h"

namespace people {

// What the organisation knows of a person besides. Days are like "2026-11-30" and count themselves.
struct Details {
    std::string section; // 所属
    std::string from; // The account holds from this day; empty: from its beginning.
    std::string until; // To this one; empty: without an end.
    std::string trained; // The day of the last training (研修); empty: none is known.
    // Of a contractor (外部委託事業者), all four, else none.
    std::string company;
    std::string contract;
    std::string responsible; // Who answers for them at the company.
    std::string contract_until;

    bool is_contractor() const { return !company.empty(); }
};

struct Account {
    std::string name; // [a-z0-9._-], 1 to 32.
    std::string person; // Who it is; the same for every account of one human being.
    std::vector<policy::Role> roles; // Given by name; offices give more.
    std::vector<std::string> offices; // As the policy has them.
    enum class State { Active, Locked } state { State::Active };
    Details details {};
};

// The rules that every account in the file holds to.
Result<void> check_account(const Account&);

// Those that depend on the policy: powers that exclude each other, within the account and between
// all accounts of one person. `others` may hold the account itself.
Result<void> check_powers(
    const policy::Policy&, const Account&, const std::vector<Account>& others);

// Whether the account holds on this day; an Error says why not, to somebody who has proved who they
// are.
Result<void> check_day(const policy::Policy&, const Account&, const std::string& today);

}
