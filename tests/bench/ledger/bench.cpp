// SPDX-License-Identifier: MIT
// bench-ledger LIBEXEC FOLDER ENTRIES: a ledger of so many entries, made in FOLDER (which must not
// exist), then started, asked and proved. A line for each: what, seconds, and the most memory in
// KiB that the process ever held, with tabs between.
#include "kiosk/ledger/ask.h"
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/verify.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sys/resource.h>
#include <unistd.h>

using namespace ledger;
using nlohmann::json;
namespace fs = std::filesystem;

static base::Descriptor opened(const std::string& path, int flags)
{
    return base::Descriptor(open(path.c_str(), flags | O_CLOEXEC));
}

static Result<void> make(const std::string& folder, std::uint64_t entries)
{
    base::SystemClock clock;
    auto log = TRY(Log::open(TRY(open_disk(opened(folder, O_RDONLY | O_DIRECTORY))), clock));
    for (std::uint64_t done = 0; done < entries;) {
        std::vector<json> batch;
        for (; batch.size() < 2000 && done < entries; ++done)
            batch.push_back({ { "type", "file_verdict" },
                { "transfer", "t-" + std::to_string(done / 1000) }, { "size", done },
                { "path", "資料/" + std::to_string(done) + ".txt" }, { "verdict", "Sanitized" },
                { "sha256", base::to_hex(base::sha256(base::view_of(std::to_string(done)))) } });
        TRY(log->append(std::move(batch)));
    }
    return {};
}

static double seconds_of(const std::function<Result<void>()>& work)
{
    auto start = std::chrono::steady_clock::now();
    if (auto done = work(); !done) {
        std::fprintf(stderr, "%s\n", done.error().message.c_str());
        std::exit(1);
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Of the child that has `folder` locked, from outside.
static long peak_of_ledger_kib()
{
    for (const auto& process : fs::directory_iterator("/proc")) {
        std::ifstream status(process.path() / "status");
        std::string line;
        std::getline(status, line);
        if (!line.ends_with("sekisho-ledger"))
            continue;
        bool is_ours = false;
        while (std::getline(status, line)) {
            if (line.starts_with("PPid:"))
                is_ours = std::atol(line.c_str() + 5) == getpid();
            if (line.starts_with("VmHWM:") && is_ours)
                return std::atol(line.c_str() + 6);
        }
    }
    return 0;
}

static void show_line(const char* what, double seconds, long kib)
{
    std::printf("%s\t%.3f\t%ld\n", what, seconds, kib);
}

static int run(const std::string& libexec, const std::string& folder, std::uint64_t entries)
{
    fs::create_directories(folder);
    show_line("make", seconds_of([&] { return make(folder, entries); }), 0);
    auto hashing = seconds_of([&]() -> Result<void> {
        TRY(base::sha256_of_file(opened(folder + "/entries.log", O_RDONLY)));
        return {};
    });
    show_line("hash", hashing, 0);

    std::unique_ptr<Client> client;
    auto started = seconds_of([&]() -> Result<void> {
        client = TRY(Client::start(libexec + "/sekisho-ledger", folder));
        return {};
    });
    show_line("start", started, peak_of_ledger_kib());
    auto find = [&](bool scan) -> Result<void> {
        message::Find wanted;
        wanted.set_transfer("t-" + std::to_string(entries / 2000));
        wanted.set_limit(1000);
        wanted.set_scan(scan);
        TRY(client->find(wanted));
        return {};
    };
    auto indexed = seconds_of([&] { return find(false); });
    show_line("index", indexed, peak_of_ledger_kib());
    auto found = seconds_of([&] { return find(false); });
    show_line("search", found, peak_of_ledger_kib());
    auto scanned = seconds_of([&] { return find(true); });
    show_line("scan", scanned, peak_of_ledger_kib());
    auto proved = seconds_of([&]() -> Result<void> {
        for (std::uint64_t i = 0; i < 100; ++i)
            TRY(client->prove(i * (entries / 100)));
        return {};
    });
    show_line("receipts", proved, peak_of_ledger_kib());
    client.reset();

    auto verified = seconds_of([&]() -> Result<void> {
        auto disk = open_disk_for_reading(opened(folder, O_RDONLY | O_DIRECTORY));
        auto verification = verify_ledger(*disk);
        return verification.findings.empty() ? Result<void> {}
                                             : Error { verification.findings[0].what };
    });
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    show_line("verify", verified, usage.ru_maxrss);
    return 0;
}

int main(int argc, char** argv)
{
    if (argc != 4 || fs::exists(argv[2])) {
        std::fprintf(stderr, "bench-ledger LIBEXEC FOLDER ENTRIES\n");
        return 2;
    }
    return run(argv[1], argv[2], std::strtoull(argv[3], nullptr, 10));
}
