// SPDX-License-Identifier: MIT
#include "kiosk/broker/daemon/desk.h"

#include "kiosk/core/wire/message.h"

#include <functional>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>

namespace broker {

static api::Event finished(const Reply& reply)
{
    api::Event event;
    auto& told = *event.mutable_finished();
    told.set_exit_status(static_cast<std::uint32_t>(reply.outcome));
    told.set_message(reply.message);
    told.set_json(reply.json);
    told.set_report_path(reply.report_path);
    told.set_session_is_over(reply.session_is_over);
    return event;
}

void tell_desk(wire::Channel& channel, const Reply& reply)
{
    static_cast<void>(wire::send_message(channel, finished(reply)));
}

static Caller caller_at(const base::Descriptor& socket)
{
    ucred peer {};
    socklen_t size = sizeof peer;
    if (getsockopt(socket.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return { static_cast<uid_t>(-1), {} }; // Nobody's.
    return { peer.uid, {} };
}

// Hears what the desk says while its request is served, on a descriptor of its own.
static void watch(base::Descriptor socket, const base::Descriptor& over, WithoutDesk without,
    const std::stop_source& stop, const std::stop_source& gone)
{
    wire::Channel channel(std::move(socket));
    for (;;) {
        pollfd waiting[2] { { channel.socket().get(), POLLIN, 0 }, { over.get(), POLLIN, 0 } };
        if (poll(waiting, 2, -1) < 0 && errno == EINTR)
            continue;
        if (waiting[1].revents != 0)
            return;
        auto message = wire::receive_trusted<api::Request>(
            channel, wire::default_frame_limit, wire::after(std::chrono::seconds(1)));
        if (message ? message.value().message.has_cancel() : without == WithoutDesk::Stop)
            stop.request_stop();
        if (!message) {
            gone.request_stop();
            return;
        }
    }
}

// A desk that connects and says nothing is not waited for when the station ends.
static Result<api::Request> first_request(wire::Channel& channel, const base::Descriptor& over)
{
    static constexpr int patience = 10'000; // Milliseconds: nobody holds a place by saying nothing.
    for (;;) {
        pollfd waiting[2] { { channel.socket().get(), POLLIN, 0 }, { over.get(), POLLIN, 0 } };
        if (poll(waiting, 2, patience) < 0 && errno == EINTR)
            continue;
        if (waiting[0].revents == 0)
            return Error { "no request, or the station ends" };
        auto received = TRY(wire::receive_trusted<api::Request>(
            channel, wire::default_frame_limit, wire::after(std::chrono::seconds(10))));
        return std::move(received.message);
    }
}

void serve_desk(Service& service, wire::Channel channel, WithoutDesk without,
    const std::stop_token& station_ends)
{
    base::Descriptor over(eventfd(0, EFD_CLOEXEC)); // The request, or the station.
    auto other = channel.socket().duplicate();
    auto caller = caller_at(channel.socket());
    if (!over || !other)
        return;
    std::stop_source stop;
    std::stop_source gone;
    caller.gone = gone.get_token();
    std::stop_callback with_station(station_ends, [&] {
        stop.request_stop();
        eventfd_write(over.get(), 1);
    });
    auto request = first_request(channel, over);
    if (!request)
        return;
    std::thread watcher(watch, other.take(), std::cref(over), without, stop, gone);

    std::mutex mutex;
    auto emit = [&](const api::Event& event) {
        std::lock_guard lock(mutex);
        if (channel
            && !wire::send_message(channel, event, {}, wire::after(std::chrono::seconds(10))))
            channel.close();
    };
    auto reply = service.serve(request.value(), caller, emit, stop.get_token());
    eventfd_write(over.get(), 1);
    watcher.join();
    emit(finished(reply));
}

}
