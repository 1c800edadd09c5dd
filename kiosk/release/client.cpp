// SPDX-License-Identifier: MIT
#include "kiosk/release/client.h"

#include "kiosk/core/wire/launch.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/release/release.pb.h"

#include <csignal>
#include <sys/wait.h>

namespace release {

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
    auto process = TRY(wire::launch(order.program, { order.state, order.destination }));
    auto released = [&] {
        std::stop_callback end(stop, [&] { kill(process.process, SIGKILL); });
        return converse(process.channel, order, manifest, progress);
    }();
    process.channel.close();
    auto status = wire::wait_for_end(process.process);
    if (released && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
        return Error { "the release process did not end well" };
    return released;
}

}
