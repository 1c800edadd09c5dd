// SPDX-License-Identifier: MIT
#include "kiosk/people/register.h"

#include "kiosk/people/delay.h"
#include "kiosk/people/password.h"
#include "kiosk/people/register_state.h"
#include "kiosk/people/totp.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>

namespace people {

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
    return Error { "the name, the password or the code is wrong, the account is locked, or it is "
                   "too early for another try\nアカウント名・パスワード・コードのいずれかが違うか、"
                   "アカウントがロックされているか、再試行までの待ち時間中です。" };
}

// Two registers on one folder would lose each other's failures. Held for as long as the folder is.
static Result<void> hold(const base::Descriptor& folder)
{
    if (flock(folder.get(), LOCK_EX | LOCK_NB) != 0)
        return Error { "the register of accounts is in use by another process" };
    return {};
}

Result<std::unique_ptr<Register>> Register::open(
    base::Descriptor folder, const base::Clock& clock, const policy::Policy& policy, Cost cost)
{
    TRY(hold(folder));
    auto state = std::make_unique<State>(std::move(folder), clock, policy, cost);
    state->entries = TRY(load(state->folder));
    return std::unique_ptr<Register>(new Register(std::move(state)));
}

Result<std::unique_ptr<Register>> create_first(base::Descriptor folder, const base::Clock& clock,
    const policy::Policy& policy, std::string_view account, std::string_view person,
    std::string_view password, Cost cost, const Register::Tell& tell)
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
    if (tell)
        TRY(tell());
    TRY(save(folder, { first }));
    return Register::open(std::move(folder), clock, policy, cost);
}

struct TouchedKey {
    SecurityKey* key { nullptr };
    Judged judged;
};

static TouchedKey touched_key(Entry& entry, const Proof& proof)
{
    for (auto& key : entry.keys) {
        if (proof.touch && key.id == proof.touch->key)
            return { &key, judge(key, *proof.touch) };
    }
    return {};
}

// Whoever hears this has shown the password and the key's own signature. It is barred whether it
// can be told of or not.
Error Register::State::bar(const Account& account, SecurityKey& key)
{
    if (key.state == SecurityKey::State::Good)
        barred = Barred { account.name, key.name };
    key.state = SecurityKey::State::Copied;
    if (auto written = save(folder, entries); !written)
        return written.error();
    return Error { "this security key seems to have been copied: its counter went back, and it "
                   "counts no more; please tell an administrator\n"
                   "セキュリティキーが複製された疑いがあります(カウンターの逆行)。このキーは使用"
                   "できません。管理者に連絡してください。" };
}

// The failure is on the disk before the password is even looked at, and taken back when it was
// right: pulling the plug, or a full disk, buys no free guess. All roads to a "no" do the same
// work, so that the time tells nothing about which accounts there are.
Result<Entry*> Register::State::prove(const Proof& proof, Purpose purpose)
{
    auto time = now();
    auto entry = find(proof.account);
    if (nobody.empty()) // Whoever it is.
        nobody = TRY(hash_password("nobody has this password", cost));

    // A try that comes too early is not heard: it neither counts nor tells whether it was right.
    auto heard
        = entry && wait_left(entry->failures, entry->last_failure, time) == std::chrono::seconds(0);
    auto before = entry ? *entry : Entry {};
    if (heard) {
        entry->failures += entry->failures < UINT32_MAX;
        entry->failures_since_login += entry->failures_since_login < UINT32_MAX;
        entry->last_failure = time;
    }
    auto written = save(folder, entries);
    auto fits = is_password(entry ? before.hash : nobody, proof.password);
    std::optional<std::uint64_t> step;
    if (entry && entry->has_codes())
        step = step_of(
            entry->second_factor->secret, proof.code, time, entry->second_factor->last_step);
    auto touched = entry ? touched_key(*entry, proof) : TouchedKey {};
    if (!written)
        return written.error();
    if (!heard || !fits || entry->account.state != Account::State::Active)
        return no_entry();
    if (touched.judged.as == Judged::As::Copied)
        return bar(entry->account, *touched.key);
    if (entry->has_second_factor() && !step && touched.judged.as != Judged::As::Good)
        return no_entry();

    // Its code is taken, whatever comes of it: on the disk before the answer.
    auto failed = *entry;
    entry->failures = 0;
    entry->failures_since_login = purpose == Purpose::LogIn ? 0 : before.failures_since_login;
    if (purpose == Purpose::LogIn)
        entry->last_login = time;
    if (step)
        entry->second_factor->last_step = *step;
    if (touched.judged.as == Judged::As::Good)
        touched.key->counter = touched.judged.counter;
    auto kept = [&]() -> Result<void> {
        if (is_outdated(entry->hash, cost))
            entry->hash = TRY(hash_password(proof.password, cost));
        return save(folder, entries);
    }();
    if (!kept) {
        *entry = failed;
        return kept.error();
    }
    return entry;
}

