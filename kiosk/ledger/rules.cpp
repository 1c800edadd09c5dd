// SPDX-License-Identifier: MIT
#include "kiosk/ledger/rules.h"

namespace ledger {

using nlohmann::json;

static std::uint64_t number_in(const json& entry, const char* key)
{
    auto found = entry.find(key);
    return found != entry.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

void Rules::check(std::uint64_t index, const json& entry)
{
    auto where = "entry " + std::to_string(index);
    if (number_in(entry, "seq") != index)
        m_say(Weight::Breach, "entry", where + " has another number");
    check_heartbeat(where, entry);
    check_time(where, entry);
    check_trail(where, entry);
    check_policy(where, entry);
}

// Time is data and may step; but then the entry says so.
void Rules::check_time(const std::string& where, const json& entry)
{
    auto wall = text_in(entry, "wall");
    auto boot = text_in(entry, "boot_id");
    auto number = number_in(entry, "boot_n");
    auto mono = number_in(entry, "mono_ns");
    bool is_fault = text_in(entry, "type") == "clock_fault";
    if (!is_fault && wall < m_wall)
        m_say(Weight::Breach, "clock", where + ": the clock went back, and nothing says so");
    if (!is_fault && boot == m_boot && mono < m_mono)
        m_say(Weight::Breach, "clock", where + ": the time since boot went back");
    if (number != m_boot_number + (boot == m_boot ? 0u : 1u))
        m_say(Weight::Breach, "boot", where + ": not the boot that comes next");
    if (is_fault)
        m_say(Weight::Remark, "clock",
            where + ": the clock was set, after " + m_wall + " to " + wall);
    m_wall = wall;
    m_boot = boot;
    m_boot_number = number;
    m_mono = mono;
}

// A silence cannot be proved to be a lie: the machine may have stood still.
void Rules::check_heartbeat(const std::string& where, const json& entry)
{
    constexpr std::uint64_t second = 1'000'000'000;
    auto type = text_in(entry, "type");
    auto mono = number_in(entry, "mono_ns");
    if (m_heartbeat > 0 && type != "boot" && text_in(entry, "boot_id") == m_boot && mono > m_mono
        && (mono - m_mono) / second > 2 * m_heartbeat)
        m_say(Weight::Remark, "heartbeat",
            where + ": silence for " + std::to_string((mono - m_mono) / second)
                + " seconds before it");
    if (type == "boot")
        m_heartbeat = std::min<std::uint64_t>(number_in(entry, "heartbeat_seconds"), 1'000'000);
    else if (type == "shutdown")
        m_heartbeat = 0;
}

// A proposal may stand in the ledger that a restored station had before.
void Rules::check_policy(const std::string& where, const json& entry)
{
    if (text_in(entry, "type") != "policy_change")
        return;
    auto change = text_in(entry, "change");
    auto person = text_in(entry, "person");
    auto policy = text_in(entry, "policy_sha256");
    if (change == "propose") {
        m_proposers[policy] = person;
    } else if (change == "activate") {
        auto known = m_proposers.find(policy);
        auto proposer = known == m_proposers.end() ? text_in(entry, "proposer") : known->second;
        if (person.empty() || proposer.empty() || person == proposer)
            m_say(Weight::Breach, "people", where + ": one person alone put a policy in force");
    } else if (change == "override") {
        m_say(Weight::Remark, "people",
            where + ": the station was started with another policy than was put in force");
    }
}

void Rules::check_trail(const std::string& where, const json& entry)
{
    auto type = text_in(entry, "type");
    auto id = text_in(entry, "transfer");
    if (id.empty())
        return;
    auto& trail = m_trails[id];
    auto manifest = text_in(entry, "manifest_sha256");
    if (type == "transfer_submit") {
        trail.submitter = text_in(entry, "submitter_person");
        trail.without_people = text_in(entry, "mode") == "bench";
    } else if (type == "transfer_manifest") {
        trail.manifest = manifest;
    } else if (type == "approval") {
        auto person = text_in(entry, "approver_person");
        if (person.empty() || person == trail.submitter
            || (!trail.submitter.empty()
                && text_in(entry, "approver_deputy_for") == trail.submitter))
            m_say(Weight::Breach, "people", where + ": the submitter approved");
        if (manifest != trail.manifest)
            m_say(Weight::Breach, "people",
                where + ": another content was approved than was checked");
        trail.approvers.insert(person);
    } else if (type == "release_intent" || type == "release_done") {
        if (manifest != trail.manifest || manifest.empty())
            m_say(Weight::Breach, "release",
                where + ": another content was released than was checked");
        if (!trail.without_people && trail.approvers.empty())
            m_say(Weight::Breach, "release", where + ": released without approval");
    }
}

}
