// SPDX-License-Identifier: MIT
// What the register holds in memory, as it stands on the disk. Private to this folder.
#pragma once

#include "kiosk/core/base/day.h"
#include "kiosk/people/store.h"

#include <algorithm>

namespace people {

struct Register::State {
    State(base::Descriptor opened, const base::Clock& station_clock, const policy::Policy& rules,
        Cost chosen)
        : folder(std::move(opened))
        , clock(station_clock)
        , policy(rules)
        , cost(chosen)
    {
    }

    std::int64_t now() const
    {
        return std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch())
            .count();
    }

    Entry* find(std::string_view name)
    {
        auto found = std::ranges::find_if(
            entries, [&](const Entry& entry) { return entry.account.name == name; });
        return found == entries.end() ? nullptr : &*found;
    }

    std::vector<policy::Role> powers(const Account& account) const
    {
        return policy::powers_of(policy.offices, account.roles, account.offices);
    }

    Principal principal(const Account& account) const
    {
        return { account.name, account.person, powers(account), account.offices };
    }

    // Memory follows the disk, never the other way round.
    Result<void> replace(std::vector<Entry> changed)
    {
        if (tell)
            TRY(tell());
        TRY(save(folder, changed));
        entries = std::move(changed);
        return {};
    }

    Result<void> check_administrator(const Principal& by)
    {
        auto entry = find(by.account);
        if (!entry || entry->account.person != by.person
            || entry->account.state != Account::State::Active
            || !actor_of(principal(entry->account)).has(policy::Role::Administrator))
            return Error { "only an administrator can change "
                           "accounts\nアカウントを変更できるのは管理者だけです。" };
        return {};
    }

    // One account changed by `change`, all on the disk, or nothing.
    template <typename Change>
    Result<void> change(const Principal& by, std::string_view account, Change&& change)
    {
        TRY(check_administrator(by));
        return change_one(account, change);
    }

    template <typename Change>
    Result<void> change_one(std::string_view account, Change&& change)
    {
        if (!find(account))
            return Error { "there is no such account\nそのアカウントはありません。" };
        auto changed = entries;
        auto& entry = changed[static_cast<std::size_t>(find(account) - entries.data())];
        TRY(change(entry));
        return replace(std::move(changed));
    }

    // Powers that exclude each other stay apart over all accounts of one person, too.
    Result<void> check_separation(const Account& account) const
    {
        std::vector<Account> all;
        for (const auto& entry : entries)
            all.push_back(entry.account);
        return check_powers(policy, account, all);
    }

    Result<void> check_standing(const Entry& entry) const
    {
        TRY(check_separation(entry.account));
        return check_day(policy, entry.account, base::day_of(now()));
    }

    bool must_enrol(const Entry& entry) const
    {
        return !entry.has_second_factor()
            && policy.people.second_factor == policy::SecondFactorRule::Required;
    }

    enum class Purpose { Act, LogIn };
    Result<Entry*> prove(const Proof&, Purpose);
    Error bar(const Account&, SecurityKey&);

    base::Descriptor folder;
    const base::Clock& clock;
    const policy::Policy& policy;
    Cost cost;
    std::string nobody; // The hash that a password for an unknown account is held against.
    std::vector<Entry> entries;
    Tell tell;
    std::optional<Barred> barred;
    mutable std::mutex mutex;
};

}
