// SPDX-License-Identifier: MIT
// The road of a transfer: submitted, carried, approved by somebody else, released.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/selftest/selftest.h"
#include "kiosk/core/base/text.h"
#include "kiosk/release/client.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace broker {

using nlohmann::json;

static Reply held(const Error& error)
{
    return { Outcomes::Held, error.message, "", "" };
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
        { "sanitized", totals.sanitized }, { "refused", totals.refused },
        { "no_answer", totals.no_answer }, { "seconds", totals.seconds } };
}

Result<RunResult> Service::run(StoredTransfer& transfer, const std::string& medium,
    const std::string& zone, unsigned threads, const Emit& emit)
{
    auto& record = transfer.record;
    RunRequest request;
    request.transfer = record.id;
    request.folder = m_transfers.folder_of(record.id);
    request.medium = medium;
    request.threads = threads;
    request.stop = m_stop;
    request.context.transfer_class = record.transfer_class;
    request.context.zone = zone;
    request.context.label = record.label;
    request.context.engines = m_station.engines();
    request.context.now = now();
    auto listener = listener_for(emit);
    auto result = TRY(run_medium(m_station, request, listener));
    if (result.end == RunEnd::Cancelled)
        return result;
    transfer.trail.manifest = result.manifest_entry;
    record.manifest = result.manifest_sha256;
    return result;
}

// The whole report as one JSON document, put together from the lines without holding them.
Result<std::string> Service::write_report(const StoredTransfer& transfer, const RunResult& result)
{
    auto folder = m_transfers.folder_of(transfer.record.id);
    auto path = folder + "/report.json";
    base::Descriptor lines(open((folder + "/files.jsonl").c_str(), O_RDONLY | O_CLOEXEC));
    base::Descriptor report(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!lines || !report)
        return base::system_error("report");
    auto volumes = json::array();
    for (const auto& volume : result.listing.volumes)
        volumes.push_back({ { "file_system", volume.file_system },
            { "label", base::escaped(volume.label) }, { "bytes", volume.bytes } });
    auto findings = json::array();
    for (const auto& finding : result.listing.findings)
        findings.push_back(finding.what);
    json head { { "version", 1 }, { "transfer", transfer.record.id },
        { "medium",
            { { "name", transfer.medium }, { "volumes", volumes }, { "findings", findings },
                { "whole", result.listing.extent == intake::Extent::Whole } } },
        { "policy_sha256", m_station.policy_sha256() }, { "engines", to_json(m_station.engines()) },
        { "totals", totals_of(result.totals) }, { "manifest_sha256", result.manifest_sha256 } };
    auto text = head.dump();
    text.back() = ','; // Its closing brace: the files come first.
    TRY(base::write_fully(report, base::view_of(text + "\"files\":[")));
    base::Bytes block(1 << 18);
    bool behind_line_end = false;
    for (ssize_t count; (count = read(lines.get(), block.data(), block.size())) > 0;) {
        base::Bytes out;
        for (auto byte : base::View(block).first(static_cast<std::size_t>(count))) {
            if (behind_line_end)
                out.push_back(',');
            behind_line_end = byte == '\n';
            if (!behind_line_end)
                out.push_back(byte);
        }
        TRY(base::write_fully(report, out));
    }
    TRY(base::write_fully(report, base::view_of("]}\n")));
    return path;
}

