// SPDX-License-Identifier: MIT
// The scan stage alone, each file by a fresh locked-in process of the loaded ClamAV worker.
//
//   bench-scan LIBEXEC DEFINITIONS FILE...          scans the files one after the other; prints the
//                                                   seconds without loading, files, findings
//   bench-scan LIBEXEC DEFINITIONS --kill N FILE    begins to scan FILE N times and kills the
//   worker
//                                                   in the midst of it; after every tenth, and
//                                                   before the first, waits for a line on stdin
#include "kiosk/broker/ask/clamav.h"
#include "kiosk/core/base/memory_file.h"
#include "scanners/clamav/clamav.pb.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <thread>

using Clock = std::chrono::steady_clock;

static constexpr std::uint64_t scan_bytes = 1ull << 30;

static Result<base::Descriptor> open_input(const char* path)
{
    base::Descriptor file(open(path, O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error(path);
    return file;
}

static Result<void> scan(broker::Workers& workers, int count, char** paths)
{
    int findings = 0;
    auto start = Clock::now();
    for (int i = 0; i < count; ++i) {
        auto file = TRY(open_input(paths[i]));
        auto facts = broker::ask_clamav(workers, {}, file, scan_bytes);
        if (facts.state == policy::ScanState::NoAnswer)
            return Error { facts.detail };
        findings += facts.state == policy::ScanState::Found;
    }
    std::printf("%.4f %d %d\n", std::chrono::duration<double>(Clock::now() - start).count(), count,
        findings);
    return {};
}

// A line of ours, and one back: the other side looks at the memory in between.
static void pause(int killed)
{
    std::printf("%d\n", killed);
    std::fflush(stdout);
    while (std::getchar() > '\n') { }
}

static Result<void> kill_in_midst(broker::Workers& workers, int times, const char* path)
{
    auto file = TRY(open_input(path));
    clamav::message::Request request;
    request.set_file_bytes(scan_bytes);
    request.set_scan_bytes(scan_bytes);
    request.set_milliseconds(60'000);
    for (int killed = 0; killed < times; ++killed) {
        if (killed % 10 == 0)
            pause(killed);
        auto process = TRY(workers.spawn("scanners-clamav", {}));
        int descriptor = file.get();
        TRY(process.send(request, { &descriptor, 1 }));
        // Time enough to have memory and files of its own; then it goes out of scope.
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    pause(times);
    return {};
}

int main(int argc, char** argv)
{
    if (argc < 4)
        return 2;
    broker::Workers workers(argv[1], { { "scanners-clamav", { argv[2] } } });
    auto result = [&]() -> Result<void> {
        TRY(broker::ask_clamav_engine(workers)); // Loads.
        if (argc == 6 && std::strcmp(argv[3], "--kill") == 0)
            return kill_in_midst(workers, std::atoi(argv[4]), argv[5]);
        return scan(workers, argc - 3, argv + 3);
    }();
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return result ? 0 : 1;
}
