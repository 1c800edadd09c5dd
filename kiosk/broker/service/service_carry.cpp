// SPDX-License-Identifier: MIT
// A transfer's first half: a medium is taken in, its files are carried, a report is written.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/ask/unlock.h"
#include "kiosk/broker/service/report.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr auto not_a_class
    = "a class is document, mail, update, definitions, outbound or view (--class)";

static constexpr auto not_passwords
    = "passwords of files: at most 20, each of 1 to 127 bytes (--file-passwords)";

static constexpr auto not_a_choice
    = "of what is held, text, image or none is handed over instead (--held)";

static std::optional<policy::Instead> instead_in(const auto& request)
{
    return policy::instead_named(request.held().empty() ? "none" : request.held());
}

static std::vector<std::string> passwords_in(const auto& request)
{
    return { request.file_passwords().begin(), request.file_passwords().end() };
}

static bool are_passwords(const std::vector<std::string>& passwords)
{
    return passwords.size() <= most_passwords
        && std::ranges::all_of(passwords, [](const std::string& password) {
               return !password.empty() && password.size() <= most_password_bytes;
           });
}

static Listener listener_for(const Emit& emit)
{
    Listener listener;
    listener.progress = [&emit](const Progress& progress) {
        api::Event event;
        auto& told = *event.mutable_progress();
        told.set_stage(progress.stage);
        told.set_files_done(progress.files_done);
        told.set_files_total(progress.files_total);
        told.set_bytes_done(progress.bytes_done);
        told.set_bytes_total(progress.bytes_total);
        told.set_share(progress.share);
        told.set_seconds_left(progress.seconds_left);
        told.set_current(progress.current);
        emit(event);
    };
    listener.file = [&emit](const std::string& text) {
        api::Event event;
        event.set_file_json(text);
        emit(event);
    };
    return listener;
}

static json totals_of(const Totals& totals)
{
    return { { "files", totals.files }, { "bytes", totals.bytes },
        { "sanitized", totals.sanitized }, { "held", totals.held }, { "refused", totals.refused },
        { "no_answer", totals.no_answer }, { "parts_held", totals.parts_held },
        { "parts_refused", totals.parts_refused }, { "seconds", totals.seconds } };
}

Result<RunResult> Service::run(StoredTransfer& transfer, const Load& load, const Emit& emit)
{
    auto& record = transfer.record;
    RunRequest request;
    request.transfer = record.id;
    request.folder = m_transfers.folder_of(record.id);
    request.medium = load.medium;
    request.passwords = load.passwords;
    request.threads = load.threads;
    request.instead = load.instead;
    request.stop = m_stop;
    request.context.transfer_class = record.transfer_class;
    request.context.zone = record.zone;
    request.context.label = record.label;
    request.context.engines = m_station.engines();
    request.context.now = m_station.now();
    auto listener = listener_for(emit);
    auto result = TRY(run_medium(m_station, request, listener));
    if (result.end == RunEnd::Cancelled)
        return result;
    transfer.trail.manifest = result.manifest_entry;
    auto identity = identity_of(result.listing);
    if (!transfer.medium_identity.empty() && transfer.medium_identity != identity)
        return Error { "another medium was read than was looked at before" };
    transfer.medium_identity = identity;
    record.manifest = result.manifest_sha256;
    record.label = policy::highest(record.label, result.label);
    return result;
}

static json report_head(const Station& station, const StoredTransfer& transfer, const json& medium,
    const RunResult& result)
{
    return { { "version", 1 }, { "transfer", transfer.record.id }, { "medium", medium },
        { "policy_sha256", station.policy_sha256() }, { "engines", to_json(station.engines()) },
        { "totals", totals_of(result.totals) }, { "manifest_sha256", result.manifest_sha256 },
        { "label", policy::to_text(transfer.record.label) } };
}

static Result<json> submission_entry(const StoredTransfer& transfer, policy::Instead instead,
    const char* mode, const std::string& section)
{
    const auto& record = transfer.record;
    json entry { { "type", "transfer_submit" }, { "transfer", record.id },
        { "submitter", record.submitter.account }, { "submitter_person", record.submitter.person },
        { "mode", mode }, { "class", policy::word(record.transfer_class) }, { "zone", record.zone },
        { "label", policy::to_text(record.label) }, { "purpose", base::escaped(record.purpose) },
        { "held_files", policy::word(instead) }, { "medium", transfer.medium } };
    if (!transfer.medium_identity.empty())
        entry["identity"] = transfer.medium_identity;
    if (!section.empty())
        entry["section"] = section;
    return entry;
}

static Reply reply_for(const RunResult& result, const std::string& report_path, json shown)
{
    const auto& totals = result.totals;
    shown["totals"] = totals_of(totals);
    bool all_pass = totals.held == 0 && totals.refused == 0 && totals.no_answer == 0
        && totals.parts_held == 0 && totals.parts_refused == 0
        && result.listing.extent == intake::Extent::Whole;
    return { all_pass ? Outcomes::Done : Outcomes::Held,
        all_pass ? "" : "something was refused or held; the report says what and why", shown.dump(),
        report_path };
}

// Carried, reported; the medium is not touched afterwards. Cancelled, there is no report.
Result<Service::Carried> Service::carry_medium(
    StoredTransfer& transfer, const Load& load, const Emit& emit)
{
    auto result = TRY(run(transfer, load, emit));
    if (result.end == RunEnd::Cancelled)
        return Carried { std::move(result), "" };
    auto head
        = report_head(m_station, transfer, TRY(described(load.medium, result.listing)), result);
    auto report = TRY(write_report(m_transfers.folder_of(transfer.record.id), head));
    return Carried { std::move(result), std::move(report) };
}

