// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"

#include "kiosk/core/sandbox/capabilities.h"
#include "kiosk/core/sandbox/filter.h"
#include "kiosk/core/sandbox/landlock.h"
#include "kiosk/core/sandbox/namespaces.h"
#include "kiosk/core/sandbox/sanitized.h"
#include "kiosk/core/worker/gather.h"
#include "kiosk/core/worker/job.h"

#include <cerrno>
#include <csignal>
#include <fstream>
#include <map>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef SEKISHO_SANITIZE
// The leak check at exit would need ptrace and threads, which no profile allows. A fault that a
// released build would die of looks the same here. The status is sandbox::finding_status.
extern "C" const char* __asan_default_options()
{
    return "detect_leaks=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_abort=0:"
           "allocator_may_return_null=1:quarantine_size_mb=16:color=never:symbolize=0:exitcode=97";
}
extern "C" const char* __ubsan_default_options()
{
    return "print_stacktrace=1:color=never:symbolize=0:exitcode=97";
}
#endif

namespace worker {

static constexpr int control_number = 3;

static Result<std::uint64_t> mapped_bytes()
{
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    if (!(file >> pages))
        return Error { "statm" };
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

static Result<base::Descriptor> open_process(pid_t process)
{
    base::Descriptor descriptor(static_cast<int>(syscall(SYS_pidfd_open, process, 0)));
    if (!descriptor)
        return base::system_error("pidfd_open");
    return descriptor;
}

namespace {

// The first process of the new PID namespace: when it ends, the kernel ends every job with it.
class Zygote {
public:
    Zygote(wire::Channel control, JobSetting setting)
        : m_control(std::move(control))
        , m_setting(setting)
    {
    }

    Result<void> serve()
    {
        sigset_t child_ended;
        sigemptyset(&child_ended);
        sigaddset(&child_ended, SIGCHLD);
        if (sigprocmask(SIG_BLOCK, &child_ended, nullptr) != 0)
            return base::system_error("sigprocmask");
        base::Descriptor signals(signalfd(-1, &child_ended, SFD_CLOEXEC | SFD_NONBLOCK));
        if (!signals)
            return base::system_error("signalfd");

        FromZygote hello;
        hello.mutable_hello();
        auto self = TRY(open_process(getpid()));
        int own = self.get();
        TRY(wire::send_message(m_control, hello, { &own, 1 }));

        for (;;) {
            pollfd waiting[2] { { m_control.socket().get(), POLLIN, 0 },
                { signals.get(), POLLIN, 0 } };
            if (poll(waiting, 2, -1) < 0 && errno != EINTR)
                return base::system_error("poll");
            if (waiting[1].revents != 0) {
                signalfd_siginfo drained;
                while (read(signals.get(), &drained, sizeof drained) > 0) { }
                TRY(report_ended());
            }
            if (waiting[0].revents != 0)
                TRY(spawn());
        }
    }

private:
    Result<void> spawn()
    {
        auto request = TRY(wire::receive_trusted<Spawn>(m_control)); // The broker's end ends us.
        if (request.descriptors.size() != 1)
            return Error { "a job without a channel" };
        auto job = fork();
        if (job < 0)
            return base::system_error("fork");
        if (job == 0)
            _exit(run_job(m_setting, request.message, std::move(request.descriptors[0])));
        m_jobs[job] = request.message.job();
        auto process = TRY(open_process(job));
        int number = process.get();
        FromZygote answer;
        answer.mutable_spawned()->set_job(request.message.job());
        return wire::send_message(m_control, answer, { &number, 1 });
    }

    Result<void> report_ended()
    {
        int status = 0;
        for (pid_t job; (job = waitpid(-1, &status, WNOHANG)) > 0;) {
            FromZygote answer;
            auto* gone = answer.mutable_gone();
            gone->set_job(m_jobs[job]);
            gone->set_by_signal(WIFSIGNALED(status));
            gone->set_status(static_cast<std::uint32_t>(
                WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)));
            m_jobs.erase(job);
            TRY(wire::send_message(m_control, answer));
        }
        return {};
    }

    wire::Channel m_control;
    JobSetting m_setting;
    std::map<pid_t, std::uint64_t> m_jobs;
};

}

// Best effort: without this word the broker still knows that nothing came up.
static void tell_failure(const Error& error)
{
    wire::Channel control { base::Descriptor(control_number) };
    FromZygote message;
    message.mutable_failed()->set_text(error.message.substr(0, 500));
    [[maybe_unused]] auto sent = wire::send_message(control, message);
}

static Result<void> become_zygote(const sandbox::Profile& profile)
{
    TRY(sandbox::change_root(profile));
    // A profile with private files needs the right to mount them for each job; all others lose
    // everything here already.
    if (profile.private_bytes() == 0)
        TRY(sandbox::drop_capabilities());
    return {};
}

// The exit status of a child, once it has one.
static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

// Runs `inside` in a child, without keeping the control channel from closing when the child ends.
static Result<int> in_child(const std::function<Result<int>()>& inside)
{
    auto child = fork();
    if (child < 0)
        return base::system_error("fork");
    if (child == 0) {
        auto status = inside();
        if (!status)
            tell_failure(status.error());
        _exit(status ? status.value() : 1);
    }
    close(control_number);
    return wait_for(child);
}

static Result<int> start(int argc, char** argv, const sandbox::Profile& profile,
    const Prepare& prepare, const Work& work)
{
    std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    TRY(sandbox::landlock_abi());
    auto filter = TRY(sandbox::compile_filter(profile));
    TRY(prepare(words));
    fill_holes();
    gather_pages();
#ifdef SEKISHO_SANITIZE
    sandbox::prepare_reports();
#endif
    auto mapped = TRY(mapped_bytes());
    // Two generations: the first has none of the threads that a library may have left behind (only
    // a single-threaded process may leave its user namespace), the second is in the new PID
    // namespace.
    return in_child([&]() -> Result<int> {
        TRY(sandbox::leave_namespaces());
        return in_child([&]() -> Result<int> {
            TRY(become_zygote(profile));
            Zygote zygote(
                wire::Channel(base::Descriptor(control_number)), { profile, filter, mapped, work });
            return zygote.serve() ? 0 : 1;
        });
    });
}

int serve(int argc, char** argv, const sandbox::Profile& profile, const Prepare& prepare,
    const Work& work)
{
    auto status = start(argc, argv, profile, prepare, work);
    if (!status)
        tell_failure(status.error());
    return status ? status.value() : 1;
}

}
