// SPDX-License-Identifier: MIT
// What the broker sees of a process from outside, before it trusts it with a byte.
#include "kiosk/core/worker/evidence.h"

#include "kiosk/broker/workers.h"
#include "kiosk/core/sandbox/capabilities.h"
#include "kiosk/core/sandbox/filter.h"
#include "kiosk/core/sandbox/namespaces.h"
#include "kiosk/core/sandbox/sanitized.h"

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;
using testing::ContainsRegex, testing::HasSubstr;

namespace {

// Which part of locking in is left out.
struct Lock {
    bool namespaces { true };
    bool capabilities { true };
    bool filter { true };
    int descriptors { 4 };
};

// A process of our own that locks itself in as far as it is told, and waits.
class Locked {
public:
    explicit Locked(const Lock& lock)
    {
        std::array<int, 2> hold {};
        std::array<int, 2> ready {};
        EXPECT_EQ(pipe(hold.data()), 0);
        EXPECT_EQ(pipe(ready.data()), 0);
        m_child = fork();
        if (m_child == 0)
            become(lock, hold[0], ready[1]);
        close(hold[0]);
        close(ready[1]);
        m_hold = base::Descriptor(hold[1]);
        base::Descriptor reading(ready[0]);
        char byte = 0;
        EXPECT_EQ(read(reading.get(), &byte, 1), 1) << "it could not lock itself in";
    }
    ~Locked()
    {
        m_hold.close();
        waitpid(m_child, nullptr, 0);
    }
    std::string evidence() const
    {
        pid_t process = -1; // Only the child's child is in the new PID namespace.
        auto child = std::to_string(m_child);
        std::ifstream("/proc/" + child + "/task/" + child + "/children") >> process;
        auto found = worker::check_locked_in(process);
        return found ? std::string() : found.error().message;
    }

private:
    [[noreturn]] static void become(const Lock& lock, int hold, int ready)
    {
        auto filter = sandbox::compile_filter(sandbox::Profile("test"));
        if (!filter || (lock.namespaces && !sandbox::leave_namespaces()))
            _exit(1);
        auto child = fork();
        if (child != 0) {
            close(ready);
            close_range(3, ~0u, 0);
            waitpid(child, nullptr, 0);
            _exit(0);
        }
        auto nowhere = open("/dev/null", O_RDWR);
        std::array<int, 5> wanted { dup(hold), dup(ready), dup(nowhere), dup(nowhere),
            dup(nowhere) };
        for (auto& descriptor : wanted) // Above all numbers that are about to be taken.
            descriptor = fcntl(descriptor, F_DUPFD, 20);
        for (int number = 0; number < lock.descriptors; ++number)
            dup2(wanted[static_cast<std::size_t>(number)], number);
        close_range(static_cast<unsigned>(lock.descriptors), ~0u, 0);
        if (lock.capabilities ? !sandbox::drop_capabilities()
                              : prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
            _exit(1);
        if (lock.filter && !sandbox::install_filter(filter.value()))
            _exit(1);
        char byte = 0;
        auto told = write(1, "x", 1);
        _exit(told == 1 && read(0, &byte, 1) == 0 ? 0 : 1);
    }

    pid_t m_child { -1 };
    base::Descriptor m_hold;
};

std::string evidence_of(const Lock& lock)
{
    return Locked(lock).evidence();
}

}

TEST(Evidence, OfAProcessThatLockedItselfInIsEnough)
{
    EXPECT_EQ(evidence_of({}), "");
}

TEST(Evidence, TellsWhatIsMissing)
{
    EXPECT_THAT(evidence_of({ .filter = false }), HasSubstr("no seccomp filter"));
    // Only in a namespace of its own may an ordinary user's process empty its bounding set.
    EXPECT_THAT(evidence_of({ .namespaces = false }),
        HasSubstr(geteuid() == 0 ? "no PID namespace" : "capabilities left in CapBnd"));
    EXPECT_THAT(evidence_of({ .descriptors = 5 }), HasSubstr("a descriptor too many"));
    EXPECT_THAT(evidence_of({ .descriptors = 3 }), HasSubstr("a descriptor is missing"));
    if (geteuid() == 0) { // Nobody else has any to leave.
        EXPECT_THAT(evidence_of({ .capabilities = false }), HasSubstr("capabilities left"));
    }
}

TEST(Evidence, OfOurOwnNamespacesIsNone)
{
    auto found = worker::check_namespaces(getpid());
    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().message, HasSubstr("is ours"));
}

// Each resource has its end, even should the broker that keeps the time be gone.
TEST(Evidence, AWorkersProcessHasItsLimits)
{
    broker::Workers workers(SEKISHO_LIBEXEC);
    worker::Limits limits;
    limits.time = 41s;
    limits.output_bytes = 123'457;
    auto process = workers.spawn("fake-probe", limits);
    ASSERT_TRUE(process) << process.error().message;
    std::string found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::ostringstream text;
        text << std::ifstream(entry.path() / "limits").rdbuf();
        if (text.str().find(" 123457 ") != std::string::npos)
            found = text.str();
    }
    auto seconds = std::to_string((41 * sandbox::patience + 1) * 2);
    EXPECT_THAT(found, HasSubstr("Max file size             123457"));
    EXPECT_THAT(found, ContainsRegex("Max cpu time +" + seconds + " +" + seconds + " "));
    EXPECT_THAT(found, ContainsRegex("Max core file size +0 +0 "));
    EXPECT_THAT(found, ContainsRegex("Max locked memory +0 +0 "));
    EXPECT_THAT(found, ContainsRegex("Max processes +0 +0 "));
    EXPECT_THAT(found, ContainsRegex("Max open files +32 +32 "));
    EXPECT_THAT(found, ContainsRegex("Max address space +[0-9]+ +[0-9]+ "));
}
