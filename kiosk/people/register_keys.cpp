// SPDX-License-Identifier: MIT
// Security keys of accounts.
#include "kiosk/people/register_state.h"

namespace people {

std::vector<SecurityKey> Register::keys_of(std::string_view account) const
{
    std::lock_guard lock(m_state->mutex);
    auto entry = m_state->find(account);
    return entry ? entry->keys : std::vector<SecurityKey>();
}

static base::Digest stand_of(const Entry& entry)
{
    auto text = entry.hash + "\n";
    if (entry.second_factor)
        text += base::to_hex(entry.second_factor->secret) + (entry.has_codes() ? "+" : "-");
    for (const auto& key : entry.keys)
        text += "\n" + base::to_hex(key.id) + (key.state == SecurityKey::State::Copied ? "!" : "");
    return base::sha256(base::view_of(text));
}

static Result<void> check_room(const Entry& entry)
{
    if (entry.keys.size() >= most_keys)
        return Error { "this account has as many security keys as one can have\n"
                       "このアカウントに登録できるセキュリティキーの数を超えています。" };
    return {};
}

Result<Register::MayEnrol> Register::may_enrol_key(const Proof& proof)
{
    std::lock_guard lock(m_state->mutex);
    auto entry = TRY(m_state->prove(proof, State::Purpose::Act));
    TRY(m_state->check_standing(*entry));
    TRY(check_room(*entry));
    return MayEnrol { m_state->principal(entry->account), stand_of(*entry) };
}

Result<void> Register::add_key(const MayEnrol& allowed, SecurityKey key, const Touch& first)
{
    const auto& who = allowed.who;
    std::lock_guard lock(m_state->mutex);
    auto entry = m_state->find(who.account);
    if (!entry || entry->account.person != who.person
        || entry->account.state != Account::State::Active || stand_of(*entry) != allowed.stand)
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
