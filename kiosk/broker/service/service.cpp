// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/selftest/selftest.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace broker {

using nlohmann::json;

static Reply failed(Outcomes outcome, const Error& error)
{
    return { outcome, error.message, "", "" };
}

Reply Service::serve(
    const api::Request& asked, const Caller& caller, const Emit& emit, const std::stop_token& stop)
{
    if (asked.has_check_session()) {
        auto holds = m_people.check_session(asked, caller);
        auto reply = holds ? Reply { Outcomes::Done, "", "", "" } : held(holds.error());
        reply.session_is_over = !holds;
        return reply;
    }
    auto request = asked;
    if (auto touched = m_people.touch(request, caller, emit, stop); !touched)
        return held(touched.error());
    auto reply = serve_touched(request, caller, emit, stop);
    m_people.forget_touch(request.who());
    return reply;
}

Reply Service::serve_touched(const api::Request& request, const Caller& caller, const Emit& emit,
    const std::stop_token& stop)
{
    if (auto session = m_people.begin_request(request.who(), caller); !session) {
        auto reply = held(session.error());
        reply.session_is_over = true;
        return reply;
    }
    auto reply = answer(request, caller, emit, stop);
    m_people.end_request(request.who(), caller);
    return reply;
}

Reply Service::answer(const api::Request& request, const Caller& caller, const Emit& emit,
    const std::stop_token& stop)
{
    const auto& who = request.who();
    if (auto reply = m_people.serve(request, caller, emit, stop))
        return std::move(*reply);
    switch (request.what_case()) {
    case api::Request::kSanitize: return sanitize(request.sanitize(), emit, stop);
    case api::Request::kSubmit: return submit(request, caller, emit, stop);
    case api::Request::kStatus: return status(request.status().transfer());
    case api::Request::kList: return list();
    case api::Request::kApprove: return approve(who, request.approve());
    case api::Request::kReject: return reject(request, caller);
    case api::Request::kReview: return review(who, request.review());
    case api::Request::kRelease: return release(who, request.release(), emit, stop);
    case api::Request::kListMedia: return list_media();
    case api::Request::kRegisterMedium: return register_medium(who, request.register_medium());
    case api::Request::kRetireMedium: return retire_medium(who, request.retire_medium());
    case api::Request::kLendMedium: return lend_medium(who, request.lend_medium());
    case api::Request::kReturnMedium: return return_medium(who, request.return_medium().id());
    case api::Request::kMediumHistory: return medium_history(request.medium_history().id());
    case api::Request::kImportDefinitions:
        return import_definitions(who, request.import_definitions());
    case api::Request::kRollBackDefinitions: return roll_back_definitions(who);
    case api::Request::kProposePolicy: return propose_policy(who, request.propose_policy());
    case api::Request::kActivatePolicy: return activate_policy(who, request.activate_policy());
    case api::Request::kWithdrawPolicy:
        return withdraw_policy(who, request.withdraw_policy().sha256());
    case api::Request::kListPolicies: return list_policies();
    case api::Request::kComparePolicies: return compare_policies(request.compare_policies());
    case api::Request::kHealth: return health();
    case api::Request::kCheckClock: return check_clock(who, request.check_clock());
    case api::Request::kBackup: return backup(who, request.backup());
    case api::Request::kSelfTest: return self_test(emit);
    case api::Request::kShowDefinitions: return definitions();
    case api::Request::kOverview: return overview();
    case api::Request::kLookAt: return look_at(request.look_at());
    case api::Request::kFiles: return files(request.files(), emit, stop);
    case api::Request::kPreview: return preview(request, caller, emit, stop);
    case api::Request::kVerifyLedger: return verify_ledger(emit);
    case api::Request::kLedger: return ledger(request.who(), request.ledger());
    case api::Request::kSearchRecord: return search_record(request, caller);
    case api::Request::kShowRegister: return show_register(request, caller);
    case api::Request::kExportRegister: return export_register(request, emit, stop);
    case api::Request::kShowFigures: return show_figures(request, caller);
    case api::Request::kSignOff: return sign_off(who, request.sign_off());
    default: break;
    }
    return { Outcomes::Usage, "not a request", "", "" };
}

// With m_carrying held.
Result<void> Service::check_fit(const Emit& emit)
{
    if (!m_fitness) {
        api::Event event;
        event.mutable_progress()->set_stage("self-test");
        event.mutable_progress()->set_seconds_left(-1);
        emit(event);
        m_fitness = TRY(check_fitness(m_station, Memory::Trusted));
    }
    if (!m_fitness->failure.empty())
        return Error { "the self-test failed, so nothing is carried: " + m_fitness->failure };
    return {};
}