Reply Service::sanitize(const api::Sanitize& request, const Emit& emit, std::stop_token stop)
{
    auto transfer_class = policy::transfer_class_named(
        request.transfer_class().empty() ? "document" : request.transfer_class());
    if (!transfer_class)
        return { Outcomes::Usage, not_a_class, "", "" };
    auto instead = instead_in(request);
    if (!instead)
        return { Outcomes::Usage, not_a_choice, "", "" };
    Load load { request.medium(), passwords_in(request), request.threads(), *instead };
    if (!are_passwords(load.passwords))
        return { Outcomes::Usage, not_passwords, "", "" };
    if (auto alone = m_people.none(); !alone)
        return held(alone.error());
    std::lock_guard carrying(m_carrying);
    m_stop = std::move(stop);
    if (auto fit = check_fit(emit); !fit)
        return { Outcomes::Failed, fit.error().message, "", "" };
    auto admitted = admit(request.medium(), *transfer_class, "");
    if (!admitted)
        return held(admitted.error());
    StoredTransfer transfer;
    transfer.medium_identity = admitted.take();
    auto& record = transfer.record;
    record.id = Transfers::new_id(m_station.now());
    auto done = [&]() -> Result<Reply> {
        record.transfer_class = *transfer_class;
        record.zone = m_station.policy().zones.empty() ? "" : m_station.policy().zones[0];
        record.label = { 1, 1, 1 };
        record.purpose = "bench";
        record.submitter.account = "bench";
        transfer.medium = base::escaped(request.medium());
        TRY(m_transfers.make(record.id));
        transfer.trail.submission
            = TRY(m_station.record(TRY(submission_entry(transfer, load.instead, "bench", ""))));
        TRY(m_transfers.save(transfer));
        auto carried = TRY(carry_medium(transfer, load, emit));
        if (carried.result.end == RunEnd::Cancelled)
            return cancel(transfer, "check", carried.result.totals);
        record.label = policy::highest(record.label, carried.result.label);
        if (auto may = may_go_to(request.destination(), record.label); !may) {
            record.state = policy::TransferState::Failed;
            TRY(m_transfers.save(transfer));
            return held(may.error());
        }
        auto released = hand_over(transfer, request.destination(), {}, emit);
        if (!released && m_stop.stop_requested())
            return cancel(transfer, "release", carried.result.totals);
        record.state = released ? policy::TransferState::Released : policy::TransferState::Failed;
        TRY(m_transfers.save(transfer));
        TRY(released);
        return reply_for(carried.result, carried.report, { { "transfer", record.id } });
    }();
    if (!done)
        return given_up(transfer, done.error());
    if (m_station.workers().failures() > 0)
        return { Outcomes::Failed, "a worker could not be locked in or started", done.value().json,
            done.value().report_path };
    return done.take();
}

Reply Service::submit(
    const api::Request& asked, const Caller& caller, const Emit& emit, std::stop_token stop)
{
    const auto& request = asked.submit();
    auto transfer_class = policy::transfer_class_named(request.transfer_class());
    auto label = policy::parse_label(request.label());
    if (!transfer_class)
        return { Outcomes::Usage, not_a_class, "", "" };
    if (!label)
        return { Outcomes::Usage, "a label such as C2,I2,A1, please (--label)", "", "" };
    auto instead = instead_in(request);
    if (!instead)
        return { Outcomes::Usage, not_a_choice, "", "" };
    Load load { request.medium(), passwords_in(request), 0, *instead };
    if (!are_passwords(load.passwords))
        return { Outcomes::Usage, not_passwords, "", "" };
    auto actor = m_people.present(asked.who(), caller);
    if (!actor)
        return held(actor.error());
    std::lock_guard carrying(m_carrying);
    m_stop = std::move(stop);
    actor = m_people.still(actor.value().account);
    if (!actor)
        return held(actor.error());
    policy::Transfer::Request wanted { Transfers::new_id(m_station.now()), *transfer_class,
        request.zone(), label.value(), request.purpose() };
    auto transfer = policy::Transfer::submit(m_station.policy(), actor.value(), wanted);
    if (!transfer)
        return held(transfer.error());
    if (auto fit = check_fit(emit); !fit)
        return { Outcomes::Failed, fit.error().message, "", "" };
    auto admitted = admit(request.medium(), *transfer_class, request.seen_as());
    if (!admitted)
        return held(admitted.error());
    StoredTransfer stored { transfer.value().record(), {}, base::escaped(request.medium()),
        admitted.take(), {} };
    auto done = [&]() -> Result<Reply> {
        TRY(m_transfers.make(stored.record.id));
        stored.trail.submission = TRY(m_station.record(TRY(submission_entry(stored, load.instead,
            "people", m_people.section_of(stored.record.submitter.account)))));
        TRY(m_transfers.save(stored));
        auto carried = TRY(carry_medium(stored, load, emit));
        if (carried.result.end == RunEnd::Cancelled)
            return cancel(stored, "check", carried.result.totals);
        const auto& manifest = carried.result.manifest_sha256;
        TRY(finish_check(stored, carried.result));
        return reply_for(carried.result, carried.report,
            { { "transfer", stored.record.id }, { "manifest_sha256", manifest },
                { "label", policy::to_text(stored.record.label) } });
    }();
    return done ? done.take() : given_up(stored, done.error());
}

// Somebody may have withdrawn it meanwhile; that stands.
Result<void> Service::finish_check(StoredTransfer& stored, const RunResult& result)
{
    std::lock_guard lock(m_records);
    stored.record = TRY(m_transfers.load(stored.record.id)).record;
    auto transfer = TRY(policy::Transfer::restore(stored.record));
    TRY(transfer.finish_check(result.manifest_sha256, result.label));
    return settle(stored, transfer);
}

}
