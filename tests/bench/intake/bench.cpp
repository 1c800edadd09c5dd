// SPDX-License-Identifier: MIT
// bench-intake LIBEXEC FOLDER: a 1 GiB image with 1,000 files into the quarantine (list, read,
// hash, seal), against reading the image once and hashing it. FOLDER holds bench.fat32 of
// tests/samples/media.py, and takes the quarantine. The image is in the page cache for both.
#include "kiosk/broker/ask/medium.h"
#include "kiosk/quarantine/store.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <future>

using Clock = std::chrono::steady_clock;

static double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

static Result<double> baseline(const std::string& image)
{
    auto start = Clock::now();
    auto command = "cat '" + image + "' | sha256sum >/dev/null";
    if (std::system(command.c_str()) != 0)
        return Error { "cat | sha256sum failed" };
    return seconds_since(start);
}

// The worker copies one file while the one before is hashed.
static Result<double> ours(
    broker::Workers& workers, const std::string& image, const quarantine::Store& store)
{
    auto start = Clock::now();
    auto medium = TRY(broker::open_medium(workers, "image:" + image));
    std::vector<std::uint64_t> files;
    TRY(medium->list([&](const intake::Entry& entry) -> Result<void> {
        if (entry.kind == intake::Kind::File)
            files.push_back(entry.id);
        return {};
    }));
    if (files.size() != 1000)
        return Error { "not 1,000 files" };
    std::future<Result<quarantine::Sealed>> sealing;
    for (auto id : files) {
        auto incoming = TRY(store.begin());
        auto result = TRY(medium->read(id, incoming.bytes));
        if (!std::holds_alternative<intake::Taken>(result))
            return Error { "a file was not read" };
        if (sealing.valid())
            TRY(sealing.get());
        sealing = std::async(std::launch::async,
            [&store, one = std::move(incoming)]() mutable { return store.commit(std::move(one)); });
    }
    TRY(sealing.get());
    return seconds_since(start);
}

static Result<void> run(const std::string& libexec, const std::filesystem::path& folder)
{
    auto image = (folder / "bench.fat32").string();
    broker::Workers workers(libexec);
    TRY(baseline(image)); // Fills the page cache.
    auto theirs = TRY(baseline(image));
    auto shelf = folder / "quarantine";
    std::filesystem::create_directory(shelf);
    std::filesystem::permissions(shelf, std::filesystem::perms::owner_all);
    auto store = TRY(quarantine::Store::open(shelf.string()));
    auto mine = TRY(ours(workers, image, store));
    std::filesystem::remove_all(shelf);
    std::printf("baseline cat | sha256sum  %.2f s\nintake into quarantine    %.2f s\nratio %.2f\n",
        theirs, mine, theirs / mine);
    return {};
}

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    auto result = run(argv[1], argv[2]);
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return result ? 0 : 1;
}
