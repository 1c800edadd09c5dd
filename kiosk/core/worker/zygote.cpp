// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/zygote.h"

#include "kiosk/core/base/text.h"
#include "kiosk/core/sandbox/sanitized.h"
#include "kiosk/core/worker/evidence.h"
#include "kiosk/core/worker/process_state.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace worker {

static constexpr std::chrono::milliseconds time_to_lock_in { 10'000 };

struct Zygote::State {
    std::shared_ptr<ZygoteLink> link;
    base::Descriptor pidfd;
    pid_t parent { -1 }; // Of the zygote: our own child, which waits for it.
};

// Only descriptors 0 to 3 cross, and an environment of our own making.
static Result<pid_t> launch(const Program& program, const base::Descriptor& control)
{
    std::vector<char*> words { const_cast<char*>(program.name.c_str()) };
    for (const auto& word : program.words)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    char path[] = "PATH=/usr/bin:/bin";
    char language[] = "LC_ALL=C.UTF-8";
    char home[] = "HOME=/tmp";
    // Or each job would look up the functions that it calls by itself.
    char binding[] = "LD_BIND_NOW=1";
    char* environment[] { path, language, home, binding, nullptr };

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
#ifdef SEKISHO_SANITIZE // What the sanitizers say of a worker is for whoever reads the tests.
    posix_spawn_file_actions_adddup2(&actions, 2, 2);
#else
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
#endif
    posix_spawn_file_actions_adddup2(&actions, control.get(), 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, 4);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    // A group of its own: Ctrl-C at a terminal is for the broker, which then ends its workers.
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    pid_t child = -1;
    auto error = posix_spawn(
        &child, program.path.c_str(), &actions, &attributes, words.data(), environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        errno = error;
        return base::system_error(program.name);
    }
    return child;
}

static Result<std::pair<FromZygote, base::Descriptor>> next_message(
    ZygoteLink& link, wire::Deadline deadline)
{
    auto outcome = link.control.receive_up_to(4096, 1, deadline);
    if (auto* none = std::get_if<wire::NoFrame>(&outcome))
        return Error { link.name + ": zygote: " + none->message };
    auto& frame = std::get<wire::Frame>(outcome);
    FromZygote message;
    TRY(wire::parse_message(frame.bytes, message));
    base::Descriptor descriptor;
    if (!frame.descriptors.empty())
        descriptor = std::move(frame.descriptors[0]);
    return std::pair { std::move(message), std::move(descriptor) };
}

Result<base::Descriptor> ZygoteLink::wait_for_spawned(std::uint64_t job, wire::Deadline deadline)
{
    for (;;) {
        auto [message, descriptor] = TRY(next_message(*this, deadline));
        if (message.has_gone())
            gone[message.gone().job()] = message.gone();
        else if (message.has_spawned() && message.spawned().job() == job && descriptor)
            return std::move(descriptor);
        else
            return Error { name + ": zygote: out of turn" };
    }
}

Result<Gone> ZygoteLink::wait_for_gone(std::uint64_t job, wire::Deadline deadline)
{
    for (;;) {
        if (auto found = gone.find(job); found != gone.end()) {
            auto told = found->second;
            gone.erase(found);
            return told;
        }
        auto [message, descriptor] = TRY(next_message(*this, deadline));
        if (!message.has_gone())
            return Error { name + ": zygote: out of turn" };
        gone[message.gone().job()] = message.gone();
    }
}

Zygote::Zygote(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Result<std::unique_ptr<Zygote>> Zygote::start(const Program& program)
{
    auto [ours, theirs] = TRY(wire::Channel::pair());
    auto state = std::make_unique<State>();
    state->link = std::make_shared<ZygoteLink>();
    state->link->name = program.name;
    state->link->control = std::move(ours);
    state->parent = TRY(launch(program, theirs.socket()));
    theirs.close();
    std::unique_ptr<Zygote> zygote(new Zygote(std::move(state)));

    auto started
        = next_message(*zygote->m_state->link, wire::after(program.start_time * sandbox::patience));
    if (started && started.value().first.has_failed())
        return Error { program.name
            + ": did not come up: " + base::escaped(started.value().first.failed().text()) };
    if (!started || !started.value().first.has_hello() || !started.value().second)
        return Error { program.name + ": sandbox: the worker did not come up" };
    zygote->m_state->pidfd = std::move(started.value().second);
    auto process = TRY(process_of(zygote->m_state->pidfd));
    TRY(check_namespaces(process));
    return zygote;
}

Zygote::~Zygote()
{
    {
        std::lock_guard lock(m_state->link->mutex);
        m_state->link->control.close();
    }
    if (m_state->pidfd)
        syscall(SYS_pidfd_send_signal, m_state->pidfd.get(), SIGKILL, nullptr, 0);
    else
        kill(m_state->parent, SIGKILL); // It never came up; the zygote sees our end of the channel.
    int status = 0;
    while (waitpid(m_state->parent, &status, 0) < 0 && errno == EINTR) { }
}

Result<Process> Zygote::spawn(const Limits& limits)
{
    auto [ours, theirs] = TRY(wire::Channel::pair());
    auto state = std::make_unique<Process::State>();
    state->link = m_state->link;
    state->channel = std::move(ours);
    auto time = limits.time * sandbox::patience;
    state->deadline = wire::after(time);

    Spawn request;
    request.set_memory_bytes(limits.memory_bytes);
    request.set_output_bytes(limits.output_bytes);
    request.set_processor_seconds(static_cast<std::uint64_t>(time.count() / 1000 + 1) * 2);
    {
        std::lock_guard lock(m_state->link->mutex);
        if (!m_state->link->control)
            return Error { name() + ": the worker is closed" };
        state->job = m_state->link->next_job++;
        request.set_job(state->job);
        int descriptor = theirs.socket().get();
        TRY(wire::send_message(
            m_state->link->control, request, { &descriptor, 1 }, wire::after(time_to_lock_in)));
        state->pidfd
            = TRY(m_state->link->wait_for_spawned(state->job, wire::after(time_to_lock_in)));
        m_state->link->jobs.insert(state.get());
    }
    theirs.close();

    Process process(std::move(state));
    auto& inside = *process.m_state;
    auto give_up = [&](const std::string& why) -> Error {
        inside.end(Ended::Sandbox, why);
        return Error { name() + ": " + why };
    };
    // Nobody else is told that the job lives: no byte goes in before all of this holds.
    auto outcome = inside.channel.receive(64, 0, wire::after(time_to_lock_in));
    auto* frame = std::get_if<wire::Frame>(&outcome);
    Ready ready;
    if (!frame || !wire::parse_message(frame->bytes, ready))
        return give_up("sandbox: the worker could not lock itself in");
    auto evidence
        = [&]() -> Result<void> { return check_locked_in(TRY(process_of(inside.pidfd))); }();
    if (!evidence)
        return give_up(evidence.error().message);
    return process;
}

void Zygote::end_jobs()
{
    std::lock_guard lock(m_state->link->mutex);
    for (const auto* job : m_state->link->jobs)
        syscall(SYS_pidfd_send_signal, job->pidfd.get(), SIGKILL, nullptr, 0);
}

const std::string& Zygote::name() const
{
    return m_state->link->name;
}

}
