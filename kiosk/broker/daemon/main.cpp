// SPDX-License-Identifier: MIT
// sekishod: the broker. It starts, limits and ends every other process of the station and answers
// the desks. It parses no file format, file system or device descriptor.
//
//   sekishod --state DIR --share DIR [--policy FILE] [--heartbeat SECONDS]
//                                                                 listens on DIR/broker.sock
//   sekishod --state DIR --share DIR [--policy FILE] --channel    serves descriptor 3, then ends
#include "kiosk/broker/selftest/selftest.h"
#include "kiosk/broker/service/service.h"
#include "kiosk/core/wire/message.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace broker {

static api::Event finished(const Reply& reply)
{
    api::Event event;
    auto& told = *event.mutable_finished();
    told.set_exit_status(static_cast<std::uint32_t>(reply.outcome));
    told.set_message(reply.message);
    told.set_json(reply.json);
    told.set_report_path(reply.report_path);
    return event;
}

// A desk that goes away does not stop what it started: the ledger already knows of it.
static void serve_desk(Service& service, wire::Channel channel)
{
    std::mutex mutex;
    auto emit = [&](const api::Event& event) {
        std::lock_guard lock(mutex);
        if (channel
            && !wire::send_message(channel, event, {}, wire::after(std::chrono::seconds(10))))
            channel.close();
    };
    auto request = wire::receive_trusted<api::Request>(channel);
    if (request)
        emit(finished(service.serve(request.value().message, emit)));
}

static Result<base::Descriptor> listen_on(const std::string& path)
{
    base::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (!socket || path.size() >= sizeof address.sun_path)
        return Error { "the socket's path is too long" };
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    unlink(path.c_str());
    if (bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0
        || chmod(path.c_str(), 0600) != 0 || listen(socket.get(), 16) != 0)
        return base::system_error("listen");
    return socket;
}

static Result<void> check_fitness(Station& station)
{
    auto checks = TRY(run_self_test(station));
    for (const auto& check : checks) {
        if (!check.good)
            return Error { "self-test failed: " + check.sample + ": expected " + check.expected
                + ", got " + check.got };
    }
    return {};
}

// Where a signal to end is heard. Handlers know nothing but what is static.
static int ending = -1;

static void hear_signals()
{
    ending = eventfd(0, EFD_CLOEXEC);
    struct sigaction action { };
    action.sa_handler = [](int) {
        std::uint64_t one = 1;
        static_cast<void>(!write(ending, &one, sizeof one));
    };
    for (int signal : { SIGTERM, SIGINT })
        sigaction(signal, &action, nullptr);
}

// Takes desks until it is told to end. A ledger that is silent for longer than it promised would
// look as if entries had been taken out.
static Result<void> listen_to_desks(
    Station& station, Service& service, const base::Descriptor& listener)
{
    using Clock = std::chrono::steady_clock;
    auto due = Clock::now() + station.places().heartbeat;
    for (;;) {
        pollfd waited[] { { listener.get(), POLLIN, 0 }, { ending, POLLIN, 0 } };
        auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()).count();
        auto ready = poll(waited, 2, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (ready < 0 && errno != EINTR)
            return base::system_error("poll");
        if (Clock::now() >= due) {
            // If the ledger takes nothing, no transfer passes; but desks must still be told why.
            if (auto taken = station.record({ { "type", "heartbeat" } }); !taken)
                std::fprintf(stderr, "sekishod: %s\n", taken.error().message.c_str());
            due = Clock::now() + station.places().heartbeat;
        }
        if (ready <= 0)
            continue;
        if (waited[1].revents != 0)
            return {};
        base::Descriptor desk(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!desk)
            return base::system_error("accept");
        std::thread(serve_desk, std::ref(service), wire::Channel(std::move(desk))).detach();
    }
}

static Result<void> run(const Places& places, bool one_channel)
{
    base::SystemClock clock;
    if (one_channel) {
        wire::Channel channel { base::Descriptor(3) };
        auto station = Station::open(places, clock);
        if (!station) {
            static_cast<void>(wire::send_message(
                channel, finished({ Outcomes::Failed, station.error().message, "", "" })));
            return station.error();
        }
        Service service(*station.value());
        serve_desk(service, std::move(channel));
        return {};
    }
    auto station = TRY(Station::open(places, clock));
    TRY(check_fitness(*station));
    auto listener = TRY(listen_on(places.state + "/broker.sock"));
    Service service(*station);
    hear_signals();
    std::fprintf(stderr, "sekishod: ready\n");
    auto ended = listen_to_desks(*station, service, listener);
    TRY(station->record({ { "type", "shutdown" } }));
    station->ledger().close();
    if (!ended)
        return ended;
    std::quick_exit(0); // Desks that are still served end with their threads.
}

}

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    umask(077);
    broker::Places places;
    auto self = std::filesystem::read_symlink("/proc/self/exe");
    places.programs = self.parent_path();
    bool one_channel = false;
    places.heartbeat = std::chrono::minutes(15);
    for (int i = 1; i < argc; ++i) {
        std::string_view word = argv[i];
        if (word == "--channel")
            one_channel = true;
        else if (word == "--state" && i + 1 < argc)
            places.state = argv[++i];
        else if (word == "--share" && i + 1 < argc)
            places.share = argv[++i];
        else if (word == "--policy" && i + 1 < argc)
            places.policy = argv[++i];
        else if (word == "--heartbeat" && i + 1 < argc)
            places.heartbeat = std::chrono::seconds(std::clamp(std::atoi(argv[++i]), 1, 86'400));
        else
            return 2;
    }
    if (one_channel)
        places.heartbeat = {}; // It is there for one request only.
    if (places.state.empty() || places.share.empty())
        return 2;
    auto done = broker::run(places, one_channel);
    if (!done) {
        std::fprintf(stderr, "sekishod: %s\n", done.error().message.c_str());
        return 3;
    }
    return 0;
}
