// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/transfers.h"

#include "kiosk/broker/station/station.h"

#include <algorithm>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace broker {

using nlohmann::json;

std::string Transfers::new_id(std::int64_t now)
{
    std::array<std::uint8_t, 4> chance {};
    if (getrandom(chance.data(), chance.size(), 0) != static_cast<ssize_t>(chance.size()))
        std::abort(); // No chance, no ids: our own machine is broken.
    std::time_t seconds = now;
    std::tm parts {};
    gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%d-%H%M%S-", &parts);
    return text + base::to_hex(chance);
}

bool Transfers::is_id(const std::string& id)
{
    return id.size() == 24 && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
    });
}

Result<void> Transfers::make(const std::string& id) const
{
    if (mkdir(folder_of(id).c_str(), 0700) != 0)
        return base::system_error("transfer folder");
    return {};
}

static json to_json(const policy::Actor& actor)
{
    auto roles = json::array();
    for (auto role : actor.roles)
        roles.push_back(policy::word(role));
    return { { "account", actor.account }, { "person", actor.person },
        { "deputy_for", actor.deputy_for }, { "roles", roles }, { "offices", actor.offices } };
}

static Result<policy::Actor> actor_from(const json& value)
{
    policy::Actor actor;
    actor.account = value.at("account").get<std::string>();
    actor.person = value.at("person").get<std::string>();
    actor.deputy_for = value.at("deputy_for").get<std::string>();
    actor.offices = value.at("offices").get<std::vector<std::string>>();
    for (const auto& word : value.at("roles")) {
        auto role = policy::role_named(word.get<std::string>());
        if (!role)
            return Error { "an unknown role" };
        actor.roles.push_back(*role);
    }
    return actor;
}

// Records of stations that knew no other decision say nothing of it.
static Result<policy::Approval> approval_from(const json& value)
{
    policy::Approval approval;
    approval.by = TRY(actor_from(value.at("by")));
    approval.manifest = value.at("manifest").get<std::string>();
    auto decision = policy::consent_named(value.value("decision", "content"));
    if (!decision)
        return Error { "an unknown decision" };
    approval.consent = *decision;
    approval.at = value.value("at", std::int64_t { 0 });
    approval.reason = value.value("reason", "");
    return approval;
}

static json to_json(const StoredTransfer& transfer)
{
    const auto& record = transfer.record;
    auto approvals = json::array();
    for (const auto& approval : record.approvals)
        approvals.push_back({ { "by", to_json(approval.by) }, { "manifest", approval.manifest },
            { "decision", policy::word(approval.consent) }, { "at", approval.at },
            { "reason", approval.reason } });
    auto review = record.review ? json { { "by", to_json(record.review->by) },
        { "at", record.review->at }, { "note", record.review->note } }
                                : json(nullptr);
    return {
        { "version", 1 },
        { "id", record.id },
        { "state", policy::word(record.state) },
        { "submitter", to_json(record.submitter) },
        { "class", policy::word(record.transfer_class) },
        { "zone", record.zone },
        { "label", policy::to_text(record.label) },
        { "purpose", record.purpose },
        { "manifest_sha256", record.manifest },
        { "approvals", approvals },
        { "review", review },
        { "rejected_by", record.rejected_by ? to_json(*record.rejected_by) : json(nullptr) },
        { "reason", record.reason },
        { "medium", transfer.medium },
        { "medium_identity", transfer.medium_identity },
        { "released_to", transfer.released_to },
        { "erased_at", transfer.erased_at },
        { "entries",
            { { "submission", transfer.trail.submission }, { "manifest", transfer.trail.manifest },
                { "approvals", transfer.trail.approvals } } },
    };
}

Result<void> Transfers::save(const StoredTransfer& transfer) const
{
    return replace_file(
        folder_of(transfer.record.id), "record.json", to_json(transfer).dump(1) + "\n");
}

