// SPDX-License-Identifier: MIT
#include "kiosk/cli/desk.h"

#include "kiosk/core/wire/local_socket.h"
#include "kiosk/core/wire/message.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <spawn.h>
#include <sys/signalfd.h>
#include <sys/wait.h>

namespace cli {

using broker::api::Event, broker::api::Finished, broker::api::Request;

static constexpr std::size_t largest_event = 256 << 20;

Result<std::string> default_state()
{
    if (const char* folder = std::getenv("XDG_STATE_HOME"); folder && folder[0] == '/')
        return std::string(folder) + "/sekisho";
    if (const char* home = std::getenv("HOME"); home && home[0] == '/')
        return std::string(home) + "/.local/state/sekisho";
    return Error { "please name a state folder with --state" };
}

// Programs lie beside this one: PREFIX/bin/sekisho, PREFIX/libexec, PREFIX/share.
static std::filesystem::path prefix()
{
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
}

bool broker_runs(const std::string& state)
{
    return static_cast<bool>(wire::connect_to(state + "/broker.sock"));
}

std::string program_beside(const std::string& name)
{
    return prefix() / "libexec" / name;
}

static Result<pid_t> start_broker(const Settings& settings, const wire::Channel& theirs)
{
    std::vector<std::string> words { "sekishod", "--state", settings.state, "--share",
        prefix() / "share", "--channel" };
    if (!settings.policy.empty()) {
        words.push_back("--policy");
        words.push_back(settings.policy);
    }
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, theirs.socket().get(), 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, 4);
    pid_t child = -1;
    auto program = (prefix() / "libexec" / "sekishod").string();
    auto error = posix_spawn(&child, program.c_str(), &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        errno = error;
        return base::system_error("sekishod");
    }
    return child;
}

static Result<base::Descriptor> end_signals()
{
    sigset_t set;
    sigemptyset(&set);
    for (int signal : { SIGINT, SIGTERM, SIGHUP })
        sigaddset(&set, signal);
    if (sigprocmask(SIG_BLOCK, &set, nullptr) != 0)
        return base::system_error("sigprocmask");
    base::Descriptor signals(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!signals)
        return base::system_error("signalfd");
    return signals;
}

enum class Wish { Answer, Cancelled };

// Until the broker says something; meanwhile the person may cancel.
static Result<void> wait_for_event(
    wire::Channel& channel, const base::Descriptor& signals, Wish& wish, const Hearing& hearing)
{
    for (;;) {
        pollfd waiting[2] { { channel.socket().get(), POLLIN, 0 }, { signals.get(), POLLIN, 0 } };
        if (poll(waiting, 2, -1) < 0 && errno != EINTR)
            return base::system_error("poll");
        signalfd_siginfo signal;
        if (read(signals.get(), &signal, sizeof signal) == sizeof signal) {
            if (wish == Wish::Cancelled)
                return Error { "ended without waiting; the ledger tells what was done" };
            wish = Wish::Cancelled;
            hearing.cancelling();
            Request cancel;
            cancel.mutable_cancel();
            TRY(wire::send_message(channel, cancel));
        } else if (waiting[0].revents != 0) {
            return {};
        }
    }
}

static Result<Finished> exchange(wire::Channel& channel, const base::Descriptor& signals,
    const Request& request, const Hearing& hearing)
{
    TRY(wire::send_message(channel, request));
    for (auto wish = Wish::Answer;;) {
        TRY(wait_for_event(channel, signals, wish, hearing));
        auto received = wire::receive_trusted<Event>(channel, largest_event);
        if (!received)
            return Error { "the broker ended without an answer" };
        if (received.value().message.has_finished())
            return received.value().message.finished();
        hearing.event(received.value().message);
    }
}

Result<Finished> converse(const Settings& settings, const Request& request, const Hearing& hearing)
{
    auto signals = TRY(end_signals());
    if (settings.policy.empty()) {
        if (auto running = wire::connect_to(settings.state + "/broker.sock"))
            return exchange(running.value(), signals, request, hearing);
    }
    auto [ours, theirs] = TRY(wire::Channel::pair());
    auto child = TRY(start_broker(settings, theirs));
    theirs.close();
    auto finished = exchange(ours, signals, request, hearing);
    ours.close();
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return finished;
}

}
