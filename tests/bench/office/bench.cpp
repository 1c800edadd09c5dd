// SPDX-License-Identifier: MIT
// bench-office LIBEXEC FILE...: turns each office document into a PDF by the locked-in worker,
// whose zygote is warm, and by a fresh `soffice --headless --convert-to pdf`, and prints how much
// faster the worker is, for each kind and altogether. The program's first document, of either way,
// is not counted: it fills the file cache.
#include "kiosk/broker/ask/office.h"
#include "kiosk/core/base/memory_file.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <optional>

using broker::Outcome, broker::Refused, policy::FileType;
using Clock = std::chrono::steady_clock;

struct Times {
    unsigned documents { 0 };
    double ours { 0 };
    double stock { 0 };
};

static double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

static std::optional<FileType> type_of(const std::filesystem::path& path)
{
    auto extension = path.extension().string();
    for (const auto& info : policy::all_file_types()) {
        if (info.family == policy::Family::Office && !extension.empty()
            && policy::extension_fits(info.type, std::string_view(extension).substr(1)))
            return info.type;
    }
    return std::nullopt;
}

// Seconds, or why there is no PDF.
static Result<double> by_worker(
    broker::Workers& workers, const std::filesystem::path& path, FileType type)
{
    base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("open");
    auto document = TRY(base::sealed_memory_file("document", TRY(base::read_all(file, 1u << 31))));
    auto start = Clock::now();
    auto outcome = TRY(broker::office_to_pdf(workers, {}, document, type));
    auto seconds = seconds_since(start);
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Error { "refused: " + refused->detail };
    return seconds;
}

// With a profile of its own that has seen this version before, as an account's has.
static Result<double> by_soffice(const std::filesystem::path& path, const std::string& folder)
{
    setenv("BENCH_DOCUMENT", path.c_str(), 1);
    auto command = "soffice -env:UserInstallation=file://" + folder
        + "/profile --headless --convert-to pdf --outdir " + folder
        + " \"$BENCH_DOCUMENT\" >/dev/null 2>&1";
    auto start = Clock::now();
    int status = std::system(command.c_str());
    auto seconds = seconds_since(start);
    auto pdf = std::filesystem::path(folder) / path.stem();
    pdf += ".pdf";
    std::error_code ignored;
    if (status != 0 || !std::filesystem::remove(pdf, ignored))
        return Error { "soffice makes no PDF of it" };
    return seconds;
}

static void measure(broker::Workers& workers, const std::string& folder,
    const std::vector<std::filesystem::path>& documents)
{
    std::map<std::string, Times> kinds;
    for (const auto& path : documents) {
        auto type = type_of(path);
        auto ours = type ? by_worker(workers, path, *type) : Error { "no office document" };
        auto stock = ours ? by_soffice(path, folder) : ours;
        if (!stock) {
            std::printf("left out  %s: %s\n", path.c_str(), stock.error().message.c_str());
            continue;
        }
        std::printf("%7.3f s, soffice %7.3f s  %s\n", ours.value(), stock.value(), path.c_str());
        for (const auto& kind : { std::string(policy::info(*type).name), std::string("all") }) {
            auto& times = kinds[kind];
            ++times.documents;
            times.ours += ours.value();
            times.stock += stock.value();
        }
    }
    for (const auto& [kind, times] : kinds)
        std::printf("%-5s %3u documents, %.3f s each; soffice %.3f s each; ratio %.2f\n",
            kind.c_str(), times.documents, times.ours / times.documents,
            times.stock / times.documents, times.stock / times.ours);
}

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "bench-office LIBEXEC FILE...\n");
        return 2;
    }
    broker::Workers workers(argv[1]);
    std::vector<std::filesystem::path> documents;
    for (int i = 2; i < argc; ++i)
        documents.push_back(std::filesystem::absolute(argv[i]));
    char folder[] = "/tmp/bench-office-XXXXXX";
    if (!mkdtemp(folder))
        return 3;
    if (auto type = type_of(documents.front())) {
        [[maybe_unused]] auto ours = by_worker(workers, documents.front(), *type);
        [[maybe_unused]] auto stock = by_soffice(documents.front(), folder);
    }
    measure(workers, folder, documents);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return 0;
}
