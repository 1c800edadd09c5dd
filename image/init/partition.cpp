// SPDX-License-Identifier: MIT
#include "image/init/partition.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

namespace boot {

using namespace std::chrono_literals;

static constexpr auto patience = 30s;

// Or nothing. Who adds a disk with a root of that name gains nothing by it: it would have to hold
// the same root.
static std::string find(const std::string& name)
{
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator("/sys/class/block", failed)) {
        std::ifstream told(entry.path() / "uevent");
        for (std::string line; std::getline(told, line);) {
            if (line == "PARTNAME=" + name)
                return "/dev/" + entry.path().filename().string();
        }
    }
    return {};
}

Result<std::string> partition(const std::string& name)
{
    for (auto until = std::chrono::steady_clock::now() + patience;;) {
        if (auto path = find(name); !path.empty())
            return path;
        if (std::chrono::steady_clock::now() > until)
            return Error { "there is no partition " + name };
        std::this_thread::sleep_for(10ms); // The drivers look for disks when they get to it.
    }
}

}