Result<void> Service::settle(StoredTransfer& stored, const policy::Transfer& transfer)
{
    stored.record = transfer.record();
    return m_transfers.save(stored);
}

static json time_text(std::int64_t seconds)
{
    using Time = std::chrono::system_clock::time_point;
    return base::to_utc_text(Time(std::chrono::seconds(seconds)));
}

static json decisions_of(const policy::TransferRecord& record)
{
    auto decisions = json::array();
    for (const auto& one : record.approvals)
        decisions.push_back(
            { { "decision", policy::word(one.consent) }, { "account", one.by.account },
                { "person", one.by.person }, { "deputy_for", one.by.deputy_for },
                { "at", time_text(one.at) }, { "reason", base::escaped(one.reason) } });
    return decisions;
}

// Who must agree, as the policy says without exceptions.
static json route_shown(const policy::Policy& policy, const policy::TransferRecord& record)
{
    const auto* route = policy::route_for(policy, record.transfer_class, record.zone, record.label);
    if (!route)
        return nullptr;
    return { { "roles", route->roles }, { "count", route->count },
        { "order", route->order == policy::Order::Listed ? "listed" : "any" },
        { "unlock", route->unlock }, { "unlock_seconds", route->unlock_holds.count() },
        { "witness", route->witness == policy::WitnessRule::Required } };
}

json Service::shown(const StoredTransfer& transfer) const
{
    const auto& record = transfer.record;
    auto review = record.review ? json { { "by", record.review->by.account },
        { "at", time_text(record.review->at) }, { "note", base::escaped(record.review->note) } }
                                : json(nullptr);
    return { { "transfer", record.id }, { "state", policy::word(record.state) },
        { "class", policy::word(record.transfer_class) }, { "zone", record.zone },
        { "label", policy::to_text(record.label) }, { "purpose", base::escaped(record.purpose) },
        { "submitter", record.submitter.account },
        { "submitter_person", base::escaped(record.submitter.person) },
        { "manifest_sha256", record.manifest }, { "approvals", record.approvals.size() },
        { "decisions", decisions_of(record) }, { "route", route_shown(m_station.policy(), record) },
        { "red", record.is_red() }, { "review", review }, { "reason", record.reason },
        { "erased",
            transfer.erased_at == 0 ? json(nullptr) : json(time_text(transfer.erased_at)) } };
}

Reply Service::status(const std::string& id)
{
    std::lock_guard lock(m_records);
    auto transfer = m_transfers.load(id);
    if (!transfer)
        return failed(Outcomes::Usage, transfer.error());
    auto report = m_transfers.folder_of(id) + "/report.json";
    bool has_report = access(report.c_str(), R_OK) == 0;
    return { Outcomes::Done, "", shown(transfer.value()).dump(), has_report ? report : "" };
}

Reply Service::list()
{
    std::lock_guard lock(m_records);
    auto all = json::array();
    for (const auto& id : m_transfers.ids()) {
        auto transfer = m_transfers.load(id);
        all.push_back(transfer ? shown(transfer.value())
                               : json { { "transfer", id }, { "state", "damaged" } });
    }
    return { Outcomes::Done, "", all.dump(), "" };
}

Reply Service::self_test(const Emit&)
{
    std::lock_guard lock(m_carrying);
    auto result = run_self_test(m_station);
    if (!result)
        return failed(Outcomes::Failed, result.error());
    auto shown = json::array();
    for (const auto& check : result.value())
        shown.push_back({ { "sample", check.sample }, { "expected", check.expected },
            { "got", check.got }, { "good", check.good } });
    bool good = std::ranges::all_of(result.value(), &SelfCheck::good);
    return { good ? Outcomes::Done : Outcomes::Failed,
        good ? "the station does what it must"
             : "the self-test failed: this station must not be used",
        shown.dump(), "" };
}

Reply Service::definitions()
{
    std::lock_guard lock(m_carrying);
    auto ailments = json::array();
    for (const auto& reason : m_station.ailments())
        ailments.push_back(policy::to_line(reason));
    json shown { { "engines", to_json(m_station.engines()) }, { "ailments", ailments } };
    return { ailments.empty() ? Outcomes::Done : Outcomes::Held, "", shown.dump(), "" };
}

}