static Result<StoredTransfer> from_json(const json& value)
{
    StoredTransfer transfer;
    auto& record = transfer.record;
    record.id = value.at("id").get<std::string>();
    auto state = policy::transfer_state_named(value.at("state").get<std::string>());
    auto transfer_class = policy::transfer_class_named(value.at("class").get<std::string>());
    if (!state || !transfer_class)
        return Error { "a transfer's record with unknown words" };
    record.state = *state;
    record.transfer_class = *transfer_class;
    record.submitter = TRY(actor_from(value.at("submitter")));
    record.zone = value.at("zone").get<std::string>();
    record.label = TRY(policy::parse_label(value.at("label").get<std::string>()));
    record.purpose = value.at("purpose").get<std::string>();
    record.manifest = value.at("manifest_sha256").get<std::string>();
    for (const auto& approval : value.at("approvals"))
        record.approvals.push_back(TRY(approval_from(approval)));
    if (auto review = value.find("review"); review != value.end() && !review->is_null())
        record.review = { TRY(actor_from(review->at("by"))), review->at("at").get<std::int64_t>(),
            review->at("note").get<std::string>() };
    if (!value.at("rejected_by").is_null())
        record.rejected_by = TRY(actor_from(value.at("rejected_by")));
    record.reason = value.at("reason").get<std::string>();
    transfer.medium = value.at("medium").get<std::string>();
    transfer.medium_identity = value.value("medium_identity", "");
    transfer.released_to = value.value("released_to", "");
    transfer.erased_at = value.value("erased_at", std::int64_t { 0 });
    const auto& entries = value.at("entries");
    transfer.trail.submission = entries.at("submission").get<std::uint64_t>();
    transfer.trail.manifest = entries.at("manifest").get<std::uint64_t>();
    transfer.trail.approvals = entries.at("approvals").get<std::vector<std::uint64_t>>();
    return transfer;
}

Result<StoredTransfer> Transfers::load(const std::string& id) const
{
    if (!is_id(id))
        return Error { "not the id of a transfer" };
    auto text = read_text_file(folder_of(id) + "/record.json", 16 << 20);
    if (!text)
        return Error { "no such transfer: " + id };
    try {
        return from_json(json::parse(text.value()));
    } catch (const json::exception&) {
        return Error { "the record of transfer " + id + " is damaged" };
    }
}

std::int64_t Transfers::last_step(const std::string& id) const
{
    struct stat status { };
    return stat((folder_of(id) + "/record.json").c_str(), &status) == 0 ? status.st_mtim.tv_sec : 0;
}

static Result<void> hand_out(
    const json& value, const std::function<Result<void>(const base::Digest&)>& take)
{
    auto hex = value.find("sha256");
    auto bytes = hex != value.end() && hex->is_string() ? base::from_hex(hex->get<std::string>())
                                                        : Error { "no hash" };
    base::Digest digest {};
    if (!bytes || bytes.value().size() != digest.size())
        return {}; // What was not read has none.
    std::ranges::copy(bytes.value(), digest.begin());
    return take(digest);
}

// A line that was cut off is of a transfer that came to no end.
Result<void> Transfers::each_content(
    const std::string& id, const std::function<Result<void>(const base::Digest&)>& take) const
{
    std::ifstream lines(folder_of(id) + "/files.jsonl");
    for (std::string line; std::getline(lines, line);) {
        auto file = json::parse(line, nullptr, false);
        if (!file.is_object())
            continue;
        TRY(hand_out(file, take));
        for (const auto& output : file.value("outputs", json::array())) {
            if (output.is_object())
                TRY(hand_out(output, take));
        }
    }
    return {};
}

std::vector<std::string> Transfers::ids() const
{
    std::vector<std::string> ids;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder, ignored)) {
        if (auto name = entry.path().filename().string(); is_id(name))
            ids.push_back(name);
    }
    std::ranges::sort(ids);
    return ids;
}

}
