// SPDX-License-Identifier: MIT
// What is held has an end: erased when the policy's days have passed since a transfer's last step.
// Its record, its report and the ledger stay.
#include "kiosk/broker/service/service.h"

#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr std::int64_t seconds_of_day = 86'400;

// What nobody has decided on is over with that.
static void end_of(StoredTransfer& stored)
{
    auto transfer = policy::Transfer::restore(stored.record);
    if (transfer
        && transfer.value().fail("expired: it was held for longer than the policy lets it"))
        stored.record = transfer.value().record();
}

Result<bool> Service::expire_transfers()
{
    auto days = m_station.policy().retention.held_days;
    auto oldest = m_station.now() - days * seconds_of_day;
    bool any = false;
    for (const auto& id : m_transfers.ids()) {
        if (m_transfers.last_step(id) >= oldest)
            continue;
        auto stored = m_transfers.load(id);
        if (!stored || stored.value().erased_at != 0
            || stored.value().record.state == policy::TransferState::Releasing)
            continue; // What cannot be read keeps what it may refer to.
        auto transfer = stored.take();
        auto state = transfer.record.state;
        if (!policy::is_over(state))
            end_of(transfer);
        TRY(m_station.record(
            { { "type", "content_expired" }, { "transfer", id }, { "state", policy::word(state) },
                { "held_days", days }, { "label", policy::to_text(transfer.record.label) },
                { "manifest_sha256", transfer.record.manifest } }));
        transfer.erased_at = m_station.now();
        TRY(m_transfers.save(transfer));
        any = true;
    }
    return any;
}

// Contents are kept once, whoever brought them: whatever a living transfer refers to stays.
Result<void> Service::sweep_stores()
{
    auto start = m_station.clock().now();
    const quarantine::Store* stores[] { &m_station.quarantine(), &m_station.outputs() };
    for (const auto& id : m_transfers.ids()) {
        auto stored = m_transfers.load(id);
        if (stored && stored.value().erased_at != 0)
            continue;
        TRY(m_transfers.each_content(id, [&](const base::Digest& digest) -> Result<void> {
            for (const auto* store : stores)
                TRY(store->mark(digest, start));
            return {};
        }));
    }
    quarantine::Store::Swept swept;
    for (const auto* store : stores) {
        auto some = TRY(store->sweep(start));
        swept.files += some.files;
        swept.bytes += some.bytes;
    }
    if (swept.files > 0)
        TRY(m_station.record(
            { { "type", "content_erased" }, { "files", swept.files }, { "bytes", swept.bytes } }));
    return {};
}

Result<void> Service::expire()
{
    if (m_station.policy().retention.held_days == 0)
        return {};
    std::unique_lock carrying(m_carrying, std::try_to_lock);
    if (!carrying)
        return {};
    std::lock_guard lock(m_records);
    if (TRY(expire_transfers()) || !m_swept)
        TRY(sweep_stores());
    m_swept = true;
    return {};
}

}
