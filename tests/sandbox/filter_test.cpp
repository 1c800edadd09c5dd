// SPDX-License-Identifier: MIT
// Every system call of this architecture under every profile, against a table that only a person
// changes; and the calls whose arguments matter.
#include "kiosk/core/sandbox/filter.h"
#include "tests/sandbox/profiles.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <linux/fs.h>
#include <linux/usbdevice_fs.h>
#include <sched.h>
#include <seccomp.h>
#include <set>
#include <sstream>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static constexpr int last_call = 500;
static constexpr int fine = 0, denied = 40, absent = 41; // Exit statuses of the child.

// What a child that took the filter upon itself did with `act`: its wait status.
static int status_under(base::View filter, const std::function<int()>& act)
{
    auto child = fork();
    if (child == 0) {
        alarm(2); // For calls that wait.
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !sandbox::install_filter(filter))
            syscall(SYS_exit_group, 99);
        auto status = act();
        syscall(SYS_exit_group, status);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

static bool is_killed(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

static std::string name_of(int call)
{
    char* name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_X86_64, call);
    std::string text = name ? name : std::to_string(call);
    std::free(name);
    return text;
}

// Returns from a signal that never came, to nowhere: with whatever lies on the stack instead, the
// child might go on somewhere in this test.
[[noreturn]] static void return_to_nowhere()
{
    alignas(64) static unsigned char frame[4096]; // All zeros: the next instruction is at 0.
    asm volatile("mov %0, %%rsp\n\tsyscall"
                 :
                 : "r"(frame + 1024), "a"(SYS_rt_sigreturn)
                 : "memory");
    __builtin_unreachable();
}

// Without a stack frame: the child of a vfork() shares its parent's, and a return from here would
// leave the parent to go on somewhere else. Bad pointers and descriptors, unless `first` is given.
[[gnu::always_inline]] static inline long bare_call(long call, long first = -1)
{
    long result = call;
    register long fourth asm("r10") = -1;
    register long fifth asm("r8") = -1;
    register long sixth asm("r9") = -1;
    asm volatile("syscall"
                 : "+a"(result)
                 : "D"(first), "S"(-1L), "d"(-1L), "r"(fourth), "r"(fifth), "r"(sixth)
                 : "rcx", "r11", "memory");
    return result;
}

// One line for each call that does not end the process.
static std::string table_of(const sandbox::Profile& profile)
{
    auto filter = sandbox::compile_filter(profile).take();
    std::ostringstream table;
    for (int call = 0; call <= last_call; ++call) {
        // uretprobe and uprobe (Linux 6.11): no filter sees them, and whoever calls them outside a
        // probe ends by SIGILL.
        if (call == 335 || call == 336)
            continue;
        // The filter is asked, the kernel does nothing.
        auto status = status_under(filter, [call]() -> int {
            if (call == SYS_rt_sigreturn)
                return_to_nowhere();
            auto result = bare_call(call);
            bare_call(SYS_exit_group,
                result == -EPERM        ? denied
                    : result == -ENOSYS ? absent
                                        : fine);
            __builtin_unreachable();
        });
        if (is_killed(status))
            continue;
        bool says_no = WIFEXITED(status) && WEXITSTATUS(status) == denied;
        bool says_absent = WIFEXITED(status) && WEXITSTATUS(status) == absent;
        table << name_of(call) << (says_no ? " denied" : says_absent ? " absent" : "") << '\n';
    }
    return table.str();
}

TEST(EveryProfile, OfEveryWorkerIsAttackedHere)
{
    std::istringstream words(SEKISHO_PROFILES);
    std::multiset<std::string> built { std::istream_iterator<std::string>(words), {} };
    std::multiset<std::string> attacked;
    for (const auto& profile : attack::every_profile())
        attacked.insert(profile.name());
    EXPECT_EQ(attacked, built);
}

class Profiles : public testing::TestWithParam<sandbox::Profile> { };

TEST_P(Profiles, AllowExactlyWhatTheGoldenTableSays)
{
    auto path = std::string(SEKISHO_SOURCE "/tests/sandbox/golden/") + GetParam().name() + ".txt";
    auto table = table_of(GetParam());
    if (std::getenv("SEKISHO_WRITE_GOLDEN"))
        std::ofstream(path) << table;
    std::ifstream file(path);
    std::string golden(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(table, golden) << "a right was added or taken away: " << path;
    EXPECT_FALSE(golden.empty());
}

TEST_P(Profiles, EndTheProcessForOtherEntriesIntoTheKernel)
{
    auto filter = sandbox::compile_filter(GetParam()).take();
    EXPECT_TRUE(is_killed(status_under(filter, [] { // x32
        return static_cast<int>(syscall(0x40000000 | SYS_read, -1, nullptr, 0));
    })));
    auto by_interrupt = status_under(filter, [] { // The 32-bit table: 20 is getpid.
        int result = 20;
        asm volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
        return 0;
    });
    // A kernel without 32-bit entries raises SIGSEGV.
    EXPECT_TRUE(WIFSIGNALED(by_interrupt)) << by_interrupt;
}

TEST_P(Profiles, GiveNoExecutableMemoryToAParser)
{
    if (GetParam().programs() == sandbox::Programs::Allowed)
        return; // A program needs its dynamic linker; its private files cannot be executed.
    auto filter = sandbox::compile_filter(GetParam()).take();
    EXPECT_TRUE(is_killed(status_under(filter, [] {
        mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return 0;
    })));
    void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    EXPECT_TRUE(is_killed(status_under(filter, [page] {
        mprotect(page, 4096, PROT_READ | PROT_EXEC);
        return 0;
    })));
    munmap(page, 4096);
}

// The table cannot show them: each profile's requests of ioctl(2), among all that usbfs knows and
// those of terminals and block devices.
TEST_P(Profiles, AllowOnlyTheirOwnRequestsOfIoctl)
{
    std::set<std::uint64_t> allowed;
    auto any = false;
    for (const auto& rule : GetParam().rules()) {
        if (rule.action == sandbox::Action::AllowRequest)
            allowed.insert(rule.request);
        else if (rule.system_call == SYS_ioctl)
            any = true;
    }
    if (any)
        return; // The golden table tells how.
    EXPECT_TRUE(allowed.empty() || GetParam().name() == "intake-usb");
    EXPECT_LE(allowed.size(), 12u);
    std::set<std::uint64_t> asked { TIOCSTI, TIOCLINUX, BLKDISCARD, BLKROSET, FIONREAD, FICLONE,
        USBDEVFS_RESET, USBDEVFS_IOCTL, USBDEVFS_SETCONFIGURATION, USBDEVFS_DISCONNECT,
        USBDEVFS_CONNECT, USBDEVFS_DISCONNECT_CLAIM, USBDEVFS_CLAIM_PORT, USBDEVFS_BULK,
        USBDEVFS_GETDRIVER, USBDEVFS_ALLOC_STREAMS, USBDEVFS_DROP_PRIVILEGES };
    asked.insert(allowed.begin(), allowed.end());
    auto filter = sandbox::compile_filter(GetParam()).take();
    for (auto request : asked) {
        auto status = status_under(filter, [request] {
            syscall(SYS_ioctl, -1, request, 0);
            return 0;
        });
        EXPECT_EQ(!is_killed(status), allowed.contains(request)) << request;
    }
}

TEST_P(Profiles, OpenNoSocketAndLeaveNoNamespace)
{
    auto filter = sandbox::compile_filter(GetParam()).take();
    for (int family = 0; family < 46; ++family) {
        auto status = status_under(
            filter, [family] { return syscall(SYS_socket, family, 1, 0) >= 0 ? 1 : 0; });
        EXPECT_TRUE(is_killed(status) || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << family;
    }
    for (auto flag : { CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET }) {
        EXPECT_TRUE(is_killed(status_under(filter, [flag] {
            syscall(SYS_clone, flag | SIGCHLD, 0, 0, 0, 0);
            return 0;
        })));
        EXPECT_TRUE(is_killed(status_under(filter, [flag] {
            syscall(SYS_unshare, flag);
            return 0;
        })));
    }
}

TEST_P(Profiles, WriteNoFileWithoutAPlaceOfTheirOwn)
{
    if (GetParam().private_bytes() > 0)
        return; // Landlock and the empty root hold these to their /tmp.
    auto filter = sandbox::compile_filter(GetParam()).take();
    for (auto flags : { O_WRONLY, O_RDWR, O_RDONLY | O_CREAT, O_RDONLY | O_TRUNC, O_PATH }) {
        auto status = status_under(filter, [flags] { // The kernel itself would say ENOENT.
            auto opened = syscall(SYS_openat, AT_FDCWD, "/nonexistent/file", flags, 0600);
            return opened == -1 && errno == EPERM ? denied : fine;
        });
        EXPECT_TRUE(is_killed(status) || (WIFEXITED(status) && WEXITSTATUS(status) == denied))
            << flags;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Every, Profiles, testing::ValuesIn(attack::every_profile()), [](const auto& profile) {
        auto name = profile.param.name();
        std::ranges::replace(name, '-', '_');
        return name;
    });
