// SPDX-License-Identifier: MIT
// sekishod: the broker. It starts, limits and ends every other process of the station and answers
// the desks. It parses no file format, file system or device descriptor.
//
//   sekishod --state DIR --share DIR [--policy FILE] [--heartbeat SECONDS]
//            [--socket FILE] [--desk ACCOUNT] [--devices DIR]     listens on DIR/broker.sock
//   sekishod --state DIR --share DIR [--policy FILE] --channel    serves descriptor 3, then ends
//
// Desks run under its own account, or also under ACCOUNT: then they need no right to what it keeps.
// Security keys are looked for beneath DIR/sys/class/hidraw and DIR/dev in place of the machine's.
#include "kiosk/broker/daemon/desk.h"
#include "kiosk/broker/daemon/door.h"
#include "kiosk/broker/daemon/end_signals.h"
#include "kiosk/broker/selftest/fitness.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace broker {

static constexpr int most_desks = 64;

static Result<void> serve_one(const Places& places, const std::stop_token& end)
{
    base::SystemClock clock;
    wire::Channel channel { base::Descriptor(3) };
    auto station = Station::open(places, clock);
    if (!station) {
        tell_desk(channel, { Outcomes::Failed, station.error().message, "", "" });
        return station.error();
    }
    Service service(*station.value());
    if (auto clean = service.clean_up(); !clean) {
        tell_desk(channel, { Outcomes::Failed, clean.error().message, "", "" });
        return clean;
    }
    serve_desk(service, std::move(channel), WithoutDesk::Stop, end);
    return {};
}

// Every desk that is being served.
struct Desks {
    std::mutex mutex;
    std::condition_variable gone;
    int count { 0 };
};

// Takes desks until it is told to end. A ledger that is silent for longer than it promised would
// look as if entries had been taken out.
static Result<void> listen_to_desks(const Door& door, Station& station, Service& service,
    Desks& desks, const base::Descriptor& ended, const std::stop_token& end)
{
    using Clock = std::chrono::steady_clock;
    auto due = Clock::now() + station.places().heartbeat;
    for (;;) {
        pollfd waiting[2] { { door.socket().get(), POLLIN, 0 }, { ended.get(), POLLIN, 0 } };
        auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()).count();
        auto ready = poll(waiting, 2, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (ready < 0 && errno != EINTR)
            return base::system_error("poll");
        if (Clock::now() >= due) {
            // If the ledger takes nothing, no transfer passes; but desks must still be told why.
            if (auto taken = station.record({ { "type", "heartbeat" } }); !taken)
                std::fprintf(stderr, "sekishod: %s\n", taken.error().message.c_str());
            if (auto expired = service.expire(); !expired)
                std::fprintf(stderr, "sekishod: %s\n", expired.error().message.c_str());
            due = Clock::now() + station.places().heartbeat;
        }
        if (ready <= 0)
            continue;
        if (waiting[1].revents != 0)
            return {};
        auto desk = door.take();
        std::lock_guard lock(desks.mutex);
        if (!desk || desks.count >= most_desks)
            continue;
        ++desks.count;
        std::thread([&, channel = wire::Channel(std::move(*desk))]() mutable {
            serve_desk(service, std::move(channel), WithoutDesk::GoOn, end);
            std::lock_guard done(desks.mutex);
            --desks.count;
            desks.gone.notify_all();
        }).detach();
    }
}

// Where desks ask, and as whom besides ourselves.
struct Entrance {
    std::string socket;
    std::string account;
};

static Result<Door> open_door(const Entrance& entrance)
{
    if (entrance.account.empty())
        return Door::open(entrance.socket, {});
    return Door::open(entrance.socket, TRY(desk_account(entrance.account)));
}

static Result<void> serve_all(
    const Places& places, const Entrance& entrance, const std::stop_token& end)
{
    base::SystemClock clock;
    auto station = TRY(Station::open(places, clock));
    Service service(*station);
    TRY(service.clean_up());
    auto fitness = TRY(check_fitness(*station, Memory::Ignored));
    std::optional<Door> door(TRY(open_door(entrance)));
    base::Descriptor ended(eventfd(0, EFD_CLOEXEC));
    if (!ended)
        return base::system_error("eventfd");
    std::stop_callback wake(end, [&] { eventfd_write(ended.get(), 1); });
    // Not fit: it answers, takes new definitions, and carries nothing.
    std::fprintf(stderr, "sekishod: %s%s\n",
        fitness.failure.empty() ? "ready" : "carries nothing: the self-test failed: ",
        fitness.failure.c_str());
    service.set_fitness(std::move(fitness));
    Desks desks;
    auto listened = listen_to_desks(*door, *station, service, desks, ended, end);
    door.reset();
    std::unique_lock lock(desks.mutex);
    desks.gone.wait(lock, [&] { return desks.count == 0; });
    TRY(station->record({ { "type", "shutdown" } }));
    station->ledger().close();
    return listened;
}

}

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    umask(077);
    broker::Places places;
    broker::Entrance entrance;
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
        else if (word == "--socket" && i + 1 < argc)
            entrance.socket = argv[++i];
        else if (word == "--devices" && i + 1 < argc)
            places.devices = argv[++i];
        else if (word == "--desk" && i + 1 < argc)
            entrance.account = argv[++i];
        else if (word == "--heartbeat" && i + 1 < argc)
            places.heartbeat = std::chrono::seconds(
                std::clamp(std::strtol(argv[++i], nullptr, 10), 1L, 86'400L));
        else
            return 2;
    }
    if (one_channel)
        places.heartbeat = {}; // It is there for one request only.
    if (places.state.empty() || places.share.empty())
        return 2;
    if (entrance.socket.empty())
        entrance.socket = places.state + "/broker.sock";
    broker::EndSignals signals;
    auto done = one_channel ? broker::serve_one(places, signals.token())
                            : broker::serve_all(places, entrance, signals.token());
    if (!done) {
        std::fprintf(stderr, "sekishod: %s\n", done.error().message.c_str());
        return 3;
    }
    return 0;
}
