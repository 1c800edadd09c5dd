// SPDX-License-Identifier: MIT
// A transfer between its halves: somebody else says yes or no to what was carried.
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/text.h"

#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

// What the release wants to see of a yes is "approval"; the other decisions stand beside it.
static json entry_of(const policy::TransferRecord& record, const policy::Approval& given)
{
    auto decision = given.consent;
    auto breaks = decision == policy::Consent::BreakGlass;
    auto agrees = breaks || decision == policy::Consent::Content;
    json entry { { "type", agrees ? "approval" : policy::word(decision) },
        { "transfer", record.id }, { "zone", record.zone }, { "approver", given.by.account },
        { "approver_person", given.by.person }, { "manifest_sha256", given.manifest } };
    if (!given.by.deputy_for.empty())
        entry["approver_deputy_for"] = given.by.deputy_for;
    if (breaks)
        entry.update({ { "decision", policy::word(decision) },
            { "reason", base::escaped(given.reason) }, { "review", "due" } });
    return entry;
}

Reply Service::approve(const api::Credentials& credentials, const api::Approve& request)
{
    auto decision
        = policy::consent_named(request.decision().empty() ? "content" : request.decision());
    if (!decision)
        return { Outcomes::Usage, "a decision is content, unlock, witness or break-glass", "", "" };
    auto actor = m_people.prove(credentials);
    if (!actor)
        return held(actor.error());
    auto ground = m_people.ground();
    if (!ground)
        return held(ground.error());
    std::lock_guard lock(m_records);
    auto done = [&]() -> Result<std::string> {
        auto stored = TRY(m_transfers.load(request.transfer()));
        auto seen = request.manifest_sha256().empty() ? stored.record.manifest
                                                      : request.manifest_sha256();
        auto transfer = TRY(policy::Transfer::restore(stored.record));
        auto state = TRY(
            transfer.approve(ground.value(), actor.value(), seen, *decision, request.reason()));
        auto entry = entry_of(stored.record, transfer.record().approvals.back());
        auto number = TRY(m_station.record(entry));
        if (entry["type"] == "approval")
            stored.trail.approvals.push_back(number);
        TRY(settle(stored, transfer));
        return std::string(policy::word(state));
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the transfer is now " + done.value(), "", "" };
}

Reply Service::review(const api::Credentials& credentials, const api::Review& request)
{
    auto actor = m_people.prove(credentials);
    if (!actor)
        return held(actor.error());
    auto ground = m_people.ground();
    if (!ground)
        return held(ground.error());
    std::lock_guard lock(m_records);
    auto done = [&]() -> Result<void> {
        auto stored = TRY(m_transfers.load(request.transfer()));
        auto transfer = TRY(policy::Transfer::restore(stored.record));
        TRY(transfer.review(ground.value(), actor.value(), request.note()));
        TRY(m_station.record({ { "type", "break_glass_review" }, { "transfer", stored.record.id },
            { "by", actor.value().account }, { "person", actor.value().person },
            { "deputy_of", actor.value().deputy_for },
            { "note", base::escaped(request.note()) } }));
        return settle(stored, transfer);
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the emergency is reviewed\n緊急時の承認を確認しました。", "", "" };
}

Reply Service::reject(const api::Request& asked, const Caller& caller)
{
    const auto& request = asked.reject();
    // One's own is withdrawn in a session; a no to somebody else's is a decision, proved as a yes
    // is.
    bool is_proven = !asked.who().password().empty() && asked.who().deputy_for().empty();
    auto actor = is_proven ? m_people.prove(asked.who()) : m_people.present(asked.who(), caller);
    if (!actor)
        return held(actor.error());
    std::lock_guard lock(m_records);
    auto done = [&]() -> Result<void> {
        auto stored = TRY(m_transfers.load(request.transfer()));
        if (!is_proven && actor.value().person != stored.record.submitter.person)
            return Error { "this wants the password anew, and the code\n"
                           "この操作には、パスワードとコードをもう一度入力してください。" };
        auto transfer = TRY(policy::Transfer::restore(stored.record));
        TRY(transfer.reject(actor.value(), request.reason()));
        TRY(m_station.record({ { "type", "rejection" }, { "transfer", stored.record.id },
            { "zone", stored.record.zone }, { "approver", actor.value().account },
            { "approver_person", actor.value().person },
            { "reason", base::cut(base::escaped(request.reason()), 1000) } }));
        return settle(stored, transfer);
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the transfer is rejected", "", "" };
}

}
