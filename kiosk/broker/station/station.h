// SPDX-License-Identifier: MIT
// The station as it stands: its folders, its policy, its engines, its ledger, its people.
#pragma once

#include "kiosk/broker/engines/engines.h"
#include "kiosk/broker/policies/policies.h"
#include "kiosk/broker/station/files.h"
#include "kiosk/core/base/clock.h"
#include "kiosk/intake/gate/client.h"
#include "kiosk/ledger/client.h"
#include "kiosk/quarantine/store.h"
#include "policy/language/parse.h"
#include "policy/verdict/reason.h"

#include <atomic>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>

namespace broker {

struct Places {
    std::string state; // Ours alone, mode 0700.
    std::string programs; // Workers, sekisho-ledger, sekisho-release.
    std::string share; // What came with the program: rules, test definitions, policies.
    std::string policy; // A file; empty: the one that came with the program. See Policies::active.
    std::string devices {}; // Where dev/ and sys/class/hidraw/ lie; empty: the machine's own.
    std::chrono::seconds heartbeat { 0 }; // How long the ledger may be silent; 0: as long as it is.
};

class Station {
public:
    // Makes the state folder where it is missing, reads the policy, starts the ledger and brings up
    // the engines. An Error names the file and line where it is the policy.
    static Result<std::unique_ptr<Station>> open(Places, const base::Clock&);

    const Places& places() const { return m_places; }
    // What is in force now. A reference stays good when another policy takes its place.
    const policy::Policy& policy() const { return m_in_force.load()->policy; }
    const std::string& policy_sha256() const { return m_in_force.load()->sha256; }
    const std::string& policy_text() const { return m_in_force.load()->text; }
    const Policies& policies() const { return m_policies; }
    // Of the file that the station was started with; empty: it was given none.
    const std::string& given_policy() const { return m_given_policy; }
    // From now on, with engines that are started anew. Nobody may be using workers or ports.
    Result<void> put_policy_in_force(const std::string& text);
    const std::vector<policy::EngineFacts>& engines() const { return m_engines; }
    const Definitions& definitions() const { return m_definitions; }
    const quarantine::Store& quarantine() const { return *m_quarantine; }
    const quarantine::Store& outputs() const { return *m_outputs; }
    const base::Clock& clock() const { return m_clock; }
    Workers& workers() { return *m_workers; }
    ledger::Client& ledger() { return *m_ledger; }
    // The gate of the policy's media ports, started when it is first wanted.
    Result<gate::Client*> usb_gate();

    std::int64_t now() const; // Seconds since 1970 UTC.

    // Anew, with the definitions that are there now. Nobody may be using the workers.
    void start_engines();

    // Why no file could pass now: engines that are not ready, definitions too old. Empty: fit.
    std::vector<policy::Reason> ailments() const;

    // One entry, covered by a durable checkpoint when it returns. Gives its number.
    Result<std::uint64_t> record(const nlohmann::json& entry);

    std::string folder(const std::string& name) const { return m_places.state + "/" + name; }

private:
    explicit Station(Places places, const base::Clock& clock)
        : m_places(std::move(places))
        , m_clock(clock)
        , m_policies(folder("policies"))
    {
    }
    struct InForce {
        policy::Policy policy;
        std::string sha256;
        std::string text;
    };
    Result<void> make_folders() const;
    Result<void> read_policy();
    Result<void> record_overridden();
    Result<void> record_restore();
    Result<void> take_policy(std::string text, const std::string& name);

    Places m_places;
    const base::Clock& m_clock;
    Policies m_policies;
    std::vector<std::unique_ptr<const InForce>> m_all_policies; // Somebody may still read any.
    std::atomic<const InForce*> m_in_force { nullptr };
    std::string m_given_policy;
    Definitions m_definitions;
    std::vector<policy::EngineFacts> m_engines;
    std::optional<quarantine::Store> m_quarantine;
    std::optional<quarantine::Store> m_outputs;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<ledger::Client> m_ledger;
    std::unique_ptr<gate::Client> m_gate;
    std::uint64_t m_gate_restarts { 0 }; // Those that the ledger has.
};

}
