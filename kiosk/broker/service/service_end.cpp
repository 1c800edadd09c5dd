// SPDX-License-Identifier: MIT
// Transfers that end before their time: cancelled, given up, or cut off by the station's own end.
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/text.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace broker {

using nlohmann::json;

// What was agreed on still is when only its release was cut short; all else is over.
static void end(StoredTransfer& transfer, const std::string& why)
{
    if (transfer.record.state == policy::TransferState::Releasing) {
        auto restored = policy::Transfer::restore(transfer.record);
        if (restored && restored.value().interrupt_release()) {
            transfer.record = restored.value().record();
            return;
        }
    }
    transfer.record.state = policy::TransferState::Failed;
    transfer.record.reason = base::cut(why, 1000);
}

// Whole files only stay: a manifest that was begun is none.
enum class Manifest { Whole, Begun };

static void remove_half_written(const std::string& folder, Manifest manifest)
{
    unlink((folder + "/record.json.new").c_str());
    if (manifest == Manifest::Begun)
        unlink((folder + "/MANIFEST.json").c_str());
}

Result<Reply> Service::cancel(StoredTransfer& transfer, const char* stage, const Totals& totals)
{
    auto done = std::to_string(totals.files) + " files were done";
    bool releasing = std::string_view(stage) == "release";
    end(transfer, releasing ? "cancelled while it was released" : "cancelled: " + done);
    TRY(m_station.record(
        { { "type", "cancelled" }, { "transfer", transfer.record.id }, { "stage", stage },
            { "files", totals.files }, { "sanitized", totals.sanitized }, { "held", totals.held },
            { "refused", totals.refused }, { "no_answer", totals.no_answer } }));
    {
        std::lock_guard lock(m_records);
        transfer.record.review = TRY(m_transfers.load(transfer.record.id)).record.review;
        TRY(m_transfers.save(transfer));
    }
    json shown { { "transfer", transfer.record.id }, { "cancelled", true }, { "stage", stage },
        { "files", totals.files } };
    auto message = releasing
        ? "cancelled during the release: the destination is incomplete and marked as such"
        : "cancelled: " + done + ", and nothing was released";
    return Reply { Outcomes::Held, message + "; the ledger has it", shown.dump(), "" };
}

Reply Service::given_up(StoredTransfer& transfer, const Error& error)
{
    if (m_stop.stop_requested()) {
        if (auto cancelled = cancel(transfer, "check", {}))
            return cancelled.take();
    }
    end(transfer, error.message);
    // The record is a convenience here; the ledger may be what failed.
    std::lock_guard lock(m_records);
    static_cast<void>(m_transfers.save(transfer));
    return { Outcomes::Failed, error.message, "", "" };
}

Result<void> Service::clean_up()
{
    for (const auto& id : m_transfers.ids()) {
        auto transfer = m_transfers.load(id);
        auto folder = m_transfers.folder_of(id);
        if (!transfer) {
            bool reported = access((folder + "/report.json").c_str(), F_OK) == 0;
            remove_half_written(folder, reported ? Manifest::Whole : Manifest::Begun);
            continue;
        }
        auto state = transfer.value().record.state;
        bool checking = state == policy::TransferState::Submitted;
        remove_half_written(folder, checking ? Manifest::Begun : Manifest::Whole);
        if (!checking && state != policy::TransferState::Releasing)
            continue;
        end(transfer.value(), "interrupted: the station ended in the midst of it");
        TRY(m_station.record({ { "type", "interrupted" }, { "transfer", id },
            { "stage", checking ? "check" : "release" } }));
        TRY(m_transfers.save(transfer.value()));
    }
    return expire();
}

}
