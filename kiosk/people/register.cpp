// SPDX-License-Identifier: MIT
#include "kiosk/people/register.h"

#include "kiosk/people/delay.h"
#include "kiosk/people/password.h"
#include "kiosk/people/store.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/file.h>

namespace people {

struct Register::State {
    State(base::Descriptor opened, const base::Clock& station_clock, Cost chosen)
        : folder(std::move(opened))
        , clock(station_clock)
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

    // Memory follows the disk, never the other way round.
    Result<void> replace(std::vector<Entry> changed)
    {
        TRY(save(folder, changed));
        entries = std::move(changed);
        return {};
    }

    Result<void> check_administrator(const Principal& by)
    {
        auto entry = find(by.account);
        auto is_administrator = entry && entry->account.person == by.person
            && entry->account.state == Account::State::Active
            && std::ranges::find(entry->account.roles, policy::Role::Administrator)
                != entry->account.roles.end();
        if (!is_administrator)
            return Error { "only an administrator can change accounts" };
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
            return Error { "there is no such account" };
        auto changed = entries;
        auto& entry = changed[static_cast<std::size_t>(find(account) - entries.data())];
        TRY(change(entry));
        return replace(std::move(changed));
    }

    // Powers that exclude each other stay apart over all accounts of one person, too.
    Result<void> check_separation(const Account& account)
    {
        auto audits = [](const Account& one) {
            return std::ranges::find(one.roles, policy::Role::Auditor) != one.roles.end();
        };
        for (const auto& entry : entries) {
            if (entry.account.name != account.name && entry.account.person == account.person
                && audits(entry.account) != audits(account))
                return Error { "an auditor can have no other role, under no other account" };
        }
        return {};
    }

    base::Descriptor folder;
    const base::Clock& clock;
    Cost cost;
    std::string nobody; // The hash that a password for an unknown account is held against.
    std::vector<Entry> entries;
    mutable std::mutex mutex;
};

policy::Actor actor_of(const Principal& principal)
{
    return { principal.account, principal.person, {}, principal.roles, principal.offices };
}

Register::Register(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Register::~Register() = default;

static Error no_entry()
{
    return Error { "the name or the password is wrong, the account is locked, or it is too early "
                   "for another try" };
}

// Two registers on one folder would lose each other's failures. Held for as long as the folder is.
static Result<void> hold(const base::Descriptor& folder)
{
    if (flock(folder.get(), LOCK_EX | LOCK_NB) != 0)
        return Error { "the register of accounts is in use by another process" };
    return {};
}

Result<std::unique_ptr<Register>> Register::open(
    base::Descriptor folder, const base::Clock& clock, Cost cost)
{
    TRY(hold(folder));
    auto state = std::make_unique<State>(std::move(folder), clock, cost);
    state->entries = TRY(load(state->folder));
    state->nobody = TRY(hash_password("nobody has this password", cost));
    return std::unique_ptr<Register>(new Register(std::move(state)));
}

Result<std::unique_ptr<Register>> create_first(base::Descriptor folder, const base::Clock& clock,
    std::string_view account, std::string_view person, std::string_view password, Cost cost)
{
    TRY(hold(folder));
    if (TRY(exists(folder)))
        return Error { "there is a register of accounts already" };
    Entry first;
    first.account.name = account;
    first.account.person = person;
    first.account.roles = { policy::Role::Administrator };
    TRY(check_account(first.account));
    TRY(check_password(account, password));
    first.hash = TRY(hash_password(password, cost));
    TRY(save(folder, { first }));
    return Register::open(std::move(folder), clock, cost);
}

// The failure is on the disk before the password is even looked at, and taken back when it was
// right: pulling the plug, or a full disk, buys no free guess. All roads to a "no" do the same
// work, so that the time tells nothing about which accounts there are.
Result<Principal> Register::authenticate(std::string_view account, std::string_view password)
{
    std::lock_guard lock(m_state->mutex);
    auto now = m_state->now();
    auto entry = m_state->find(account);

    // A try that comes too early is not heard: it neither counts nor tells whether it was right.
    auto heard
        = entry && wait_left(entry->failures, entry->last_failure, now) == std::chrono::seconds(0);
    auto failures_before = entry ? entry->failures : 0;
    auto hash = entry ? entry->hash : m_state->nobody;
    if (heard) {
        entry->failures += entry->failures < UINT32_MAX;
        entry->last_failure = now;
    }
    auto written = save(m_state->folder, m_state->entries);
    auto fits = is_password(hash, password);
    if (!written)
        return written.error();
    if (!heard || !fits || entry->account.state != Account::State::Active)
        return no_entry();

    auto outdated = is_outdated(entry->hash, m_state->cost);
    if (outdated)
        entry->hash = TRY(hash_password(password, m_state->cost));
    entry->failures = 0;
    if (auto forgotten = save(m_state->folder, m_state->entries); !forgotten) {
        entry->failures = failures_before;
        return forgotten.error();
    }
    const auto& who = entry->account;
    return Principal { who.name, who.person, who.roles, who.offices };
}

Result<void> Register::add(const Principal& by, const Account& account, std::string_view password)
{
    std::lock_guard lock(m_state->mutex);
    TRY(m_state->check_administrator(by));
    TRY(check_account(account));
    TRY(check_password(account.name, password));
    if (m_state->find(account.name))
        return Error { "there is an account of this name already" };
    TRY(m_state->check_separation(account));
    auto changed = m_state->entries;
    changed.push_back({ account, TRY(hash_password(password, m_state->cost)), 0, 0 });
    return m_state->replace(std::move(changed));
}

Result<void> Register::lock(const Principal& by, std::string_view account)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(by, account, [&](Entry& entry) -> Result<void> {
        if (entry.account.name == by.account)
            return Error { "an administrator cannot lock their own account" };
        entry.account.state = Account::State::Locked;
        return {};
    });
}

Result<void> Register::unlock(const Principal& by, std::string_view account)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(by, account, [](Entry& entry) -> Result<void> {
        entry.account.state = Account::State::Active;
        entry.failures = 0;
        return {};
    });
}

Result<void> Register::set_password(
    const Principal& by, std::string_view account, std::string_view password)
{
    std::lock_guard lock(m_state->mutex);
    if (by.account != account)
        TRY(m_state->check_administrator(by));
    TRY(check_password(account, password));
    auto hash = TRY(hash_password(password, m_state->cost));
    return m_state->change_one(account, [&](Entry& entry) -> Result<void> {
        entry.hash = hash;
        entry.failures = 0;
        return {};
    });
}

Result<void> Register::set_roles(const Principal& by, std::string_view account,
    std::vector<policy::Role> roles, std::vector<std::string> offices)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(by, account, [&](Entry& entry) -> Result<void> {
        if (entry.account.name == by.account)
            return Error { "an administrator cannot change their own roles" };
        entry.account.roles = std::move(roles);
        entry.account.offices = std::move(offices);
        TRY(check_account(entry.account));
        return m_state->check_separation(entry.account);
    });
}

std::vector<Account> Register::list() const
{
    std::lock_guard lock(m_state->mutex);
    std::vector<Account> accounts;
    for (const auto& entry : m_state->entries)
        accounts.push_back(entry.account);
    return accounts;
}

std::chrono::seconds Register::wait_for(std::string_view account) const
{
    std::lock_guard lock(m_state->mutex);
    auto entry = m_state->find(account);
    if (!entry)
        return std::chrono::seconds(0);
    return wait_left(entry->failures, entry->last_failure, m_state->now());
}

}