Result<void> Service::hand_over(
    const StoredTransfer& transfer, const std::string& destination, bool bench, const Emit& emit)
{
    const auto& record = transfer.record;
    auto log = [&](const char* type) -> Result<void> {
        TRY(m_station.record(
            { { "type", type }, { "transfer", record.id }, { "manifest_sha256", record.manifest },
                { "destination", base::escaped(destination) } }));
        return {};
    };
    TRY(log("release_intent"));
    release::Order order;
    order.program = m_station.places().programs + "/sekisho-release";
    order.state = m_station.places().state;
    order.destination = destination;
    order.transfer = record.id;
    order.mode = bench ? release::Order::Mode::Bench : release::Order::Mode::People;
    order.submission_receipt = TRY(m_station.ledger().prove(transfer.trail.submission));
    order.manifest_receipt = TRY(m_station.ledger().prove(transfer.trail.manifest));
    for (auto index : transfer.trail.approvals)
        order.approval_receipts.push_back(TRY(m_station.ledger().prove(index)));
    auto path = m_transfers.folder_of(record.id) + "/MANIFEST.json";
    base::Descriptor manifest(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!manifest)
        return base::system_error("manifest");
    auto start = std::chrono::steady_clock::now();
    auto progress = [&](std::uint64_t done, std::uint64_t total) {
        auto elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
        api::Event event;
        event.mutable_progress()->set_stage("release");
        event.mutable_progress()->set_files_done(done);
        event.mutable_progress()->set_files_total(total);
        event.mutable_progress()->set_seconds_left(done > 0
                ? elapsed.count() * static_cast<double>(total - done) / static_cast<double>(done)
                : -1);
        emit(event);
    };
    auto released = release::carry_out(order, manifest, progress, m_stop);
    if (!released) {
        TRY(log("release_failed"));
        return released.error();
    }
    return log("release_done");
}

static Result<json> submission_entry(const StoredTransfer& transfer, const char* mode)
{
    const auto& record = transfer.record;
    return json { { "type", "transfer_submit" }, { "transfer", record.id },
        { "submitter", record.submitter.account }, { "submitter_person", record.submitter.person },
        { "mode", mode }, { "class", policy::word(record.transfer_class) }, { "zone", record.zone },
        { "label", policy::to_text(record.label) }, { "purpose", base::escaped(record.purpose) },
        { "medium", transfer.medium } };
}

static Reply reply_for(const RunResult& result, const std::string& report_path, json shown)
{
    const auto& totals = result.totals;
    shown["totals"] = totals_of(totals);
    bool all_pass = totals.refused == 0 && totals.no_answer == 0
        && result.listing.extent == intake::Extent::Whole;
    return { all_pass ? Outcomes::Done : Outcomes::Held,
        all_pass ? "" : "something was refused; the report says what and why", shown.dump(),
        report_path };
}

Reply Service::sanitize(const api::Sanitize& request, const Emit& emit)
{
    auto transfer_class = policy::transfer_class_named(
        request.transfer_class().empty() ? "document" : request.transfer_class());
    if (!transfer_class)
        return { Outcomes::Usage, "not a transfer class", "", "" };
    StoredTransfer transfer;
    auto& record = transfer.record;
    record.id = Transfers::new_id(now());
    auto done = [&]() -> Result<Reply> {
        record.transfer_class = *transfer_class;
        record.zone = m_station.policy().zones.empty() ? "" : m_station.policy().zones[0];
        record.label = { 1, 1, 1 };
        record.purpose = "bench";
        record.submitter.account = "bench";
        transfer.medium = base::escaped(request.medium());
        TRY(m_transfers.make(record.id));
        transfer.trail.submission = TRY(m_station.record(TRY(submission_entry(transfer, "bench"))));
        TRY(m_transfers.save(transfer));
        auto result = TRY(run(transfer, request.medium(), record.zone, request.threads(), emit));
        if (result.end == RunEnd::Cancelled)
            return cancel(transfer, "check", result.totals);
        auto report = TRY(write_report(transfer, result));
        auto released = hand_over(transfer, request.destination(), true, emit);
        if (!released && m_stop.stop_requested())
            return cancel(transfer, "release", result.totals);
        record.state = released ? policy::TransferState::Released : policy::TransferState::Failed;
        TRY(m_transfers.save(transfer));
        TRY(released);
        return reply_for(result, report, { { "transfer", record.id } });
    }();
    if (!done)
        return given_up(transfer, done.error());
    if (m_station.workers().failures() > 0)
        return { Outcomes::Failed, "a worker could not be locked in or started", done.value().json,
            done.value().report_path };
    return done.take();
}

