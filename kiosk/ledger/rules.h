// SPDX-License-Identifier: MIT
// What entries must say about each other, whoever signed them: numbers, clock, boots, two persons,
// one content from check to release (P6, P7).
#pragma once

#include "kiosk/ledger/entry.h"

#include <functional>
#include <map>
#include <set>

namespace ledger {

class Rules {
public:
    enum class Weight { Breach, Remark };
    using Say = std::function<void(Weight, const char* check, const std::string& what)>;

    explicit Rules(Say say)
        : m_say(std::move(say))
    {
    }

    void check(std::uint64_t index, const nlohmann::json& entry);

private:
    struct Trail { // What the entries of one transfer must agree on.
        std::string submitter;
        std::string manifest;
        std::set<std::string> approvers; // Persons.
        bool without_people { false };
    };
    void check_time(const std::string& where, const nlohmann::json& entry);
    void check_heartbeat(const std::string& where, const nlohmann::json& entry);
    void check_trail(const std::string& where, const nlohmann::json& entry);
    void check_policy(const std::string& where, const nlohmann::json& entry);

    Say m_say;
    std::map<std::string, Trail> m_trails;
    std::map<std::string, std::string> m_proposers; // Persons, by the hash of the policy.
    std::string m_wall;
    std::string m_boot;
    std::uint64_t m_boot_number { 0 };
    std::uint64_t m_mono { 0 };
    std::uint64_t m_heartbeat { 0 }; // Seconds promised by the broker that runs; 0: none.
};

}
