// SPDX-License-Identifier: MIT
// The register of media, by the desks' words. Every change is an entry of the ledger.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/ask/stick_facts.h"
#include "kiosk/broker/media/device_record.h"
#include "kiosk/broker/media/named_medium.h"
#include "kiosk/core/base/text.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static std::string time_text(std::int64_t seconds)
{
    return base::to_utc_text(std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
}

static json to_json(const RegisteredMedium& medium, std::int64_t now)
{
    json shown { { "id", medium.id }, { "name", medium.name }, { "owner", medium.owner },
        { "kind", word(medium.kind) }, { "label", policy::to_text(medium.label) },
        { "identity", medium.identity }, { "registered_by", medium.registered_by },
        { "registered", time_text(medium.registered_at) }, { "state", "in use" } };
    if (medium.loan) {
        shown["state"] = "lent";
        shown["lent_to"] = medium.loan->to;
        shown["lent_by"] = medium.loan->by;
        shown["lent"] = time_text(medium.loan->at);
        shown["until"] = medium.loan->until;
        shown["overdue"] = medium.loan->is_overdue(now);
    }
    if (medium.state == RegisteredMedium::State::Retired) {
        shown["state"] = "retired";
        shown["retired_by"] = medium.retired_by;
        shown["retired"] = time_text(medium.retired_at);
        shown["reason"] = medium.reason;
    }
    return shown;
}

// For reports: what is known of a medium without believing it.
Result<json> Service::described(const std::string& address, const intake::Listing& listing) const
{
    auto kind = kind_of_medium(address);
    auto volumes = json::array();
    for (const auto& volume : listing.volumes)
        volumes.push_back({ { "file_system", volume.file_system },
            { "label", base::escaped(volume.label) }, { "serial", volume.serial },
            { "offset", volume.offset }, { "bytes", volume.bytes } });
    auto findings = json::array();
    for (const auto& finding : listing.findings)
        findings.push_back(finding.what);
    auto identity = identity_of(listing);
    json medium { { "name", base::escaped(address) }, { "kind", kind },
        { "label", volumes.empty() ? json("") : volumes[0]["label"] },
        { "file_system", volumes.empty() ? json("") : volumes[0]["file_system"] },
        { "serial", nullptr }, { "size", nullptr }, { "identity", identity },
        { "registered", nullptr }, { "volumes", volumes }, { "findings", findings },
        { "whole", listing.extent == intake::Extent::Whole } };
    if (listing.device) {
        medium["device"] = to_json(*listing.device);
        medium["serial"] = listing.device->serial;
        medium["size"] = listing.device->bytes;
    }
    std::error_code error;
    auto path = address.substr(address.starts_with("image:") ? 6 : 0);
    if (kind == "image" || kind == "file")
        if (auto size = std::filesystem::file_size(path, error); !error)
            medium["size"] = size;
    if (auto known = TRY(m_media.known(identity)))
        medium["registered"] = known->id;
    return medium;
}

Reply Service::list_media()
{
    std::lock_guard lock(m_records);
    auto all = m_media.all();
    if (!all)
        return held(all.error());
    auto shown = json::array();
    for (const auto& medium : all.value())
        shown.push_back(to_json(medium, m_station.now()));
    return { Outcomes::Done, "", shown.dump(), "" };
}

// What it is known by. An output medium is written for that; every other is only looked at.
Result<RegisteredMedium> Service::identified(const std::string& address, RegisteredMedium medium)
{
    bool is_stick = address.starts_with("usb:");
    if (medium.kind == MediumKind::Output) {
        if (!is_stick)
            return Error { "an output medium is a stick in an output port (usb:BUS-PORT)" };
        return make_output_medium(address.substr(4), std::move(medium));
    }
    if (is_stick)
        medium.identity = identity_of(
            device_of("", TRY(look_into(m_station, address.substr(4), PortUse::Input))));
    if (medium.identity.empty()) {
        auto opened = TRY(open_named_medium(m_station, address));
        medium.identity
            = identity_of(TRY(opened->list([](const intake::Entry&) { return Result<void> {}; })));
    }
    return medium;
}

Reply Service::register_medium(
    const api::Credentials& credentials, const api::RegisterMedium& request)
{
    auto done = [&]() -> Result<json> {
        auto shown = TRY(m_people.administrator(credentials)); // A code or touch does not wait.
        std::lock_guard carrying(m_carrying);
        auto by = TRY(m_people.still_administrator(shown.account));
        auto kind = medium_kind_named(request.kind().empty() ? "input" : request.kind());
        if (!kind)
            return Error { "a medium's kind is input, partner or output (--kind)" };
        RegisteredMedium medium;
        medium.kind = *kind;
        if (!request.label().empty())
            medium.label = TRY(policy::parse_label(request.label()));
        medium.name = request.name();
        medium.owner = request.owner();
        medium.registered_by = by.account;
        medium.registered_at = m_station.now();
        medium = TRY(identified(request.medium(), std::move(medium)));
        std::lock_guard lock(m_records);
        auto added = TRY(m_media.add(std::move(medium)));
        added.entry = TRY(m_station.record(
            { { "type", "media_change" }, { "change", "register" }, { "medium", added.id },
                { "identity", added.identity }, { "name", added.name }, { "owner", added.owner },
                { "kind", word(added.kind) }, { "label", policy::to_text(added.label) },
                { "mark_sha256", added.mark_sha256 }, { "by", by.account } }));
        TRY(m_media.save(added));
        return to_json(added, m_station.now());
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "registered as " + done.value()["id"].get<std::string>(),
        done.value().dump(), "" };
}

Reply Service::retire_medium(const api::Credentials& credentials, const api::RetireMedium& request)
{
    auto done = [&]() -> Result<json> {
        auto by = TRY(m_people.administrator(credentials));
        std::lock_guard lock(m_records);
        auto retired
            = TRY(m_media.retire(request.id(), by.account, m_station.now(), request.reason()));
        TRY(m_station.record({ { "type", "media_change" }, { "change", "retire" },
            { "medium", retired.id }, { "identity", retired.identity },
            { "reason", base::escaped(request.reason()) }, { "by", by.account } }));
        return to_json(retired, m_station.now());
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, request.id() + " is retired", done.value().dump(), "" };
}

Reply Service::lend_medium(const api::Credentials& credentials, const api::LendMedium& request)
{
    auto done = [&]() -> Result<json> {
        auto by = TRY(m_people.administrator(credentials));
        std::lock_guard lock(m_records);
        auto lent = TRY(m_media.lend(
            request.id(), Loan { request.to(), request.until(), by.account, m_station.now() }));
        TRY(m_station.record({ { "type", "media_change" }, { "change", "lend" },
            { "medium", lent.id }, { "identity", lent.identity }, { "to", lent.loan->to },
            { "until", lent.loan->until }, { "by", by.account } }));
        return to_json(lent, m_station.now());
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, request.id() + " is lent", done.value().dump(), "" };
}

Reply Service::return_medium(const api::Credentials& credentials, const std::string& id)
{
    auto done = [&]() -> Result<json> {
        auto by = TRY(m_people.administrator(credentials));
        std::lock_guard lock(m_records);
        auto lent = TRY(m_media.take_back(id));
        bool overdue = lent.loan->is_overdue(m_station.now());
        TRY(m_station.record({ { "type", "media_change" }, { "change", "return" },
            { "medium", lent.id }, { "identity", lent.identity }, { "from", lent.loan->to },
            { "until", lent.loan->until }, { "overdue", overdue }, { "by", by.account } }));
        lent.loan.reset();
        return to_json(lent, m_station.now());
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, id + " is back", done.value().dump(), "" };
}

// By its identity, before it was registered and after it was retired, too.
Reply Service::medium_history(const std::string& id)
{
    auto history = [&]() -> Result<json> {
        std::lock_guard lock(m_records);
        json told { { "identity", id }, { "medium", nullptr }, { "transfers", json::array() } };
        if (!is_identity(id)) {
            auto medium = TRY(m_media.find(id));
            told["medium"] = to_json(medium, m_station.now());
            told["identity"] = medium.identity;
        } else if (auto medium = TRY(m_media.known(id))) {
            told["medium"] = to_json(*medium, m_station.now());
        }
        for (const auto& transfer : m_transfers.ids()) {
            auto stored = m_transfers.load(transfer);
            if (stored
                && (stored.value().medium_identity == told["identity"]
                    || stored.value().released_to == id))
                told["transfers"].push_back(shown(stored.value()));
        }
        told["record"] = TRY(record_of(m_station.ledger(), told["identity"]));
        return told;
    }();
    if (!history)
        return { Outcomes::Usage, history.error().message, "", "" };
    return { Outcomes::Done, "", history.value().dump(), "" };
}

}
