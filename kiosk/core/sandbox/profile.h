// SPDX-License-Identifier: MIT
// What a worker may do once it is locked in: a list that can be read aloud.
//
// The base of every profile: read, write and seek in descriptors it was given, its own memory
// (never executable), its own exit. Everything else is a named right. A system call that is not
// on the list ends the process (SECCOMP_RET_KILL_PROCESS).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sandbox {

enum class Action {
    Allow,
    AllowWithoutExec, // mmap, mprotect: PROT_EXEC kills.
    AllowThreadsOnly, // clone: only with the flags of a thread.
    AllowOwnChildren, // clone: no new namespace of any kind.
    AllowReadOnly, // openat: only O_RDONLY, O_CLOEXEC, O_DIRECTORY, O_NONBLOCK, O_NOCTTY.
    AllowOwnStatus, // newfstatat: only of an open descriptor (AT_EMPTY_PATH).
    AllowRequest, // ioctl: only this request.
    Deny, // EPERM, for a library that asks and lives with no.
    Absent, // ENOSYS, for a library that has another way.
};

enum class Threads { None, Allowed };
enum class Programs { None, Allowed };

struct Rule {
    int system_call; // Number of this architecture (libseccomp's SCMP_SYS).
    Action action;
    std::uint64_t request { 0 }; // Of AllowRequest.
};

class Profile {
public:
    // `name` is the worker's name; it shows in reports and in the golden table of rights.
    explicit Profile(std::string name);

    // Threads of its own (no processes).
    Profile& allow_threads();
    // A private, empty tmpfs at /tmp, `bytes` large, gone with the process, with the right to make,
    // read, write and remove files in it, and nothing outside it.
    Profile& allow_private_files(std::uint64_t bytes);
    // A read-only look at these paths of the station (fonts, a library's own data).
    Profile& allow_reading(std::vector<std::string> paths);
    // One folder of the station, to read, write, make, rename and remove files in it: for the few
    // processes of ours that keep something. Parsers never hold this.
    Profile& allow_writing_beneath(std::string folder);
    // Processes and programs of its own, for an engine that is a program: a wide list, without
    // sockets, namespaces, mounts, ptrace, keys, BPF or modules. Executable memory is allowed, for
    // its dynamic linker. Files must be allowed before.
    Profile& allow_programs();
    // One more system call that a library needs; say why at the call.
    Profile& allow(int system_call);
    // One request of ioctl(2), on descriptors it was given.
    Profile& allow_ioctl(std::uint64_t request);
    // Answer EPERM or ENOSYS instead of ending the process; say why at the call.
    Profile& deny(int system_call);
    Profile& absent(int system_call);

    const std::string& name() const { return m_name; }
    const std::vector<Rule>& rules() const { return m_rules; }
    const std::vector<std::string>& readable_paths() const { return m_readable_paths; }
    const std::string& writable_folder() const { return m_writable_folder; }
    std::uint64_t private_bytes() const { return m_private_bytes; }
    Threads threads() const { return m_threads; }
    Programs programs() const { return m_programs; }
    bool uses_files() const { return m_private_bytes != 0 || !m_readable_paths.empty(); }

private:
    void add(int system_call, Action);

    std::string m_name;
    std::vector<Rule> m_rules;
    std::vector<std::string> m_readable_paths;
    std::string m_writable_folder;
    std::uint64_t m_private_bytes { 0 };
    Threads m_threads { Threads::None };
    Programs m_programs { Programs::None };
};

}
