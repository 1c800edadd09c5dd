// SPDX-License-Identifier: MIT
// The people of this station: accounts, passwords (Argon2id, RFC 9106) and roles, in one file under
// the state folder. Replaced whole and synced before any answer that depends on it.
#pragma once

#include "kiosk/core/base/clock.h"
#include "kiosk/core/base/descriptor.h"
#include "kiosk/core/base/result.h"
#include "policy/transfer/approval.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace people {

// What guessing costs. The default is RFC 9106's second recommendation in libsodium's terms (one
// lane); only tests pass another.
struct Cost {
    unsigned long long passes { 3 };
    std::size_t memory_bytes { 64u << 20 };
};

struct Account {
    std::string name; // [a-z0-9._-], 1 to 32.
    std::string person; // Who it is; the same for every account of one human being.
    std::vector<policy::Role> roles;
    std::vector<std::string> offices; // For approval routes.
    enum class State { Active, Locked } state { State::Active };
};

// Proof of who is there, for policy::Actor.
struct Principal {
    std::string account;
    std::string person;
    std::vector<policy::Role> roles;
    std::vector<std::string> offices;
};

policy::Actor actor_of(const Principal&);

class Register {
public:
    // `folder`: <state>/people, already open. An Error if the file is missing or not as we wrote
    // it.
    static Result<std::unique_ptr<Register>> open(
        base::Descriptor folder, const base::Clock&, Cost = {});

    // One error for every reason: unknown, locked, wrong password, too early after failures. Takes
    // the same time for a name that does not exist. The failure is on disk before the answer.
    Result<Principal> authenticate(std::string_view account, std::string_view password);

    // `by` must be an active administrator (from authenticate), where nothing else is said.
    Result<void> add(const Principal& by, const Account&, std::string_view password);
    Result<void> lock(const Principal& by, std::string_view account);
    Result<void> unlock(const Principal& by, std::string_view account); // Forgets failures, too.
    // Of the own account by everybody.
    Result<void> set_password(
        const Principal& by, std::string_view account, std::string_view password);
    // Not of the own account: an administrator can neither raise nor lose themselves.
    Result<void> set_roles(const Principal& by, std::string_view account,
        std::vector<policy::Role> roles, std::vector<std::string> offices);
    std::vector<Account> list() const;

    // How long until the next try for this account is heard; 0: now.
    std::chrono::seconds wait_for(std::string_view account) const;

    ~Register();

private:
    struct State;
    explicit Register(std::unique_ptr<State>);
    friend Result<std::unique_ptr<Register>> create_first(base::Descriptor, const base::Clock&,
        std::string_view, std::string_view, std::string_view, Cost);
    std::unique_ptr<State> m_state;
};

// The first administrator, when there is no register yet; there is no default password. An Error if
// one exists, whatever is in it.
Result<std::unique_ptr<Register>> create_first(base::Descriptor folder, const base::Clock&,
    std::string_view account, std::string_view person, std::string_view password, Cost = {});

// Whether a register exists in the folder.
Result<bool> exists(const base::Descriptor& folder);

// At least 8 characters, at most 1024 bytes, not on the list of the commonest, not the account's
// own name: NIST SP 800-63B-4 section 3.1.1.2.
Result<void> check_password(std::string_view account, std::string_view password);

}
