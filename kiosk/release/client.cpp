// SPDX-License-Identifier: MIT
#include "kiosk/release/client.h"

#include "kiosk/core/wire/message.h"
#include "kiosk/release/release.pb.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

namespace release {

static Result<pid_t> launch(const Order& order, const wire::Channel& theirs)
{
    std::string name = "sekisho-release";
    char* words[] { name.data(), const_cast<char*>(order.state.c_str()),
        const_cast<char*>(order.destination.c_str()), nullptr };
    char* no_environment[] { nullptr };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, theirs.socket().get(), 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, 4);
    // A group of its own: what a terminal sends is for the broker, which then ends in good order.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t child = -1;
    auto error
        = posix_spawn(&child, order.program.c_str(), &actions, &attributes, words, no_environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        errno = error;
        return base::system_error("sekisho-release");
    }
    return child;
}

static message::Request request_of(const Order& order)
{
    message::Request request;
    request.set_transfer(order.transfer);
    request.set_mode(order.mode == Order::Mode::Bench ? message::MODE_BENCH : message::MODE_PEOPLE);
    request.set_submission(order.submission_receipt);
    request.set_manifest(order.manifest_receipt);
    for (const auto& receipt : order.approval_receipts)
        request.add_approvals(receipt);
    return request;
}

static Result<Released> converse(wire::Channel& channel, const Order& order,
    const base::Descriptor& manifest,
    const std::function<void(std::uint64_t, std::uint64_t)>& progress)
{
    int descriptor = manifest.get();
    // Its own words come back even if it has ended before it read this.
    static_cast<void>(wire::send_message(channel, request_of(order), { &descriptor, 1 }));
    for (;;) {
        auto received = wire::receive_trusted<message::Answer>(channel);
        if (!received)
            return Error { "the release process ended without an answer" };
        const auto& answer = received.value().message;
        if (answer.has_progress())
            progress(answer.progress().files_done(), answer.progress().files_total());
        else if (answer.has_done())
            return Released { answer.done().files(), answer.done().bytes() };
        else
            return Error { "release: " + answer.error() };
    }
}

Result<Released> carry_out(const Order& order, const base::Descriptor& manifest,
    const std::function<void(std::uint64_t, std::uint64_t)>& progress, std::stop_token stop)
{
    auto [ours, theirs] = TRY(wire::Channel::pair());
    auto child = TRY(launch(order, theirs));
    theirs.close();
    auto released = [&] {
        std::stop_callback end(stop, [&] { kill(child, SIGKILL); });
        return converse(ours, order, manifest, progress);
    }();
    ours.close();
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    if (released && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
        return Error { "the release process did not end well" };
    return released;
}

}