Reply Service::submit(
    const api::Credentials& credentials, const api::Submit& request, const Emit& emit)
{
    auto transfer_class = policy::transfer_class_named(request.transfer_class());
    auto label = policy::parse_label(request.label());
    if (!transfer_class || !label)
        return { Outcomes::Usage, "a class and a label such as C2,I2,A1, please", "", "" };
    auto actor = who(credentials);
    if (!actor)
        return held(actor.error());
    policy::Transfer::Request wanted { Transfers::new_id(now()), *transfer_class, request.zone(),
        label.value(), request.purpose() };
    auto transfer = policy::Transfer::submit(m_station.policy(), actor.value(), wanted);
    if (!transfer)
        return held(transfer.error());
    StoredTransfer stored { transfer.value().record(), {}, base::escaped(request.medium()) };
    auto done = [&]() -> Result<Reply> {
        TRY(m_transfers.make(stored.record.id));
        stored.trail.submission = TRY(m_station.record(TRY(submission_entry(stored, "people"))));
        TRY(m_transfers.save(stored));
        auto result = TRY(run(stored, request.medium(), stored.record.zone, 0, emit));
        if (result.end == RunEnd::Cancelled)
            return cancel(stored, "check", result.totals);
        auto report = TRY(write_report(stored, result));
        TRY(transfer.value().finish_check(result.manifest_sha256));
        stored.record = transfer.value().record();
        TRY(m_transfers.save(stored));
        return reply_for(result, report,
            { { "transfer", stored.record.id }, { "manifest_sha256", result.manifest_sha256 } });
    }();
    return done ? done.take() : given_up(stored, done.error());
}

Reply Service::approve(const api::Credentials& credentials, const api::Approve& request)
{
    auto actor = who(credentials);
    if (!actor)
        return held(actor.error());
    auto done = [&]() -> Result<std::string> {
        auto stored = TRY(m_transfers.load(request.transfer()));
        auto seen = request.manifest_sha256().empty() ? stored.record.manifest
                                                      : request.manifest_sha256();
        auto transfer = TRY(policy::Transfer::restore(stored.record));
        auto state = TRY(transfer.approve(m_station.policy(), actor.value(), seen));
        stored.trail.approvals.push_back(TRY(m_station.record({ { "type", "approval" },
            { "transfer", stored.record.id }, { "approver", actor.value().account },
            { "approver_person", actor.value().person }, { "manifest_sha256", seen } })));
        stored.record = transfer.record();
        TRY(m_transfers.save(stored));
        return std::string(policy::word(state));
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the transfer is now " + done.value(), "", "" };
}

Reply Service::reject(const api::Credentials& credentials, const api::Reject& request)
{
    auto actor = who(credentials);
    if (!actor)
        return held(actor.error());
    auto done = [&]() -> Result<void> {
        auto stored = TRY(m_transfers.load(request.transfer()));
        auto transfer = TRY(policy::Transfer::restore(stored.record));
        TRY(transfer.reject(actor.value(), request.reason()));
        TRY(m_station.record({ { "type", "rejection" }, { "transfer", stored.record.id },
            { "approver", actor.value().account },
            { "reason", base::escaped(request.reason()).substr(0, 1000) } }));
        stored.record = transfer.record();
        return m_transfers.save(stored);
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the transfer is rejected", "", "" };
}

Reply Service::release(
    const api::Credentials& credentials, const api::Release& request, const Emit& emit)
{
    auto actor = who(credentials);
    if (!actor)
        return held(actor.error());
    const auto& destination = request.destination();
    auto done = [&]() -> Result<void> {
        auto stored = TRY(m_transfers.load(request.transfer()));
        auto path = m_transfers.folder_of(stored.record.id) + "/MANIFEST.json";
        base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file)
            return base::system_error("manifest");
        auto manifest = base::to_hex(TRY(base::sha256_of_file(file)));
        auto transfer = TRY(policy::Transfer::restore(stored.record));
        TRY(transfer.release(m_station.policy(), actor.value(), manifest));
        stored.record = transfer.record();
        TRY(m_transfers.save(stored));
        auto released = hand_over(stored, destination, false, emit);
        if (!released && m_stop.stop_requested())
            return Error { TRY(cancel(stored, "release", {})).message };
        TRY(released ? transfer.finish_release() : transfer.fail(released.error().message));
        stored.record = transfer.record();
        TRY(m_transfers.save(stored));
        return released;
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "released to " + base::escaped(destination), "", "" };
}

}
