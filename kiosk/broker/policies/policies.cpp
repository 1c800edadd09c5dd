// SPDX-License-Identifier: MIT
#include "kiosk/broker/policies/policies.h"

#include "kiosk/broker/station/files.h"
#include "kiosk/core/base/sha256.h"
#include "policy/language/parse.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace broker {

using nlohmann::json;

static constexpr auto file_name = "versions.json";
static constexpr std::size_t most_versions = 1'000;
static constexpr const char* states[] { "proposed", "active", "before", "withdrawn" };
static constexpr std::pair<const char*, std::string PolicyVersion::*> texts[] {
    { "sha256", &PolicyVersion::sha256 }, { "reason", &PolicyVersion::reason },
    { "proposed_by", &PolicyVersion::proposed_by }, { "proposer", &PolicyVersion::proposer },
    { "activated_by", &PolicyVersion::activated_by }, { "activator", &PolicyVersion::activator }
};

bool is_sha256(const std::string& text)
{
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

json to_json(const PolicyVersion& version)
{
    json value { { "state", states[static_cast<std::size_t>(version.state)] },
        { "proposed_at", version.proposed_at }, { "activated_at", version.activated_at } };
    for (auto [key, member] : texts)
        value[key] = version.*member;
    return value;
}

static Error damaged()
{
    return Error { "the record of policy versions is damaged\n"
                   "ポリシーの版の記録が壊れています。" };
}

// Throws json::exception where a value is missing or of another type.
static Result<PolicyVersion> from_json(const json& value)
{
    PolicyVersion version;
    auto state = std::ranges::find(states, value.at("state").get<std::string>());
    if (state == std::end(states))
        return damaged();
    version.state = static_cast<PolicyVersion::State>(state - states);
    version.proposed_at = value.at("proposed_at").get<std::int64_t>();
    version.activated_at = value.at("activated_at").get<std::int64_t>();
    for (auto [key, member] : texts)
        version.*member = value.at(key).get<std::string>();
    bool was_activated = version.state == PolicyVersion::State::Active;
    if (!is_sha256(version.sha256)
        || (was_activated
            && (version.activator.empty() || version.proposer.empty()
                || version.activator == version.proposer)))
        return damaged();
    return version;
}

Result<Policies::Record> Policies::load() const
{
    auto path = m_folder + "/" + file_name;
    if (access(path.c_str(), F_OK) != 0 && errno == ENOENT)
        return Record {};
    auto text = TRY(read_text_file(path, 4 << 20));
    try {
        auto root = json::parse(text);
        Record record;
        record.given = root.at("given").get<std::string>();
        if (root.at("versions").size() > most_versions)
            return damaged();
        for (const auto& value : root.at("versions"))
            record.versions.push_back(TRY(from_json(value)));
        if (std::ranges::count(record.versions, PolicyVersion::State::Active, &PolicyVersion::state)
            > 1)
            return damaged();
        return record;
    } catch (const json::exception&) {
        return damaged();
    }
}

Result<void> Policies::save(const Record& record) const
{
    auto versions = json::array();
    for (const auto& version : record.versions)
        versions.push_back(to_json(version));
    return replace_file(m_folder, file_name,
        json { { "given", record.given }, { "versions", versions } }.dump(1) + "\n");
}

Result<std::vector<PolicyVersion>> Policies::all() const
{
    return TRY(load()).versions;
}

Result<PolicyVersion> Policies::find(const std::string& sha256) const
{
    for (auto& version : TRY(load()).versions)
        if (version.sha256 == sha256)
            return version;
    return Error { "there is no such version of the policy\nその版のポリシーはありません。" };
}

Result<std::string> Policies::text(const std::string& sha256) const
{
    if (!is_sha256(sha256))
        return Error { "there is no such version of the policy\nその版のポリシーはありません。" };
    auto text = TRY(read_text_file(m_folder + "/" + sha256 + ".toml", policy::max_policy_bytes));
    if (base::to_hex(base::sha256(base::view_of(text))) != sha256)
        return Error { "a version of the policy is not what it was when it was kept\n"
                       "保存されたポリシーの内容が変わっています。" };
    return text;
}

Result<void> Policies::keep(const std::string& sha256, const std::string& text) const
{
    return replace_file(m_folder, sha256 + ".toml", text);
}

Result<std::optional<std::string>> Policies::active(const std::string& given) const
{
    auto record = TRY(load());
    if (!given.empty() && record.given != given)
        return std::optional<std::string>();
    for (const auto& version : record.versions)
        if (version.state == PolicyVersion::State::Active)
            return std::optional(version.sha256);
    return std::optional<std::string>();
}

static void put(std::vector<PolicyVersion>& versions, const PolicyVersion& version)
{
    std::erase_if(versions, [&](const auto& one) { return one.sha256 == version.sha256; });
    versions.push_back(version);
}

Result<void> Policies::propose(const PolicyVersion& version, const std::string& text) const
{
    auto record = TRY(load());
    // One place stays for a policy that was given, when another takes its place.
    if (record.versions.size() + 1 >= most_versions)
        return Error { "there are too many versions of the policy\n"
                       "ポリシーの版が多すぎます。" };
    TRY(keep(version.sha256, text));
    put(record.versions, version);
    return save(record);
}

Result<void> Policies::withdraw(const std::string& sha256) const
{
    auto record = TRY(load());
    for (auto& version : record.versions)
        if (version.sha256 == sha256)
            version.state = PolicyVersion::State::Withdrawn;
    return save(record);
}

Result<void> Policies::activate(const PolicyVersion& version, const std::string& before,
    const std::string& before_text, const std::string& given) const
{
    TRY(keep(before, before_text));
    auto record = TRY(load());
    bool is_known = false;
    for (auto& one : record.versions) {
        is_known |= one.sha256 == before;
        if (one.state == PolicyVersion::State::Active || one.sha256 == before)
            one.state = PolicyVersion::State::Before;
    }
    if (!is_known) {
        PolicyVersion first;
        first.state = PolicyVersion::State::Before;
        first.sha256 = before;
        record.versions.insert(record.versions.begin(), first);
    }
    auto active = version;
    active.state = PolicyVersion::State::Active;
    put(record.versions, active);
    record.given = given;
    return save(record);
}

}
