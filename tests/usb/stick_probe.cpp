// SPDX-License-Identifier: MIT
// stick-probe carry PORT STICKS: so many sticks, one after the other, each once it is plugged in,
//     through gate, intake-usb and intake-volume, and nothing behind them: a line for each file,
//     "whole PATH BYTES SHA256" or "unread PATH", then "over WHY", or only "failed WHY"; and "next"
//     once the port is empty again. What is told of one stick comes at once.
// stick-probe speed PORT MIB: the first mebibytes of a stick, five times each in turn, by
// intake-usb
//     and by a bare loop over libusb's pipes with the largest reads: MiB/s,
//     the best of four runs each.
// It lies in PREFIX/tests; the workers are in PREFIX/libexec.
#include "kiosk/broker/ask/stick.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/intake/blocks/blocks.pb.h"
#include "kiosk/intake/usb/libusb_pipes.h"
#include "kiosk/intake/usb/scsi.h"
#include "kiosk/intake/usb/usb.pb.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <thread>

namespace blocks = intake::blocks;
using Clock = std::chrono::steady_clock;

static constexpr std::uint64_t mebibyte = 1 << 20;

static std::string libexec()
{
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "libexec";
}

static Result<std::unique_ptr<gate::Client>> start_gate(const std::string& port)
{
    return gate::Client::start(libexec() + "/sekisho-gate", { port });
}

static std::string joined(const std::vector<std::string>& path)
{
    std::string text;
    for (const auto& component : path)
        text += (text.empty() ? "" : "/") + component;
    return text;
}

static Result<void> carry(broker::Workers& workers, gate::Client& gate, const std::string& port)
{
    auto stick = TRY(broker::StickReader::open(
        workers, gate, port, TRY(base::create_memory_file("sectors")), {}));
    std::vector<intake::Entry> files;
    TRY(stick->list([&](const intake::Entry& entry) -> Result<void> {
        if (entry.kind == intake::Kind::File)
            files.push_back(entry);
        return {};
    }));
    std::string over;
    for (const auto& file : files) {
        auto into = TRY(base::create_memory_file("file"));
        auto read = over.empty() ? stick->read(file.id, into) : Error { over };
        if (!read)
            over = read.error().message;
        if (read && std::holds_alternative<intake::Taken>(read.value()))
            std::printf("whole %s %llu %s\n", joined(file.path).c_str(),
                static_cast<unsigned long long>(file.size),
                base::to_hex(TRY(base::sha256_of_file(into))).c_str());
        else
            std::printf("unread %s\n", joined(file.path).c_str());
    }
    std::printf("over %s\n", stick->conclude().c_str());
    return {};
}

enum class Port { Taken, Empty };

