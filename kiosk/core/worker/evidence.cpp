// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/evidence.h"

#include <array>
#include <charconv>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace worker {

static Result<std::string> read_text(const std::string& path)
{
    base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("proc");
    std::array<char, 8192> text;
    auto count = read(file.get(), text.data(), text.size());
    if (count <= 0)
        return base::system_error("proc");
    return std::string(text.data(), static_cast<std::size_t>(count));
}

// The rest of the line that begins with `key`, without blanks in front.
static Result<std::string> value_of(const std::string& text, const std::string& key)
{
    auto at = text.find("\n" + key + ":");
    if (at == std::string::npos)
        return Error { "sandbox: the kernel does not tell " + key };
    auto start = text.find_first_not_of(" \t", at + key.size() + 2);
    auto end = text.find('\n', at + 1);
    if (start == std::string::npos || end == std::string::npos || start >= end)
        return Error { "sandbox: the kernel does not tell " + key };
    return text.substr(start, end - start);
}

Result<pid_t> process_of(const base::Descriptor& pidfd)
{
    auto text = TRY(read_text("/proc/self/fdinfo/" + std::to_string(pidfd.get())));
    auto number = TRY(value_of(text, "Pid"));
    pid_t process = -1;
    std::from_chars(number.data(), number.data() + number.size(), process);
    if (process <= 0) // -1: it has ended.
        return Error { "sandbox: the process is gone" };
    return process;
}

Result<void> check_namespaces(pid_t process)
{
    for (const char* name : { "user", "mnt", "pid", "net", "ipc", "uts", "cgroup" }) {
        char own[64] {};
        char theirs[64] {};
        auto path = [&](const std::string& who) { return "/proc/" + who + "/ns/" + name; };
        if (readlink(path("self").c_str(), own, sizeof own - 1) <= 0
            || readlink(path(std::to_string(process)).c_str(), theirs, sizeof theirs - 1) <= 0)
            return Error { std::string("sandbox: cannot see the namespace ") + name };
        if (std::string_view(own) == theirs)
            return Error { std::string("sandbox: the namespace is ours: ") + name };
    }
    return {};
}

static Result<void> check_descriptors(pid_t process)
{
    auto path = "/proc/" + std::to_string(process) + "/fd";
    std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(path.c_str()), closedir);
    if (!folder)
        return Error { "sandbox: cannot count descriptors" };
    int count = 0;
    while (auto* entry = readdir(folder.get())) {
        if (entry->d_name[0] == '.')
            continue;
        if (entry->d_name[1] != '\0' || entry->d_name[0] > '3')
            return Error { "sandbox: a descriptor too many" };
        ++count;
    }
    return count == 4 ? Result<void> {} : Error { "sandbox: a descriptor is missing" };
}

Result<void> check_locked_in(pid_t process)
{
    auto text = TRY(read_text("/proc/" + std::to_string(process) + "/status"));
    if (TRY(value_of(text, "Seccomp")) != "2")
        return Error { "sandbox: no seccomp filter" };
    if (TRY(value_of(text, "NoNewPrivs")) != "1")
        return Error { "sandbox: new privileges are possible" };
    for (const char* set : { "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb" }) {
        if (TRY(value_of(text, set)) != "0000000000000000")
            return Error { std::string("sandbox: capabilities left in ") + set };
    }
    if (TRY(value_of(text, "NSpid")).find('\t') == std::string::npos)
        return Error { "sandbox: no PID namespace of its own" };
    return check_descriptors(process);
}

}
