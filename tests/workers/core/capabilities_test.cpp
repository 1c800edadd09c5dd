// SPDX-License-Identifier: MIT
#include "kiosk/core/sandbox/capabilities.h"

#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

// Name -> value of /proc/self/status.
static std::map<std::string, std::string> status_of_self()
{
    std::map<std::string, std::string> status;
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (auto colon = line.find(":\t"); colon != std::string::npos)
            status[line.substr(0, colon)] = line.substr(colon + 2);
    return status;
}

static bool nothing_is_held(bool is_bounded)
{
    if (!sandbox::drop_capabilities())
        return false;
    auto status = status_of_self();
    static const std::string none(16, '0');
    for (const char* set : { "CapInh", "CapPrm", "CapEff", "CapAmb" })
        if (status[set] != none)
            return false;
    return status["NoNewPrivs"] == "1" && (!is_bounded || status["CapBnd"] == none);
}

static int status_of_child(uid_t user)
{
    auto child = fork();
    if (child == 0) {
        bool is_user = geteuid() == user || setresuid(user, user, user) == 0;
        _exit(is_user && nothing_is_held(user == 0) ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return status;
}

TEST(Capabilities, AreDroppedByWhoeverRunsTheStation)
{
    constexpr uid_t ordinary = 65534;
    EXPECT_EQ(status_of_child(geteuid()), 0);
    if (geteuid() == 0) {
        EXPECT_EQ(status_of_child(ordinary), 0) << "an ordinary user";
    }
}
