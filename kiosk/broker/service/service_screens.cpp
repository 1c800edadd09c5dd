// SPDX-License-Identifier: MIT
// What screens show beside their own work: the station, what is in a port, the files of a transfer.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/ask/stick_facts.h"
#include "kiosk/broker/media/named_medium.h"
#include "kiosk/core/base/text.h"
#include "kiosk/ledger/verify.h"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static json ports_of(const policy::Policy& policy)
{
    auto ports = json::array();
    for (const auto& port : policy.usb.input)
        ports.push_back({ { "medium", "usb:" + port }, { "use", "input" } });
    for (const auto& port : policy.usb.output)
        ports.push_back({ { "medium", "usb:" + port }, { "use", "output" } });
    return ports;
}

static json offices_of(const policy::Policy& policy)
{
    auto offices = json::array();
    for (const auto& office : policy.offices)
        offices.push_back({ { "name", office.name }, { "title", office.title } });
    return offices;
}

Reply Service::overview()
{
    const auto& policy = m_station.policy();
    json shown { { "station", policy.station_name }, { "zones", policy.zones },
        { "policy_sha256", m_station.policy_sha256() }, { "ports", ports_of(policy) },
        { "offices", offices_of(policy) }, { "has_people", m_people.are_there() },
        { "busy", true } };
    std::unique_lock carrying(m_carrying, std::try_to_lock);
    if (carrying.owns_lock()) {
        auto ailments = json::array();
        for (const auto& reason : m_station.ailments())
            ailments.push_back(policy::to_line(reason));
        shown["busy"] = false;
        shown["engines"] = to_json(m_station.engines());
        shown["ailments"] = ailments;
        shown["failure"] = m_fitness ? m_fitness->failure : "";
    }
    return { Outcomes::Done, "", shown.dump(), "" };
}

// Of a stick, as far as its descriptors tell; it is not brought up for that.
static json facts_of(const gate::PortFacts& seen)
{
    if (!seen.denied_as.empty())
        return { { "denied_as", seen.denied_as }, { "denied_as_ja", seen.denied_as_japanese },
            { "reason", seen.reason } };
    return { { "manufacturer", seen.manufacturer }, { "product", seen.product },
        { "serial", seen.serial } };
}

static Result<std::optional<json>> seen_in(Station& station, const std::string& address)
{
    json shown { { "medium", base::escaped(address) } };
    if (address.starts_with("usb:")) {
        auto seen = TRY((TRY(station.usb_gate()))->look(address.substr(4)));
        if (!seen)
            return std::optional<json>();
        shown["device"] = facts_of(*seen);
        return std::optional(std::move(shown));
    }
    std::error_code error;
    auto path = path_of_medium(address);
    auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        return std::optional<json>();
    if (std::filesystem::is_regular_file(status))
        shown["size"] = std::filesystem::file_size(path, error);
    return std::optional(std::move(shown));
}

// Whoever looks asks for nothing yet: it stands in no ledger.
Reply Service::look_at(const api::LookAt& request)
{
    auto transfer_class = policy::transfer_class_named(
        request.transfer_class().empty() ? "document" : request.transfer_class());
    if (!transfer_class)
        return { Outcomes::Usage, "not a class of transfers", "", "" };
    std::unique_lock carrying(m_carrying, std::try_to_lock);
    if (!carrying.owns_lock())
        return { Outcomes::Done, "", json { { "busy", true } }.dump(), "" };
    auto done = [&]() -> Result<json> {
        auto seen = TRY(seen_in(m_station, request.medium()));
        if (!seen)
            return json { { "present", false } };
        auto& shown = *seen;
        shown["present"] = true;
        shown["seen_as"] = TRY(seen_as(m_station, request.medium()));
        if (shown.contains("device") && shown["device"].contains("denied_as"))
            return shown;
        auto identity = TRY(identity_before_reading(request.medium()));
        std::lock_guard lock(m_records);
        auto known = TRY(m_media.known(identity));
        if (known)
            shown["registered"] = { { "id", known->id }, { "name", base::escaped(known->name) },
                { "owner", base::escaped(known->owner) },
                { "label", policy::to_text(known->label) } };
        auto admitted = policy::may_bring_in(
            m_station.policy(), TRY(m_media.standing(identity)), *transfer_class);
        if (!admitted)
            shown["not_admitted"] = admitted.error().message;
        return shown;
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "", done.value().dump(), "" };
}

Reply Service::files(const api::Files& request, const Emit& emit, const std::stop_token& stop)
{
    if (!Transfers::is_id(request.transfer()))
        return { Outcomes::Usage, "there is no transfer of this name", "", "" };
    std::ifstream lines(m_transfers.folder_of(request.transfer()) + "/files.jsonl");
    if (!lines)
        return held(Error { "the files of this transfer cannot be listed\n"
                            "この申請のファイル一覧を読み出せません。" });
    auto last = request.count() == 0 ? UINT64_MAX : request.first() + request.count();
    std::string line;
    std::uint64_t number = 0;
    // A line without its end is still being written.
    for (; !stop.stop_requested() && number < last && std::getline(lines, line) && !lines.eof();
         ++number) {
        if (number < request.first())
            continue;
        api::Event event;
        event.set_file_json(line);
        emit(event);
    }
    if (lines.bad())
        return held(
            Error { "the list of files broke off\nファイル一覧の読み出しが途中で失敗しました。" });
    return { Outcomes::Done, "", "", "" };
}

static json list_of(const std::vector<ledger::Finding>& findings)
{
    auto list = json::array();
    for (const auto& finding : findings)
        list.push_back({ { "check", finding.check }, { "what", base::escaped(finding.what) } });
    return list;
}

Reply Service::verify_ledger(const Emit& emit)
{
    base::Descriptor folder(
        open(m_station.folder("ledger").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return held(base::system_error("ledger"));
    ledger::Questions questions;
    questions.station = ledger::Station::Working;
    questions.progress = [&emit](std::uint64_t done, std::uint64_t total) {
        api::Event event;
        auto& progress = *event.mutable_progress();
        progress.set_stage("ledger");
        progress.set_bytes_done(done);
        progress.set_bytes_total(total);
        progress.set_share(total == 0 ? 0 : static_cast<double>(done) / static_cast<double>(total));
        progress.set_seconds_left(-1);
        emit(event);
    };
    auto disk = ledger::open_disk_for_reading(std::move(folder));
    auto proved = ledger::verify_ledger(*disk, questions);
    json told { { "entries", proved.entries }, { "origin", proved.origin }, { "root", proved.root },
        { "findings", list_of(proved.findings) }, { "remarks", list_of(proved.remarks) } };
    return { proved.findings.empty() ? Outcomes::Done : Outcomes::Held, "", told.dump(), "" };
}

}
