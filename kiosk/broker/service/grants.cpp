// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/grants.h"

#include "kiosk/broker/station/files.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace broker {

using nlohmann::json, policy::Grant;

static constexpr auto file_name = "grants.json";
static constexpr std::size_t most_grants = 9'999;
static constexpr const char* kinds[] { "deputy", "exception" };
static constexpr const char* states[] { "asked", "accepted", "withdrawn" };
static constexpr std::pair<const char*, std::string Grant::*> texts[] { { "id", &Grant::id },
    { "from", &Grant::from }, { "until", &Grant::until }, { "reason", &Grant::reason },
    { "deputy", &Grant::deputy }, { "deputy_for", &Grant::deputy_for },
    { "waives", &Grant::waives }, { "measure", &Grant::measure }, { "zone", &Grant::zone },
    { "asked_by", &Grant::asked_by }, { "accepted_by", &Grant::accepted_by } };

json to_json(const Grant& grant)
{
    json value { { "kind", kinds[static_cast<std::size_t>(grant.kind)] },
        { "state", states[static_cast<std::size_t>(grant.state)] }, { "offices", grant.offices },
        { "class",
            grant.transfer_class ? json(policy::word(*grant.transfer_class)) : json(nullptr) },
        { "label", policy::to_text(grant.label) } };
    for (auto [key, member] : texts)
        value[key] = grant.*member;
    return value;
}

template <typename Enum, std::size_t n>
static Result<Enum> named(const char* const (&words)[n], const std::string& name)
{
    auto found = std::ranges::find(words, name);
    if (found == std::end(words))
        return Error { "a grant with an unknown word" };
    return static_cast<Enum>(found - words);
}

// Throws json::exception where a value is missing or of another type.
static Result<Grant> from_json(const json& value)
{
    Grant grant;
    grant.kind = TRY(named<Grant::Kind>(kinds, value.at("kind").get<std::string>()));
    grant.state = TRY(named<Grant::State>(states, value.at("state").get<std::string>()));
    grant.offices = value.at("offices").get<std::vector<std::string>>();
    grant.label = TRY(policy::parse_label(value.at("label").get<std::string>()));
    if (!value.at("class").is_null()) {
        grant.transfer_class = policy::transfer_class_named(value.at("class").get<std::string>());
        if (!grant.transfer_class)
            return Error { "a grant with an unknown class" };
    }
    for (auto [key, member] : texts)
        grant.*member = value.at(key).get<std::string>();
    if (grant.state == Grant::State::Accepted && grant.accepted_by.empty())
        return Error { "a grant that nobody has accepted" };
    return grant;
}

Result<std::vector<Grant>> Grants::all() const
{
    auto path = m_folder + "/" + file_name;
    if (access(path.c_str(), F_OK) != 0 && errno == ENOENT)
        return std::vector<Grant> {};
    auto text = TRY(read_text_file(path, 16 << 20));
    auto damaged = Error { "the file of deputies and exceptions is damaged" };
    try {
        auto root = json::parse(text);
        if (!root.is_array() || root.size() > most_grants)
            return damaged;
        std::vector<Grant> grants;
        for (const auto& value : root)
            grants.push_back(TRY(from_json(value)));
        return grants;
    } catch (const json::exception&) {
        return damaged;
    }
}

Result<void> Grants::save(const std::vector<Grant>& grants) const
{
    auto root = json::array();
    for (const auto& grant : grants)
        root.push_back(to_json(grant));
    return replace_file(m_folder, file_name, root.dump(1) + "\n");
}

Result<Grant> Grants::add(Grant grant) const
{
    auto grants = TRY(all());
    if (grants.size() >= most_grants)
        return Error { "there are too many grants" };
    char id[16];
    std::snprintf(id, sizeof id, "G%04zu", grants.size() + 1);
    grant.id = id;
    grants.push_back(grant);
    TRY(save(grants));
    return grant;
}

Result<Grant> Grants::find(const std::string& id) const
{
    for (auto& grant : TRY(all())) {
        if (grant.id == id)
            return grant;
    }
    return Error { "there is no grant " + base::escaped(id) };
}

Result<void> Grants::replace(const Grant& changed) const
{
    auto grants = TRY(all());
    for (auto& grant : grants) {
        if (grant.id == changed.id)
            grant = changed;
    }
    return save(grants);
}

}