std::optional<Register::Barred> Register::take_barred()
{
    std::lock_guard lock(m_state->mutex);
    return std::exchange(m_state->barred, std::nullopt);
}

void Register::tell_first(Tell tell)
{
    std::lock_guard lock(m_state->mutex);
    m_state->tell = std::move(tell);
}

static Error enrol_first()
{
    return Error { "this account has no second factor yet: enrol one first (`sekisho account "
                   "enrol`)\nこのアカウントには二要素目の認証がまだ登録されていません。先に登録して"
                   "ください。" };
}

Result<Principal> Register::authenticate(const Proof& proof)
{
    std::lock_guard lock(m_state->mutex);
    auto entry = TRY(m_state->prove(proof, State::Purpose::Act));
    TRY(m_state->check_standing(*entry));
    if (m_state->must_enrol(*entry))
        return enrol_first();
    return m_state->principal(entry->account);
}

Result<LoggedIn> Register::log_in(const Proof& proof)
{
    std::lock_guard lock(m_state->mutex);
    auto found = m_state->find(proof.account);
    LoggedIn in;
    if (found) {
        in.last_login = found->last_login;
        in.failures = found->failures_since_login;
    }
    auto entry = TRY(m_state->prove(proof, State::Purpose::LogIn));
    TRY(m_state->check_standing(*entry));
    in.who = m_state->principal(entry->account);
    in.section = entry->account.details.section;
    if (m_state->must_enrol(*entry))
        in.standing = LoggedIn::Standing::MustEnrol;
    return in;
}

Result<Principal> Register::vouch(std::string_view account) const
{
    std::lock_guard lock(m_state->mutex);
    auto entry = m_state->find(account);
    if (!entry || entry->account.state != Account::State::Active)
        return no_entry();
    TRY(m_state->check_standing(*entry));
    if (m_state->must_enrol(*entry))
        return enrol_first();
    return m_state->principal(entry->account);
}

Result<base::Bytes> Register::begin_enrolment(const Proof& proof)
{
    std::lock_guard lock(m_state->mutex);
    auto entry = TRY(m_state->prove(proof, State::Purpose::Act));
    TRY(m_state->check_standing(*entry));
    if (entry->has_codes())
        return Error { "this account has a second factor already; an administrator can reset it\n"
                       "二要素目の認証は登録済みです。変更するには管理者による初期化が必要です。" };
    SecondFactor factor;
    factor.secret.resize(totp_secret_bytes);
    randombytes_buf(factor.secret.data(), factor.secret.size());
    TRY(m_state->change_one(entry->account.name, [&](Entry& changed) -> Result<void> {
        changed.second_factor = factor;
        return {};
    }));
    return factor.secret;
}

Result<Principal> Register::confirm_enrolment(const Proof& proof, std::string_view code)
{
    std::lock_guard lock(m_state->mutex);
    auto entry = TRY(m_state->prove(proof, State::Purpose::Act));
    TRY(m_state->check_standing(*entry));
    if (!entry->second_factor || entry->has_codes())
        return Error { "there is no enrolment to confirm\n確認待ちの登録はありません。" };
    auto step = step_of(entry->second_factor->secret, code, m_state->now(), 0);
    if (!step)
        return Error { "the code does not fit: is the clock of the phone or token right?\n"
                       "コードが一致しません。端末の時計を確認してください。" };
    auto name = entry->account.name;
    TRY(m_state->change_one(name, [&](Entry& changed) -> Result<void> {
        changed.second_factor->state = SecondFactor::State::Confirmed;
        changed.second_factor->last_step = *step;
        return {};
    }));
    return m_state->principal(m_state->find(name)->account);
}

std::vector<Register::Known> Register::list() const
{
    std::lock_guard lock(m_state->mutex);
    std::vector<Known> all;
    for (const auto& entry : m_state->entries) {
        auto factor = entry.has_codes() ? SecondFactors::There
            : entry.second_factor       ? SecondFactors::Begun
                                        : SecondFactors::None;
        all.push_back({ entry.account, factor, entry.keys, entry.last_login,
            wait_left(entry.failures, entry.last_failure, m_state->now()) });
    }
    return all;
}

}
