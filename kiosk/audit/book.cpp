// SPDX-License-Identifier: MIT
#include "kiosk/audit/book.h"

#include "kiosk/ledger/entry.h"

#include <algorithm>

namespace audit {

using ledger::text_in;
using nlohmann::json;

static constexpr std::size_t most_boots_named = 5;

std::uint64_t number_in(const json& entry, const char* key)
{
    auto found = entry.find(key);
    return found != entry.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

std::string name_of(const json& entry, const char* person, const char* account)
{
    auto name = text_in(entry, person);
    auto who = text_in(entry, account);
    if (name.empty() || name == who)
        return who;
    return who.empty() ? name : name + " (" + who + ")";
}

static json object_in(const json& entry, const char* key)
{
    auto found = entry.find(key);
    return found != entry.end() && found->is_object() ? *found : json::object();
}

// By what it says of itself.
static std::string stick_in(const json& entry)
{
    auto device = object_in(entry, "device");
    std::string text;
    for (const char* key : { "manufacturer", "product", "serial" })
        if (auto part = text_in(device, key); !part.empty())
            text += (text.empty() ? "" : " ") + part;
    return text.empty() ? text_in(device, "identity") : text;
}

static Totals totals_in(const json& told)
{
    Totals totals { number_in(told, "files"), number_in(told, "passed"), number_in(told, "held"),
        number_in(told, "refused"), number_in(told, "no_answer"), {} };
    const auto reasons = object_in(told, "reasons");
    for (const auto& [code, count] : reasons.items())
        if (count.is_number_unsigned())
            totals.reasons[code] = count.get<std::uint64_t>();
    return totals;
}

void Book::take(const json& entry)
{
    auto type = text_in(entry, "type");
    if (!text_in(entry, "transfer").empty())
        take_transfer(type, entry);
    if (type == "media_change")
        take_medium(entry);
    if (m_period.holds(text_in(entry, "wall")))
        take_station(type, entry);
    if (type == "boot")
        m_policy = text_in(entry, "policy_sha256");
}

void Book::take_transfer(const std::string& type, const json& entry)
{
    auto id = text_in(entry, "transfer");
    auto wall = text_in(entry, "wall");
    auto number = number_in(entry, "seq");
    auto& transfer = m_transfers[id];
    transfer.id = id;
    transfer.entries.push_back(number);
    if (type == "transfer_submit") {
        transfer.submitted = wall;
        transfer.who = name_of(entry, "submitter_person", "submitter");
        transfer.section = text_in(entry, "section");
        transfer.transfer_class = text_in(entry, "class");
        transfer.zone = text_in(entry, "zone");
        transfer.label = text_in(entry, "label");
        transfer.purpose = text_in(entry, "purpose");
        transfer.medium = text_in(entry, "medium");
    } else if (type == "media_in") {
        transfer.brought_files = number_in(entry, "files");
        transfer.stick = stick_in(entry);
    } else if (type == "transfer_manifest") {
        transfer.checked = wall;
        transfer.manifest = text_in(entry, "manifest_sha256");
        if (auto label = text_in(entry, "label"); !label.empty())
            transfer.label = label;
        if (entry.contains("totals"))
            transfer.totals = totals_in(object_in(entry, "totals"));
    } else if (type == "approval" || type == "unlock" || type == "witness" || type == "rejection") {
        auto decision = text_in(entry, "decision");
        transfer.decisions.push_back({ wall, name_of(entry, "approver_person", "approver"),
            decision.empty() ? type : decision, number });
    } else if (type == "release_done") {
        auto medium = text_in(entry, "medium");
        transfer.handed_over.push_back({ wall, name_of(entry, "releaser_person", "releaser"),
            medium.empty() ? text_in(entry, "destination") : medium, number_in(entry, "files"),
            number_in(entry, "bytes"), number });
    }
    if (type == "rejection" || type == "cancelled" || type == "interrupted"
        || type == "content_expired")
        transfer.end = type;
}

void Book::take_medium(const json& entry)
{
    auto change = text_in(entry, "change");
    auto wall = text_in(entry, "wall");
    auto by = text_in(entry, "by");
    auto number = number_in(entry, "seq");
    auto id = text_in(entry, "medium");
    if (id.empty())
        return; // A registration that began; its end names it.
    auto& medium = m_media[id];
    medium.id = id;
    medium.entries.push_back(number);
    if (change == "register") {
        medium.identity = text_in(entry, "identity");
        medium.name = text_in(entry, "name");
        medium.owner = text_in(entry, "owner");
        medium.kind = text_in(entry, "kind");
        medium.label = text_in(entry, "label");
        medium.registered = wall;
        medium.registered_by = by;
    } else if (change == "lend") {
        medium.loans.push_back(
            { wall, text_in(entry, "to"), text_in(entry, "until"), by, {}, { number } });
    } else if (change == "return" && !medium.loans.empty()) {
        medium.loans.back().returned = wall;
        medium.loans.back().entries.push_back(number);
    } else if (change == "retire") {
        medium.retired = wall;
        medium.retired_by = by;
        medium.reason = text_in(entry, "reason");
    }
}

void Book::take_engines(const json& boot)
{
    constexpr std::int64_t day = 86'400;
    m_station.engines.clear();
    const auto engines = object_in(boot, "engines");
    for (const auto& [name, engine] : engines.items()) {
        if (!engine.is_object())
            continue;
        m_station.engines.push_back(
            name + " " + text_in(engine, "version") + " (" + text_in(engine, "definitions") + ")");
        auto made = ledger::seconds_of(text_in(engine, "definitions_time"));
        auto now = ledger::seconds_of(text_in(boot, "wall"));
        if (made != 0 && now >= made)
            m_station.oldest_definitions_days
                = std::max(m_station.oldest_definitions_days, (now - made) / day);
    }
}

void Book::take_station(const std::string& type, const json& entry)
{
    static constexpr const char* for_few[] { "account_change", "grant", "media_change",
        "definitions_change", "admin_key_rotate", "key_rotate", "clock_fault", "recovery",
        "break_glass_review", "unlock", "audit_view", "audit_export", "sign_off", "policy_change",
        "backup", "restore", "clock_check", "export_failed" };
    bool is_for_few = std::ranges::find(for_few, type) != std::end(for_few)
        || (type == "approval" && text_in(entry, "decision") == "break-glass");
    if (type == "boot") {
        // Another one than at the start before, if that is known.
        is_for_few = !m_policy.empty() && text_in(entry, "policy_sha256") != m_policy;
        ++m_station.boots;
        take_engines(entry);
        m_station.boot_entries.push_back(number_in(entry, "seq"));
        if (m_station.boot_entries.size() > most_boots_named)
            m_station.boot_entries.erase(m_station.boot_entries.begin());
    } else if (type == "login_ok") {
        ++m_station.log_ins;
    } else if (type == "login_fail") {
        ++m_station.failed_log_ins;
    } else if (type == "clock_fault") {
        ++m_station.clock_faults;
    } else if (type == "device_refused" || type == "medium_refused") {
        auto stick = stick_in(entry);
        auto why = text_in(entry, "reason");
        m_refusals.push_back(
            { text_in(entry, "wall"), stick.empty() ? text_in(entry, "medium") : stick,
                why.substr(0, why.find('\n')), number_in(entry, "seq") });
    }
    if (is_for_few)
        m_privileged.push_back(entry);
}

}
