// SPDX-License-Identifier: MIT
#include "kiosk/release/client.h"

#include "kiosk/core/wire/launch.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/release/release.pb.h"

#include <csignal>
#include <sys/wait.h>

namespace release {

static message::Mode mode_of(Order::Mode mode)
{
    switch (mode) {
    case Order::Mode::Bench: return message::MODE_BENCH;
    case Order::Mode::Export: return message::MODE_EXPORT;
    case Order::Mode::People: break;
    }
    return message::MODE_PEOPLE;
}

static message::Request request_of(const Order& order)
{
    message::Request request;
    request.set_transfer(order.transfer);
    request.set_mode(mode_of(order.mode));
    request.set_submission(order.submission_receipt);
    request.set_manifest(order.manifest_receipt);
    for (const auto& receipt : order.approval_receipts)
        request.add_approvals(receipt);
    request.set_medium(order.medium_receipt);
    return request;
}

static Result<void> bring_session(wire::Channel& channel, const Order& order)
{
    message::Session told;
    auto session = order.next_session ? order.next_session()
                                      : Result<Session> { Error { "there is no stick" } };
    if (!session) {
        told.set_error(session.error().message);
        return wire::send_message(channel, told);
    }
    told.set_sectors(session.value().sectors);
    int descriptor = session.value().channel.socket().get();
    return wire::send_message(channel, told, { &descriptor, 1 });
}

static Result<Released> converse(wire::Channel& channel, const Order& order,
    const message::Request& request, std::span<const int> descriptors,
    const std::function<void(std::uint64_t, std::uint64_t)>& progress)
{
    // Its own words come back even if it has ended before it read this.
    static_cast<void>(wire::send_message(channel, request, descriptors));
    for (;;) {
        auto received = wire::receive_trusted<message::Answer>(channel);
        if (!received)
            return Error { "the release process ended without an answer" };
        const auto& answer = received.value().message;
        if (answer.has_progress())
            progress(answer.progress().files_done(), answer.progress().files_total());
        else if (answer.has_next_session())
            TRY(bring_session(channel, order));
        else if (answer.has_done())
            return Released { answer.done().files(), answer.done().bytes(),
                answer.done().list_sha256(), answer.done().file_system() };
        else
            return Error { "release: " + answer.error() };
    }
}

static Result<Released> run(const Order& order, const message::Request& request,
    std::span<const int> descriptors,
    const std::function<void(std::uint64_t, std::uint64_t)>& progress, std::stop_token stop)
{
    auto process = TRY(wire::launch(order.program, { order.state, order.destination }));
    auto released = [&] {
        std::stop_callback end(stop, [&] { kill(process.process, SIGKILL); });
        return converse(process.channel, order, request, descriptors, progress);
    }();
    process.channel.close();
    auto status = wire::wait_for_end(process.process);
    if (released && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
        return Error { "the release process did not end well" };
    return released;
}

Result<Released> carry_out(const Order& order, const base::Descriptor& manifest,
    const std::function<void(std::uint64_t, std::uint64_t)>& progress, std::stop_token stop)
{
    int descriptor = manifest.get();
    return run(order, request_of(order), { &descriptor, 1 }, progress, std::move(stop));
}

Result<void> mark_stick(const Order& order, const Identity& identity)
{
    message::Request request;
    request.set_identity(identity.data(), identity.size());
    TRY(run(order, request, {}, [](std::uint64_t, std::uint64_t) {}, {}));
    return {};
}

}
