// SPDX-License-Identifier: MIT
#include "kiosk/broker/selftest/fitness.h"

#include "kiosk/broker/road/report.h"
#include "kiosk/core/base/sha256.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <sys/utsname.h>

namespace broker {

namespace fs = std::filesystem;
using nlohmann::json;

static constexpr std::int64_t longest_memory = 86'400; // A day, in seconds.
static constexpr auto memory_name = "selftest.json";

static Result<void> add_tree(json& all, const std::string& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        if (entry.is_regular_file(error))
            files.push_back(entry.path());
    }
    if (error)
        return Error { "self-test: " + error.message() };
    std::ranges::sort(files);
    for (const auto& path : files) {
        base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file)
            return base::system_error("self-test");
        all.push_back({ path.string(), base::to_hex(TRY(base::sha256_of_file(file))) });
    }
    return {};
}

// Libraries are not ours to hash one by one; any change of packages shows in dpkg's own record.
static json packages()
{
    struct stat status { };
    if (stat("/var/lib/dpkg/status", &status) != 0)
        return nullptr;
    return { status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec };
}

static Result<std::string> key_of(const Station& station)
{
    utsname machine {};
    if (uname(&machine) != 0)
        return base::system_error("uname");
    json all { machine.release, machine.version, packages(), station.policy_sha256(),
        to_json(station.engines()) };
    const auto& definitions = station.definitions();
    for (const auto& folder : { station.places().programs, definitions.clamav, definitions.yara })
        TRY(add_tree(all, folder));
    return base::to_hex(base::sha256(base::view_of(all.dump())));
}

static std::optional<json> memory_of(const Station& station)
{
    auto text = read_text_file(station.folder(memory_name), 4096);
    if (!text)
        return std::nullopt;
    auto memory = json::parse(text.value(), nullptr, false);
    if (!memory.is_object() || memory.size() != 2 || !memory["time"].is_number_integer())
        return std::nullopt;
    return memory;
}

std::optional<std::int64_t> last_passed(const Station& station)
{
    auto memory = memory_of(station);
    return memory ? std::optional((*memory)["time"].get<std::int64_t>()) : std::nullopt;
}

static bool is_remembered(const Station& station, const std::string& key)
{
    auto memory = memory_of(station);
    if (!memory || (*memory)["key"] != key)
        return false;
    auto age = station.now() - (*memory)["time"].get<std::int64_t>();
    return age >= 0 && age < longest_memory;
}

std::string failure_in(std::vector<SelfCheck> checks, const std::vector<policy::Reason>& ailments)
{
    auto is_of_age = [](const policy::Reason& reason) {
        return reason.code == policy::ReasonCode::DefinitionsStale
            || reason.code == policy::ReasonCode::TestDefinitions;
    };
    if (!ailments.empty() && std::ranges::all_of(ailments, is_of_age))
        std::erase_if(
            checks, [](const SelfCheck& check) { return check.kind == SelfCheck::Kind::MustPass; });
    return first_failure(checks);
}

Result<Fitness> check_fitness(Station& station, Memory memory)
{
    auto key = TRY(key_of(station));
    if (memory == Memory::Trusted && is_remembered(station, key))
        return Fitness { Fitness::Source::Remembered, "" };
    // A failure before the end leaves no old memory behind.
    std::error_code ignored;
    fs::remove(station.folder(memory_name), ignored);
    auto checks = TRY(run_self_test(station));
    Fitness fitness { Fitness::Source::Tested, failure_in(std::move(checks), station.ailments()) };
    if (fitness.failure.empty())
        TRY(replace_file(station.places().state, memory_name,
            json { { "key", key }, { "time", station.now() } }.dump()));
    return fitness;
}

}
