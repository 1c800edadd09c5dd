// SPDX-License-Identifier: MIT
// A transfer's last part: sekisho-release gets the ledger's proofs, and the ledger how it went.
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/text.h"
#include "kiosk/intake/device_words.h"
#include "policy/transfer/medium.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace broker {

using nlohmann::json;

Result<void> Service::may_go_to(const std::string& destination, policy::Label label) const
{
    auto where = destination.starts_with("usb:") ? policy::Destination::OutputMedium
                                                 : policy::Destination::Folder;
    return policy::may_write(m_station.policy(), where, label);
}

Result<void> Service::hand_over(
    StoredTransfer& transfer, const std::string& destination, const Releaser& by, const Emit& emit)
{
    const auto& record = transfer.record;
    auto log = [&](const char* type, const json& more = json::object()) -> Result<void> {
        json entry { { "type", type }, { "transfer", record.id },
            { "manifest_sha256", record.manifest }, { "label", policy::to_text(record.label) },
            { "zone", record.zone }, { "destination", base::escaped(destination) } };
        if (by)
            entry.update({ { "releaser", by->account }, { "releaser_person", by->person } });
        entry.update(more);
        TRY(m_station.record(entry));
        return {};
    };
    TRY(log("release_intent"));
    release::Order order;
    order.program = m_station.places().programs + "/sekisho-release";
    order.state = m_station.places().state;
    order.destination = destination;
    order.transfer = record.id;
    order.mode = by ? release::Order::Mode::People : release::Order::Mode::Bench;
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
    std::optional<Target> target;
    auto released = [&]() -> Result<release::Released> {
        if (destination.starts_with("usb:")) {
            target = TRY(target_stick(destination.substr(4), record.label));
            order.destination = "usb:";
            order.medium_receipt = target->receipt;
            order.next_session = target->next_session;
        }
        return release::carry_out(order, manifest, progress, m_stop);
    }();
    if (!released) {
        TRY(log("release_failed", { { "reason", released.error().message } }));
        return released.error();
    }
    json proved { { "files", released.value().files }, { "bytes", released.value().bytes } };
    if (!released.value().file_system.empty()) {
        proved["file_system"] = released.value().file_system;
        proved["list_sha256"] = released.value().list_sha256;
    }
    if (target) {
        proved["medium"] = target->medium;
        proved["stick"] = target->facts();
        transfer.released_to = target->medium;
    }
    return log("release_done", proved);
}

// The manifest is hashed anew from what would be written.
Result<StoredTransfer> Service::begin_release(
    const api::Release& request, const policy::Actor& actor, const policy::Ground& ground)
{
    std::lock_guard lock(m_records);
    auto stored = TRY(m_transfers.load(request.transfer()));
    if (stored.record.manifest.empty())
        return Error { "the transfer is " + std::string(policy::word(stored.record.state))
            + ": there is nothing to release" };
    auto path = m_transfers.folder_of(stored.record.id) + "/MANIFEST.json";
    base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("manifest");
    auto manifest = base::to_hex(TRY(base::sha256_of_file(file)));
    auto transfer = TRY(policy::Transfer::restore(stored.record));
    TRY(may_go_to(request.destination(), stored.record.label));
    TRY(transfer.release(ground, actor, manifest));
    TRY(settle(stored, transfer));
    return stored;
}

Reply Service::release(const api::Credentials& credentials, const api::Release& request,
    const Emit& emit, std::stop_token stop)
{
    auto actor = m_people.prove(credentials);
    if (!actor)
        return held(actor.error());
    std::lock_guard carrying(m_carrying);
    m_stop = std::move(stop);
    actor = m_people.still(credentials.account(), credentials.deputy_for());
    if (!actor)
        return held(actor.error());
    auto ground = m_people.ground();
    if (!ground)
        return held(ground.error());
    auto stored = begin_release(request, actor.value(), ground.value());
    if (!stored)
        return held(stored.error());
    auto released = hand_over(stored.value(), request.destination(), actor.value(), emit);
    if (!released && m_stop.stop_requested()) {
        auto cancelled = cancel(stored.value(), "release", {});
        return cancelled ? cancelled.take() : held(cancelled.error());
    }
    auto done = [&]() -> Result<void> {
        std::lock_guard lock(m_records);
        auto& record = stored.value().record;
        record.review
            = TRY(m_transfers.load(record.id)).record.review; // Written meanwhile, perhaps.
        auto transfer = TRY(policy::Transfer::restore(record));
        TRY(released ? transfer.finish_release() : transfer.interrupt_release());
        return settle(stored.value(), transfer);
    }();
    if (!released) {
        auto why = released.error();
        if (!intake::japanese_reason(why.message).empty())
            why = intake::in_both_languages(why);
        if (!done)
            return held({ why.message
                + "; and that it failed could not be kept: " + done.error().message });
        return held({ why.message + "; the transfer stays approved and can be released again" });
    }
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "released to " + base::escaped(request.destination()), "", "" };
}

}
