// SPDX-License-Identifier: MIT
#include "image/init/partition.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

namespace boot {

using namespace std::chrono_literals;

static constexpr auto patience = 30s;

static std::vector<std::string> find(const std::string& name)
{
    std::vector<std::string> found;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator("/sys/class/block", failed)) {
        std::ifstream told(entry.path() / "uevent");
        for (std::string line; std::getline(told, line);) {
            if (line == "PARTNAME=" + name)
                found.push_back("/dev/" + entry.path().filename().string());
        }
    }
    return found;
}

static Result<std::vector<std::string>> partitions(const std::string& name)
{
    for (auto until = std::chrono::steady_clock::now() + patience;;) {
        if (auto paths = find(name); !paths.empty())
            return paths;
        if (std::chrono::steady_clock::now() > until)
            return Error { "there is no partition " + name };
        std::this_thread::sleep_for(10ms); // The drivers look for disks when they get to it.
    }
}

// Who adds a disk with a root of that name gains nothing by it: it would have to hold the same.
Result<std::string> partition(const std::string& name)
{
    return TRY(partitions(name)).front();
}

Result<std::string> only_partition(const std::string& name)
{
    auto paths = TRY(partitions(name));
    if (paths.size() > 1)
        return Error { "there is more than one partition " + name };
    return paths.front();
}

}
