// SPDX-License-Identifier: MIT
#include "kiosk/core/wire/launch.h"

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

namespace wire {

Result<Launched> launch(const std::string& program, const std::vector<std::string>& words)
{
    auto [ours, theirs] = TRY(Channel::pair());
    auto name = program.substr(program.rfind('/') + 1);
    std::vector<std::string> all { name };
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    pointers.reserve(all.size() + 1);
    for (auto& word : all)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    char* no_environment[] { nullptr };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, theirs.socket().get(), 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, 4);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    Launched launched;
    auto error = posix_spawn(
        &launched.process, program.c_str(), &actions, &attributes, pointers.data(), no_environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        errno = error;
        return base::system_error(name);
    }
    launched.channel = std::move(ours);
    return launched;
}

int wait_for_end(pid_t process)
{
    int status = 0;
    while (process > 0 && waitpid(process, &status, 0) < 0 && errno == EINTR) { }
    return status;
}

}