static Result<void> wait_until(Port wanted, gate::Client& gate, const std::string& port)
{
    for (;;) {
        auto seen = gate.look(port); // An Error where the kernel is not done with it.
        if (seen && seen.value().has_value() == (wanted == Port::Taken))
            return {};
        if (!seen && seen.error().message.find("gate") != std::string::npos)
            return seen.error();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

static Result<void> carry_one_after_the_other(const std::string& port, std::uint64_t sticks)
{
    std::setvbuf(stdout, nullptr, _IOFBF, 1 << 16);
    broker::Workers workers(libexec());
    auto gate = TRY(start_gate(port));
    for (std::uint64_t done = 0; done < sticks; ++done) {
        TRY(wait_until(Port::Taken, *gate, port));
        auto carried = carry(workers, *gate, port);
        if (!carried)
            std::printf("failed %s\n", carried.error().message.c_str());
        std::fflush(stdout);
        TRY(wait_until(Port::Empty, *gate, port));
        std::printf("next\n");
        std::fflush(stdout);
    }
    return {};
}

static double rate(std::uint64_t mebibytes, Clock::time_point start)
{
    return static_cast<double>(mebibytes)
        / std::chrono::duration<double>(Clock::now() - start).count();
}

static Result<double> bare(
    gate::Client& gate, const std::string& port, std::uint64_t mebibytes, std::uint64_t at_once)
{
    auto opened = TRY(gate.open(port));
    auto context = TRY(usb::LibusbContext::create());
    auto pipes = TRY(usb::LibusbPipes::open(context, opened.node, opened.storage));
    usb::BulkOnly bulk(*pipes);
    base::Bytes buffer(at_once * mebibyte);
    // The first command after power-on only says that.
    bulk.read(0, usb::scsi::test_unit_ready(), {}, std::chrono::seconds(10));
    base::Bytes sense(usb::scsi::sense_bytes);
    bulk.read(0, usb::scsi::request_sense(usb::scsi::sense_bytes), sense, std::chrono::seconds(10));
    constexpr std::uint64_t block = 512;
    auto start = Clock::now();
    for (std::uint64_t done = 0; done < mebibytes; done += at_once) {
        auto words = usb::scsi::read_blocks(
            done * mebibyte / block, static_cast<std::uint32_t>(buffer.size() / block));
        auto result = bulk.read(0, words, buffer, std::chrono::seconds(10));
        if (result.end != usb::CommandEnd::Passed)
            return Error { "a bare read failed: " + std::string(usb::word(result.fault)) };
    }
    auto speed = rate(mebibytes, start);
    pipes.reset();
    TRY(gate.close(port));
    return speed;
}

static Result<double> ours(
    broker::Workers& workers, gate::Client& gate, const std::string& port, std::uint64_t mebibytes)
{
    auto opened = TRY(gate.open(port));
    worker::Limits limits;
    limits.memory_bytes = 128 << 20;
    limits.output_bytes = mebibytes * mebibyte * 2;
    limits.time = std::chrono::minutes(10);
    auto process = TRY(workers.spawn("intake-usb", limits));
    auto [asks, answers] = TRY(wire::Channel::pair());
    auto file = TRY(base::create_memory_file("sectors"));
    usb::message::Open request;
    request.set_interface(opened.storage.interface);
    request.mutable_in()->set_number(opened.storage.in.number);
    request.mutable_out()->set_number(opened.storage.out.number);
    int descriptors[] { opened.node.get(), file.get(), answers.socket().get() };
    TRY(process.send(request, descriptors));
    answers.close();
    static_cast<void>(TRY(process.receive<usb::message::FromWorker>())); // It is open.
    auto start = Clock::now();
    for (std::uint64_t done = 0; done < mebibytes; ++done) {
        blocks::Fetch fetch;
        fetch.set_offset(done * mebibyte);
        fetch.set_bytes(mebibyte);
        TRY(wire::send_message(asks, fetch));
        auto fetched = TRY(wire::receive_trusted<blocks::Fetched>(asks));
        if (fetched.message.state() != blocks::STATE_GOOD)
            return Error { "intake-usb read nothing" };
    }
    auto speed = rate(mebibytes, start);
    asks.close();
    static_cast<void>(TRY(process.receive<usb::message::FromWorker>()));
    TRY(gate.close(port));
    return speed;
}

static Result<void> speed(const std::string& port, std::uint64_t mebibytes)
{
    broker::Workers workers(libexec());
    auto gate = TRY(start_gate(port));
    for (int round = 0; round < 3; ++round) {
        auto best = 0.0;
        auto mine = 0.0;
        for (std::uint64_t at_once : { 1u, 2u, 4u, 8u }) {
            best = std::max(best, TRY(bare(*gate, port, mebibytes, at_once)));
            mine = std::max(mine, TRY(ours(workers, *gate, port, mebibytes)));
        }
        std::printf("%.1f %.1f\n", best, mine);
    }
    return {};
}

int main(int argc, char** argv)
{
    std::string verb = argc > 2 ? argv[1] : "";
    Result<void> done = Error { "stick-probe carry PORT STICKS | speed PORT MIB" };
    if (verb == "carry" && argc > 3)
        done = carry_one_after_the_other(argv[2], std::strtoull(argv[3], nullptr, 10));
    else if (verb == "speed" && argc > 3)
        done = speed(argv[2], std::strtoull(argv[3], nullptr, 10));
    if (done)
        return 0;
    std::fprintf(stderr, "stick-probe: %s\n", done.error().message.c_str());
    return 1;
}
