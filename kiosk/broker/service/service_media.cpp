// SPDX-License-Identifier: MIT
// The register of media, by the desks' words. Every change is an entry of the ledger.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/media/named_medium.h"
#include "kiosk/core/base/text.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static Reply held(const Error& error)
{
    return { Outcomes::Held, error.message, "", "" };
}

static std::string time_text(std::int64_t seconds)
{
    return base::to_utc_text(std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
}

static json to_json(const RegisteredMedium& medium)
{
    json shown { { "id", medium.id }, { "name", medium.name }, { "owner", medium.owner },
        { "identity", medium.identity }, { "registered_by", medium.registered_by },
        { "registered", time_text(medium.registered_at) }, { "state", "in use" } };
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
        shown.push_back(to_json(medium));
    return { Outcomes::Done, "", shown.dump(), "" };
}

Reply Service::register_medium(
    const api::Credentials& credentials, const api::RegisterMedium& request)
{
    std::lock_guard carrying(m_carrying);
    auto done = [&]() -> Result<json> {
        auto by = TRY(administrator(credentials));
        auto opened = TRY(open_named_medium(m_station, request.medium()));
        auto listing = TRY(opened->list([](const intake::Entry&) { return Result<void> {}; }));
        RegisteredMedium medium;
        medium.identity = identity_of(listing);
        medium.name = request.name();
        medium.owner = request.owner();
        medium.registered_by = by.account;
        medium.registered_at = m_station.now();
        std::lock_guard lock(m_records);
        auto added = TRY(m_media.add(std::move(medium)));
        TRY(m_station.record({ { "type", "media_change" }, { "change", "register" },
            { "medium", added.id }, { "identity", added.identity }, { "name", added.name },
            { "owner", added.owner }, { "by", by.account } }));
        return to_json(added);
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "registered as " + done.value()["id"].get<std::string>(),
        done.value().dump(), "" };
}

Reply Service::retire_medium(const api::Credentials& credentials, const api::RetireMedium& request)
{
    auto done = [&]() -> Result<json> {
        auto by = TRY(administrator(credentials));
        std::lock_guard lock(m_records);
        auto retired
            = TRY(m_media.retire(request.id(), by.account, m_station.now(), request.reason()));
        TRY(m_station.record({ { "type", "media_change" }, { "change", "retire" },
            { "medium", retired.id }, { "identity", retired.identity },
            { "reason", base::escaped(request.reason()) }, { "by", by.account } }));
        return to_json(retired);
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, request.id() + " is retired", done.value().dump(), "" };
}

// By its identity, before it was registered and after it was retired, too.
Reply Service::medium_history(const std::string& id)
{
    std::lock_guard lock(m_records);
    auto medium = m_media.find(id);
    if (!medium)
        return { Outcomes::Usage, medium.error().message, "", "" };
    auto transfers = json::array();
    for (const auto& transfer : m_transfers.ids()) {
        auto stored = m_transfers.load(transfer);
        if (stored && stored.value().medium_identity == medium.value().identity)
            transfers.push_back(shown(stored.value()));
    }
    json history { { "medium", to_json(medium.value()) }, { "transfers", transfers } };
    return { Outcomes::Done, "", history.dump(), "" };
}

}
