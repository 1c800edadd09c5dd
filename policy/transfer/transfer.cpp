// SPDX-License-Identifier: MIT
#include "policy/transfer/transfer.h"

#include "kiosk/core/base/text.h"
#include "policy/transfer/words.h"

#include <algorithm>

namespace policy {

static Error out_of_turn(TransferState state, Action action)
{
    return Error { "a transfer that is " + std::string(word(state)) + " cannot take \""
        + std::string(word(action)) + "\"\nこの申請は、いまの状態ではその操作ができません。" };
}

static bool is_digest(std::string_view text)
{
    return text.size() == 64
        && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

static Action action_of(Consent consent)
{
    switch (consent) {
    case Consent::Content: return Action::Approve;
    case Consent::Unlock: return Action::Unlock;
    case Consent::Witness: return Action::Witness;
    case Consent::BreakGlass: break;
    }
    return Action::BreakGlass;
}

const Approval* TransferRecord::broken_glass() const
{
    auto found = std::ranges::find(approvals, Consent::BreakGlass, &Approval::consent);
    return found == approvals.end() ? nullptr : &*found;
}

static Result<ApprovalRoute> route_of(const Ground& ground, const TransferRecord& record)
{
    const auto* route = route_for(ground.policy, record.transfer_class, record.zone, record.label);
    if (!route)
        return Error { "the policy names nobody who may approve this\n"
                       "この申請を承認できる人がポリシーに定められていません。" };
    return with_exceptions(
        *route, ground.grants, ground.today, record.transfer_class, record.zone, record.label);
}

Result<void> Transfer::check(const Actor& actor, Action action) const
{
    TRY(check_actor(actor));
    auto allowed = [&](Role role) { return is_allowed(role, m_record.state, action); };
    if (std::ranges::any_of(actor.roles, allowed))
        return {};
    static constexpr Role every[] { Role::Submitter, Role::Approver, Role::Auditor,
        Role::Administrator, Role::Witness };
    if (std::ranges::none_of(every, allowed))
        return out_of_turn(m_record.state, action);
    return Error { "the account's roles do not allow \"" + std::string(word(action))
        + "\"\nこのアカウントの役割では、この操作はできません。" };
}

Result<Transfer> Transfer::submit(const Policy& policy, const Actor& actor, const Request& request)
{
    Transfer transfer({ request.id, TransferState::Submitted, actor, request.transfer_class,
        request.zone, request.label, request.purpose, {}, {}, {}, {} });
    TRY(transfer.check(actor, Action::Submit));
    TRY(check_words("the id", request.id));
    TRY(check_words("the purpose", request.purpose));
    if (std::ranges::find(policy.zones, request.zone) == policy.zones.end())
        return Error { "the policy has no zone \"" + base::escaped(request.zone)
            + "\"\nその行き先はポリシーにありません。" };
    if (!route_for(policy, request.transfer_class, request.zone, request.label))
        return Error { "nobody may approve such a transfer, so it is not taken in\n"
                       "この内容を承認できる人がいないため、受け付けられません。" };
    return transfer;
}

Result<void> Transfer::finish_check(std::string manifest, Label label)
{
    if (m_record.state != TransferState::Submitted)
        return out_of_turn(m_record.state, Action::FinishCheck);
    if (!is_digest(manifest))
        return Error { "the manifest's digest is ill-formed" };
    m_record.manifest = std::move(manifest);
    m_record.label = highest(m_record.label, label);
    m_record.state = TransferState::Checked;
    return {};
}

Result<TransferState> Transfer::approve(const Ground& ground, const Actor& actor,
    std::string_view manifest, Consent consent, const std::string& reason)
{
    TRY(check(actor, action_of(consent)));
    if (manifest != m_record.manifest)
        return Error { "what was looked at is not what this transfer holds\n"
                       "確認した内容と、いまの申請の内容が違います。開き直してください。" };
    auto breaks = consent == Consent::BreakGlass;
    if (breaks && !actor.holds_any(ground.policy.people.break_glass_by))
        return Error { "the policy does not let this account break the glass\n"
                       "このアカウントには緊急時の承認が認められていません。" };
    if (breaks)
        TRY(check_words("the reason", reason));
    auto route = TRY(route_of(ground, m_record));
    TRY(may_approve(route, m_record.submitter, m_record.approvals, actor, consent, ground.now));
    std::erase_if(m_record.approvals,
        [&](const Approval& one) { return has_run_out(route, one, ground.now); });
    m_record.approvals.push_back(
        { actor, m_record.manifest, consent, ground.now, breaks ? reason : std::string() });
    if (breaks || is_complete(route, m_record.approvals, ground.now))
        m_record.state = TransferState::Approved;
    return m_record.state;
}

Result<void> Transfer::review(const Ground& ground, const Actor& actor, std::string note)
{
    TRY(check_actor(actor));
    const auto* broken = m_record.broken_glass();
    if (!broken || m_record.review)
        return Error { "there is nothing to review\n確認が必要な緊急時の承認はありません。" };
    if (!actor.holds_any(ground.policy.people.reviewed_by))
        return Error { "this is to be reviewed by another office\n"
                       "この確認は別の役職が行います。" };
    if (shares_a_person(actor, broken->by) || shares_a_person(actor, m_record.submitter))
        return Error { "whoever took part cannot review it\n"
                       "申請者と緊急時の承認者は確認できません。" };
    TRY(check_words("the note", note));
    m_record.review = TransferRecord::Review { actor, ground.now, std::move(note) };
    return {};
}

Result<void> Transfer::reject(const Actor& actor, std::string reason)
{
    TRY(check(actor, Action::Reject));
    auto own = actor.has(Role::Submitter) && actor.person == m_record.submitter.person;
    auto approver
        = is_allowed(Role::Approver, m_record.state, Action::Reject) && actor.has(Role::Approver);
    if (!own && !approver)
        return Error { "only an approver can reject what somebody else has submitted\n"
                       "ほかの人の申請を不承認にできるのは承認者だけです。" };
    TRY(check_words("the reason", reason));
    m_record.rejected_by = actor;
    m_record.reason = std::move(reason);
    m_record.state = TransferState::Rejected;
    return {};
}

// Everything that P6 wants of the approvals, apart from any policy.
static Result<void> check_approvals(const TransferRecord& record)
{
    for (auto approval = record.approvals.begin(); approval != record.approvals.end(); ++approval) {
        TRY(check_actor(approval->by));
        if (!approval->by.has(role_for(approval->consent))
            || shares_a_person(approval->by, record.submitter))
            return Error { "an approval is by somebody who cannot give it" };
        if (approval->manifest != record.manifest)
            return Error { "an approval is for other content" };
        if (approval->at < 0)
            return Error { "an approval of a time that never was" };
        if ((approval->consent == Consent::BreakGlass) == approval->reason.empty())
            return Error { "an approval with a reason missing, or with one too many" };
        for (auto earlier = record.approvals.begin(); earlier != approval; ++earlier) {
            if (shares_a_person(earlier->by, approval->by))
                return Error { "two approvals are by one person" };
        }
    }
    return {};
}

// Whoever broke the glass must still be one who may.
static Result<void> check_agreed(const Ground& ground, const TransferRecord& record)
{
    auto route = TRY(route_of(ground, record));
    if (const auto* broken = record.broken_glass()) {
        if (broken->by.holds_any(ground.policy.people.break_glass_by))
            return {};
    } else if (is_complete(route, record.approvals, ground.now)) {
        return {};
    }
    auto gone = [&](const Approval& one) { return has_run_out(route, one, ground.now); };
    if (std::ranges::any_of(record.approvals, gone))
        return Error { "the unlock has run out and must be given anew\n"
                       "解除の有効時間が過ぎました。もう一度解除が必要です。" };
    return Error { "the policy now asks for more approvals than there are\n"
                   "いまのポリシーでは承認が足りません。" };
}

Result<void> Transfer::release(const Ground& ground, const Actor& actor, std::string_view manifest)
{
    TRY(check(actor, Action::Release));
    auto own = actor.has(Role::Submitter) && actor.person == m_record.submitter.person;
    if (!own && !actor.has(Role::Approver))
        return Error { "a submitter can release only what they have submitted\n"
                       "受け取れるのは自分の申請だけです。" };
    if (manifest != m_record.manifest)
        return Error { "what would be written is not what was approved\n"
                       "書き出す内容が、承認された内容と一致しません。管理者に連絡してください。" };
    TRY(check_approvals(m_record));
    TRY(check_agreed(ground, m_record));
    m_record.state = TransferState::Releasing;
    return {};
}

Result<void> Transfer::finish_release()
{
    if (m_record.state != TransferState::Releasing)
        return out_of_turn(m_record.state, Action::FinishRelease);
    m_record.state = TransferState::Released;
    return {};
}

Result<void> Transfer::interrupt_release()
{
    if (m_record.state != TransferState::Releasing)
        return out_of_turn(m_record.state, Action::FinishRelease);
    m_record.state = TransferState::Approved;
    return {};
}

Result<void> Transfer::fail(const std::string& reason)
{
    if (is_over(m_record.state))
        return out_of_turn(m_record.state, Action::Fail);
    m_record.reason = base::escaped(reason);
    m_record.state = TransferState::Failed;
    return {};
}

Result<Transfer> Transfer::restore(TransferRecord record)
{
    auto state = record.state;
    TRY(check_actor(record.submitter));
    TRY(check_words("the id", record.id));
    TRY(check_words("the purpose", record.purpose));
    if (!record.submitter.has(Role::Submitter))
        return Error { "it was submitted by somebody who is no submitter" };
    auto early = state == TransferState::Submitted || state == TransferState::Rejected
        || state == TransferState::Failed;
    if (record.manifest.empty() ? !early : !is_digest(record.manifest))
        return Error { "its manifest's digest is ill-formed" };
    if (state == TransferState::Submitted && !record.manifest.empty())
        return Error { "it has a manifest before it was checked" };
    auto agreed = state == TransferState::Approved || state == TransferState::Releasing
        || state == TransferState::Released;
    auto is_yes = [](const Approval& one) {
        return one.consent == Consent::Content || one.consent == Consent::BreakGlass;
    };
    if (record.review && !record.broken_glass())
        return Error { "it was reviewed without a cause" };
    if (agreed && std::ranges::none_of(record.approvals, is_yes))
        return Error { "it counts as approved and nobody has approved it" };
    TRY(check_approvals(record));
    return Transfer(std::move(record));
}

}
