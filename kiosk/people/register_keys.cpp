// SPDX-License-Identifier: MIT
// Security keys of accounts.
#include "kiosk/people/register_state.h"

namespace people {

std::vector<base::Bytes> Register::keys_of(std::string_view account) const
{
    std::lock_guard lock(m_state->mutex);
    std::vector<base::Bytes> ids;
    if (auto entry = m_state->find(account)) {
        for (const auto& key : entry->keys)
            ids.push_back(key.id);
    }
    return ids;
}

static Result<void> check_room(const Entry& entry)
{
    if (entry.keys.size() >= most_keys)
        return Error { "this account has as many security keys as one can have\n"
                       "このアカウントに登録できるセキュリティキーの数を超えています。" };
    return {};
}

Result<Principal> Register::may_enrol_key(const Proof& proof)
{
    std::lock_guard lock(m_state->mutex);
    auto entry = TRY(m_state->prove(proof, State::Purpose::Act));
    TRY(m_state->check_standing(*entry));
    TRY(check_room(*entry));
    return m_state->principal(entry->account);
}

Result<void> Register::add_key(const Principal& who, SecurityKey key, const Touch& first)
{
    std::lock_guard lock(m_state->mutex);
    auto entry = m_state->find(who.account);
    if (!entry || entry->account.person != who.person
        || entry->account.state != Account::State::Active)
        return Error { "the account is not what it was\nアカウントの状態が変わりました。" };
    TRY(m_state->check_standing(*entry));
    TRY(check_room(*entry));
    TRY(check_key(key));
    for (const auto& other : m_state->entries) {
        for (const auto& known : other.keys) {
            if (known.id == key.id || known.public_key == key.public_key)
                return Error { "this credential is enrolled already\n"
                               "この認証情報はすでに登録されています。" };
        }
    }
    auto judged = judge(key, first);
    if (judged.as != Judged::As::Good)
        return Error { "the new key's first touch is not its own: nothing was enrolled\n"
                       "登録したばかりのキーの署名が確認できません。登録しませんでした。" };
    key.counter = judged.counter;
    key.enrolled = m_state->now();
    return m_state->change_one(who.account, [&](Entry& changed) -> Result<void> {
        changed.keys.push_back(std::move(key));
        return {};
    });
}

}
