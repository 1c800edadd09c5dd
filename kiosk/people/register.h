// SPDX-License-Identifier: MIT
// The people of this station: accounts, passwords (Argon2id, RFC 9106), second factors and roles,
// in one file under the state folder. Replaced whole and synced before any answer that depends on
// it.
#pragma once

#include "kiosk/core/base/clock.h"
#include "kiosk/core/base/descriptor.h"
#include "kiosk/people/account.h"
#include "kiosk/people/security_key.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
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

// Proof of who is there, for policy::Actor.
struct Principal {
    std::string account;
    std::string person;
    std::vector<policy::Role> roles; // With those that their offices give.
    std::vector<std::string> offices;
};

policy::Actor actor_of(const Principal&);

// What somebody shows: for accounts with a second factor a code of it, or a touch of one of their
// keys.
struct Proof {
    std::string_view account;
    std::string_view password;
    std::string_view code {};
    std::optional<Touch> touch {};
};

struct LoggedIn {
    Principal who;
    std::string section;
    std::int64_t last_login { 0 }; // The one before; 0: this is the first.
    std::uint32_t failures { 0 }; // Since then.
    enum class Standing { MayAct, MustEnrol } standing { Standing::MayAct };
};

enum class SecondFactors { None, Begun, There }; // Of codes; keys stand beside them.

class Register {
public:
    // `folder`: <state>/people, already open. An Error if the file is missing or not as we wrote
    // it. The policy must outlive this.
    static Result<std::unique_ptr<Register>> open(
        base::Descriptor folder, const base::Clock&, const policy::Policy&, Cost = {});

    // One error for every reason: unknown, locked, wrong password, code or touch, a code that was
    // taken before, too early after failures. Takes the same time for a name that does not exist.
    // The failure is on disk before the answer. Who has proved who they are hears why they are not
    // let in: the account's days, the training, a second factor that the policy wants and they
    // lack.
    Result<Principal> authenticate(const Proof&);
    // Likewise, and remembered as the last login. Says who must enrol a second factor first.
    Result<LoggedIn> log_in(const Proof&);
    // Somebody who proved it before and still holds their session: as they stand now.
    Result<Principal> vouch(std::string_view account) const;

    // From now on, asked before each change of an account is saved (its own counters and times are
    // none): what is not told of is not done. An Error leaves everything as it was.
    using Tell = std::function<Result<void>()>;
    void tell_first(Tell);

    // For an account without codes: a new secret, shown once, that counts from the code
    // that confirms it on.
    Result<base::Bytes> begin_enrolment(const Proof&);
    Result<Principal> confirm_enrolment(const Proof&, std::string_view code);

    // Those that may be touched for it; none for an account that does not exist.
    std::vector<SecurityKey> keys_of(std::string_view account) const;
    // Before a key is asked for a new credential, and after it was touched again for a signature by
    // that: nothing is added to an account whose password or factors changed in between.
    struct MayEnrol {
        Principal who;
        base::Digest stand; // Of password and factors.
    };
    Result<MayEnrol> may_enrol_key(const Proof&);
    Result<void> add_key(const MayEnrol&, SecurityKey, const Touch& first);

    // `by` must be an active administrator (from authenticate), where nothing else is said.
    Result<void> add(const Principal& by, const Account&, std::string_view password);
    Result<void> lock(const Principal& by, std::string_view account);
    Result<void> unlock(const Principal& by, std::string_view account); // Forgets failures, too.
    // Of the own account by everybody.
    Result<void> set_password(
        const Principal& by, std::string_view account, std::string_view password);
    // Codes and keys: the account has to enrol anew.
    Result<void> reset_second_factor(const Principal& by, std::string_view account);
    // Not of the own account: an administrator can neither raise nor lose themselves.
    Result<void> set_roles(const Principal& by, std::string_view account,
        std::vector<policy::Role> roles, std::vector<std::string> offices);
    Result<void> set_details(const Principal& by, std::string_view account, Details);

    // The key that was barred since this was last asked, in what somebody showed; with its account.
    struct Barred {
        std::string account;
        std::string key; // Its name.
    };
    std::optional<Barred> take_barred();

    struct Known {
        Account account;
        SecondFactors second_factor;
        std::vector<SecurityKey> keys;
        std::int64_t last_login;
        std::chrono::seconds wait; // Until the next try is heard.
    };
    std::vector<Known> list() const;

    ~Register();

private:
    struct State;
    explicit Register(std::unique_ptr<State>);
    std::unique_ptr<State> m_state;
};

// The first administrator, when there is no register yet; there is no default password. An Error if
// one exists, whatever is in it.
Result<std::unique_ptr<Register>> create_first(base::Descriptor folder, const base::Clock&,
    const policy::Policy&, std::string_view account, std::string_view person,
    std::string_view password, Cost = {}, const Register::Tell& = {});

// Whether a register exists in the folder.
Result<bool> exists(const base::Descriptor& folder);

// At least 8 characters, at most 1024 bytes, not on the list of the commonest, not the account's
// own name: NIST SP 800-63B-4 section 3.1.1.2.
Result<void> check_password(std::string_view account, std::string_view password);

}
