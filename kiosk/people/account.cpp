// SPDX-License-Identifier: MIT
#include "kiosk/people/account.h"

#include "kiosk/core/base/day.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <set>

namespace people {

using policy::Role;

static bool is_word(std::string_view text)
{
    auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, fits);
}

static bool is_name(std::string_view text)
{
    auto points = base::decode_utf8(text);
    return points && !text.empty() && text.size() <= 100
        && std::ranges::none_of(*points, base::is_unsafe) && text.front() != ' '
        && text.back() != ' ';
}

static Result<void> check_details(const Details& details)
{
    for (const auto* text :
        { &details.section, &details.company, &details.contract, &details.responsible }) {
        if (!text->empty() && !is_name(*text))
            return Error { "section, company, contract and responsible person are each at most 100 "
                           "bytes of plain text\n所属・会社名・契約番号・責任者はそれぞれ100バイト"
                           "以内の文字で指定してください。" };
    }
    for (const auto* day :
        { &details.from, &details.until, &details.trained, &details.contract_until }) {
        if (!day->empty() && !base::is_day(*day))
            return Error { "a day is written like 2026-11-30\n"
                           "日付は 2026-11-30 のように指定してください。" };
    }
    if (!details.from.empty() && !details.until.empty() && details.until < details.from)
        return Error { "the account would end before it begins\n"
                       "有効期間の終わりが始まりより前です。" };
    auto given = !details.company.empty() + !details.contract.empty() + !details.responsible.empty()
        + !details.contract_until.empty();
    if (given != 0 && given != 4)
        return Error { "of a contractor: company, contract, responsible person and the contract's "
                       "last day\n委託先の場合は会社名・契約番号・責任者・契約終了日が必要です。" };
    return {};
}

Result<void> check_account(const Account& account)
{
    if (!is_word(account.name))
        return Error { "an account's name is 1 to 32 of a-z, 0-9, \".\", \"_\" and "
                       "\"-\"\nアカウント名は a〜z、0〜9、「.」「_」「-」の1〜32文字です。" };
    if (!is_name(account.person))
        return Error {
            "the person is 1 to 100 bytes of plain text\n氏名は100バイト以内の文字です。"
        };
    if (account.roles.empty() && account.offices.empty())
        return Error {
            "an account has at least one role or office\n役割または役職を1つ以上選んでください。"
        };
    std::set<Role> roles(account.roles.begin(), account.roles.end());
    if (roles.size() != account.roles.size())
        return Error { "a role is named twice" };
    if (roles.contains(Role::Auditor) && roles.size() > 1)
        return Error { "an auditor can have no other role\n監査者は他の役割を兼ねられません。" };
    std::set<std::string> offices(account.offices.begin(), account.offices.end());
    if (offices.size() != account.offices.size() || offices.size() > 16
        || !std::ranges::all_of(offices, is_word) || offices.contains("approver"))
        return Error {
            "an office is 1 to 32 of a-z, 0-9, \".\", \"_\" and \"-\", each named once"
        };
    return check_details(account.details);
}

static std::vector<Role> powers(const policy::Policy& policy, const Account& account)
{
    return policy::powers_of(policy.offices, account.roles, account.offices);
}

static bool audits(const std::vector<Role>& roles)
{
    return std::ranges::find(roles, Role::Auditor) != roles.end();
}

Result<void> check_powers(
    const policy::Policy& policy, const Account& account, const std::vector<Account>& others)
{
    auto own = powers(policy, account);
    auto mixed = audits(own) && own.size() > 1;
    for (const auto& other : others) {
        auto theirs = powers(policy, other);
        mixed = mixed
            || (other.name != account.name && other.person == account.person
                && audits(theirs) != audits(own));
    }
    if (mixed)
        return Error { "an auditor can have no other role, under no other account\n"
                       "監査担当者は他の役割を兼ねることができません。" };
    auto submits_only = [](Role role) { return role == Role::Submitter; };
    if (account.details.is_contractor() && !std::ranges::all_of(own, submits_only))
        return Error { "a contractor can submit and nothing else\n"
                       "委託先の担当者ができるのは申請だけです。" };
    return {};
}

static Result<void> check_training(unsigned most, const Account& account, const std::string& today)
{
    static constexpr auto ask
        = "; an administrator enters the day of the training\n"
          "研修の受講日が未登録か、古すぎます。管理者に登録を依頼してください。";
    if (account.details.trained.empty())
        return Error { std::string("no training is recorded for this account") + ask };
    auto age = base::days_between(account.details.trained, today);
    if (age < 0 || age > most)
        return Error { "the last training, on " + account.details.trained
            + ", is not within the last " + std::to_string(most) + " days" + ask };
    return {};
}

Result<void> check_day(
    const policy::Policy& policy, const Account& account, const std::string& today)
{
    const auto& details = account.details;
    if (!details.from.empty() && today < details.from)
        return Error { "the account holds from " + details.from
            + "\nこのアカウントの有効期間はまだ始まっていません。" };
    if (!details.until.empty() && details.until < today)
        return Error { "the account has ended: it held until " + details.until
            + "\nこのアカウントの有効期限は切れています。" };
    if (!details.contract_until.empty() && details.contract_until < today)
        return Error { "the contract has ended on " + details.contract_until
            + "\n委託契約の期間が終了しています。" };
    // Somebody must still be there who can enter a training.
    auto own = powers(policy, account);
    auto most = policy.people.training_max_age_days;
    if (most > 0 && own != std::vector { Role::Administrator })
        return check_training(most, account, today);
    return {};
}

}
