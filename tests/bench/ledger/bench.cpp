// SPDX-License-Identifier: MIT
// bench-ledger LIBEXEC FOLDER ENTRIES: a ledger of so many entries, made in FOLDER (which must not
// exist), then started, asked and proved. A line for each: what, seconds, and the most memory in
// KiB that the process ever held, with tabs between.
#include "kiosk/ledger/ask.h"
#include "kiosk/ledger/log.h"
#include "kiosk/ledger/verify.h"

#include <algorithm>
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

// A year goes by while the ledger is made.
class Year final : public base::Clock {
public:
    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::time_point(m_passed + std::chrono::days(20'000));
    }
    std::chrono::nanoseconds monotonic() const override { return m_passed; }
    void pass(std::chrono::seconds some) { m_passed += some; }

private:
    std::chrono::seconds m_passed { 0 };
};

// A thousand for each transfer: its steps, and files between them.
static json entry_at(std::uint64_t number)
{
    auto transfer = "t-" + std::to_string(number / 1000);
    auto stick = "usb:0951:1666:" + std::to_string(number / 1000 % 50);
    switch (number % 1000) {
    case 0:
        return { { "type", "transfer_submit" }, { "transfer", transfer }, { "zone", "plant" },
            { "submitter", "sato" }, { "submitter_person", "佐藤" }, { "purpose", "点検" } };
    case 1:
        return { { "type", "media_in" }, { "transfer", transfer },
            { "device", { { "identity", stick } } } };
    case 999:
        return { { "type", "approval" }, { "transfer", transfer }, { "approver", "suzuki" },
            { "approver_person", "鈴木" } };
    default:
        return { { "type", "file_verdict" }, { "transfer", transfer }, { "size", number },
            { "path", "資料/" + std::to_string(number) + ".txt" }, { "verdict", "Sanitized" },
            { "sha256", base::to_hex(base::sha256(base::view_of(std::to_string(number)))) } };
    }
}

static Result<void> make(const std::string& folder, std::uint64_t entries)
{
    Year clock;
    auto log = TRY(Log::open(TRY(open_disk(opened(folder, O_RDONLY | O_DIRECTORY))), clock));
    for (std::uint64_t done = 0; done < entries;) {
        std::vector<json> batch;
        for (; batch.size() < 2000 && done < entries; ++done)
            batch.push_back(entry_at(done));
        clock.pass(std::chrono::days(365) / (entries / 2000 + 1));
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
    // A page of the auditor's screen, however far back, and what is there seldom.
    auto page = [&](const std::function<void(message::Find&)>& narrow) {
        message::Find wanted;
        wanted.set_limit(100);
        narrow(wanted);
        return seconds_of([&]() -> Result<void> {
            TRY(client->find(wanted));
            return {};
        });
    };
    auto indexed = seconds_of([&] { return find(false); });
    show_line("index", indexed, peak_of_ledger_kib());
    auto found = seconds_of([&] { return find(false); });
    show_line("search", found, peak_of_ledger_kib());
    auto pages = {
        page([](auto&) {}),
        page([&](auto& wanted) { wanted.set_before(entries / 3); }),
        page([](auto& wanted) {
            wanted.set_since("2024-11-02");
            wanted.set_until("2024-11-09");
        }),
        page([](auto& wanted) {
            wanted.set_actor("佐藤");
            wanted.set_until("2025-01");
        }),
        page([](auto& wanted) { wanted.set_medium("usb:0951:1666:7"); }),
        page([](auto& wanted) {
            wanted.set_zone("plant");
            wanted.set_kind("approval"); // None of both.
        }),
        page([&](auto& wanted) {
            wanted.set_transfer("t-" + std::to_string(entries / 4000));
            wanted.add_without("file_verdict");
            wanted.set_oldest_first(true);
        }),
    };
    show_line("page", std::max(pages), peak_of_ledger_kib());
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
