// SPDX-License-Identifier: MIT
// What administrators change, and everybody of their own.
#include "kiosk/people/register_state.h"

#include "kiosk/people/password.h"

namespace people {

Result<void> Register::add(const Principal& by, const Account& account, std::string_view password)
{
    std::lock_guard lock(m_state->mutex);
    TRY(m_state->check_administrator(by));
    TRY(check_account(account));
    TRY(check_password(account.name, password));
    if (m_state->find(account.name))
        return Error {
            "there is an account of this name already\nこの名前のアカウントはすでにあります。"
        };
    TRY(m_state->check_separation(account));
    auto changed = m_state->entries;
    Entry entry;
    entry.account = account;
    entry.hash = TRY(hash_password(password, m_state->cost));
    changed.push_back(std::move(entry));
    return m_state->replace(std::move(changed));
}

Result<void> Register::lock(const Principal& by, std::string_view account)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(by, account, [&](Entry& entry) -> Result<void> {
        if (entry.account.name == by.account)
            return Error { "an administrator cannot lock their own "
                           "account\n自分のアカウントはロックできません。" };
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
        if (is_password(entry.hash, password))
            return Error {
                "the new password is the old one\n新しいパスワードが今のものと同じです。"
            };
        entry.hash = hash;
        entry.failures = 0;
        return {};
    });
}

Result<void> Register::reset_second_factor(const Principal& by, std::string_view account)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(by, account, [](Entry& entry) -> Result<void> {
        entry.second_factor.reset();
        entry.keys.clear();
        return {};
    });
}

Result<void> Register::set_roles(const Principal& by, std::string_view account,
    std::vector<policy::Role> roles, std::vector<std::string> offices)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(by, account, [&](Entry& entry) -> Result<void> {
        if (entry.account.name == by.account)
            return Error {
                "an administrator cannot change their own roles\n自分の役割は変更できません。"
            };
        entry.account.roles = std::move(roles);
        entry.account.offices = std::move(offices);
        TRY(check_account(entry.account));
        return m_state->check_separation(entry.account);
    });
}

Result<void> Register::set_details(const Principal& by, std::string_view account, Details details)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(by, account, [&](Entry& entry) -> Result<void> {
        if (entry.account.name == by.account)
            return Error { "an administrator cannot change the days of their own account\n"
                           "自分のアカウントの有効期間などは変更できません。" };
        entry.account.details = std::move(details);
        TRY(check_account(entry.account));
        return m_state->check_separation(entry.account);
    });
}

}
