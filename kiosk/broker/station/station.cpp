// SPDX-License-Identifier: MIT
#include "kiosk/broker/station/station.h"

#include "kiosk/broker/road/report.h"
#include "kiosk/ledger/backup.h"
#include "policy/verdict/judge.h"

#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

Result<void> Station::make_folders() const
{
    std::error_code error;
    std::filesystem::create_directories(m_places.state, error);
    if (error)
        return Error { m_places.state + ": " + error.message() };
    for (const char* name : { "ledger", "quarantine", "outputs", "people", "media", "definitions",
             "transfers", "release", "policies" }) {
        auto path = folder(name);
        std::filesystem::create_directories(path, error);
        if (error)
            return Error { path + ": " + error.message() };
        std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
        if (error)
            return Error { path + ": " + error.message() };
    }
    return {};
}

Result<void> Station::read_policy()
{
    auto path = m_places.policy.empty() ? m_places.share + "/station.policy.toml" : m_places.policy;
    auto text = TRY(read_text_file(path, policy::max_policy_bytes));
    if (!m_places.policy.empty())
        m_given_policy = base::to_hex(base::sha256(base::view_of(text)));
    if (auto active = TRY(m_policies.active(m_given_policy)))
        return take_policy(TRY(m_policies.text(*active)), "policies/" + *active + ".toml");
    return take_policy(std::move(text), path);
}

Result<void> Station::take_policy(std::string text, const std::string& name)
{
    auto taken = std::make_unique<InForce>();
    taken->policy = TRY(policy::parse_policy(text, name));
    taken->sha256 = base::to_hex(base::sha256(base::view_of(text)));
    taken->text = std::move(text);
    m_in_force = taken.get();
    m_all_policies.push_back(std::move(taken));
    return {};
}

Result<void> Station::put_policy_in_force(const std::string& text)
{
    auto before = policy().usb;
    TRY(take_policy(text, "policy"));
    if (before.input != policy().usb.input || before.output != policy().usb.output) {
        m_gate.reset(); // It closes its ports; another one knows the new ones.
        m_gate_restarts = 0;
    }
    start_engines();
    return {};
}

Result<std::unique_ptr<Station>> Station::open(Places places, const base::Clock& clock)
{
    std::unique_ptr<Station> station(new Station(std::move(places), clock));
    auto& self = *station;
    TRY(self.read_policy());
    TRY(self.make_folders());
    self.m_quarantine.emplace(TRY(quarantine::Store::open(self.folder("quarantine"))));
    self.m_outputs.emplace(TRY(quarantine::Store::open(self.folder("outputs"))));
    self.m_ledger = TRY(
        ledger::Client::start(self.m_places.programs + "/sekisho-ledger", self.folder("ledger")));
    self.start_engines();
    TRY(self.record({ { "type", "boot" }, { "policy_sha256", self.policy_sha256() },
        { "heartbeat_seconds", self.m_places.heartbeat.count() },
        { "engines", to_json(self.m_engines) } }));
    TRY(self.record_overridden());
    TRY(self.record_restore());
    return station;
}

// Whoever can start the station may give it a file in place of what two people put in force.
Result<void> Station::record_overridden()
{
    auto decided = TRY(m_policies.active({}));
    if (!decided || *decided == policy_sha256())
        return {};
    TRY(record({ { "type", "policy_change" }, { "change", "override" },
        { "policy_sha256", policy_sha256() }, { "replaces_sha256", *decided },
        { "reason", "the station was started with another file" } }));
    return {};
}

// The first words of a ledger that goes on where another one ended.
Result<void> Station::record_restore()
{
    auto path = folder(ledger::restored_name);
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return {};
    auto before = json::parse(TRY(read_text_file(path, 4096)), nullptr, false);
    if (!before.is_object())
        return Error { "what was restored is not known: " + path + " is damaged" };
    TRY(record({ { "type", "restore" }, { "before", before } }));
    std::filesystem::remove(path, error);
    return {};
}

Result<gate::Client*> Station::usb_gate()
{
    auto ports = policy().usb.input;
    ports.insert(ports.end(), policy().usb.output.begin(), policy().usb.output.end());
    if (ports.empty())
        return Error { "the policy names no port for sticks: [usb] input_ports" };
    if (!m_gate)
        m_gate = TRY(gate::Client::start(m_places.programs + "/sekisho-gate", ports));
    // It closed its ports; what it was asked meanwhile has its own end.
    if (auto restarts = m_gate->restarts(); restarts != m_gate_restarts) {
        TRY(record({ { "type", "gate_restarted" }, { "times", restarts } }));
        m_gate_restarts = restarts;
    }
    return m_gate.get();
}

void Station::start_engines()
{
    m_definitions = choose_definitions(folder("definitions/current"), m_places.share);
    m_workers = std::make_unique<Workers>(m_places.programs, words_for(m_definitions, policy()));
    m_engines = bring_up(*m_workers, m_definitions, policy());
}

std::int64_t Station::now() const
{
    return std::chrono::duration_cast<std::chrono::seconds>(m_clock.now().time_since_epoch())
        .count();
}

std::vector<policy::Reason> Station::ailments() const
{
    return policy::judge_engines(policy(), m_engines, now());
}

Result<std::uint64_t> Station::record(const json& entry)
{
    auto taken
        = TRY(m_ledger->append({ entry.dump(-1, ' ', true, json::error_handler_t::replace) }));
    return taken.first;
}

}
