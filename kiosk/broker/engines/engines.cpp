// SPDX-License-Identifier: MIT
#include "kiosk/broker/engines/engines.h"

#include "kiosk/broker/ask/clamav.h"
#include "kiosk/broker/ask/command.h"
#include "kiosk/broker/ask/type.h"
#include "kiosk/broker/ask/yara.h"

#include <algorithm>
#include <filesystem>

namespace broker {

static bool has_files_ending(const std::string& folder, std::initializer_list<const char*> endings)
{
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (std::ranges::find(endings, entry.path().extension().string()) != endings.end())
            return true;
    }
    return false;
}

Definitions choose_definitions(const std::string& set, const std::string& share_folder)
{
    static constexpr auto system_folder = "/var/lib/clamav";
    const auto signatures = { ".cvd", ".cld", ".ndb", ".hdb", ".hsb", ".ldb" };
    Definitions definitions;
    auto own = set + "/clamav";
    if (has_files_ending(own, signatures)) {
        definitions.clamav = own;
    } else if (has_files_ending(system_folder, signatures)) {
        definitions.clamav = system_folder;
    } else {
        definitions.clamav = share_folder + "/clamav-test-definitions";
        definitions.clamav_built_in = true;
    }
    definitions.trust = set + "/trust";
    auto own_rules = set + "/yara";
    definitions.yara = has_files_ending(own_rules, { ".yar", ".yara" })
        ? own_rules
        : share_folder + "/yara-rules";
    return definitions;
}

std::map<std::string, std::vector<std::string>> words_for(
    const Definitions& definitions, const policy::Policy& policy)
{
    std::map<std::string, std::vector<std::string>> words {
        { "scanners-clamav", { definitions.clamav } },
        { "scanners-yara", { definitions.yara } },
        { "scanners-signature",
            { policy.signatures.trust.empty() ? definitions.trust : policy.signatures.trust } },
    };
    for (const auto& command : policy.scanners.commands)
        words["scanners-command:" + command.name] = command.argv;
    return words;
}

static policy::EngineFacts facts_or_failure(
    const std::string& name, Result<policy::EngineFacts> facts)
{
    if (facts)
        return facts.take();
    policy::EngineFacts failed;
    failed.name = name;
    failed.version = facts.error().message;
    return failed;
}

std::vector<policy::EngineFacts> bring_up(
    Workers& workers, const Definitions& definitions, const policy::Policy& policy)
{
    std::vector<policy::EngineFacts> engines;
    engines.push_back(facts_or_failure("type", ask_type_engine(workers)));
    engines.push_back(facts_or_failure("clamav", ask_clamav_engine(workers)));
    engines.back().built_in_test_set = definitions.clamav_built_in;
    engines.push_back(facts_or_failure("yara", ask_yara_engine(workers)));
    for (const auto& command : policy.scanners.commands)
        engines.push_back(
            facts_or_failure("command:" + command.name, ask_command_engine(workers, command)));
    return engines;
}

}
