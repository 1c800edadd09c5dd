// SPDX-License-Identifier: MIT
// bench-flatten LIBEXEC RENDERERS FILE.pdf...: flattens each file, verifies it, and prints how long
// that took, how many bytes came out, and the same for `pdftoppm -jpeg -r 150` with `img2pdf`.
// With BENCH_KEEP set to a folder, the results stay there as 0.pdf, 1.pdf, ...
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

using broker::Outcome, broker::Rebuilt, broker::Refused;
using Clock = std::chrono::steady_clock;

struct Figures {
    double seconds { 0 };
    std::uint64_t bytes { 0 };
    std::uint64_t pages { 0 };
};

static double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

static Result<void> keep(const base::Descriptor& pdf, int number)
{
    const auto* folder = std::getenv("BENCH_KEEP");
    if (!folder)
        return {};
    auto path = std::string(folder) + "/" + std::to_string(number) + ".pdf";
    base::Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file)
        return base::system_error("open");
    return base::write_fully(file, TRY(base::read_all(pdf, 1u << 31)));
}

static Result<Outcome<Figures>> flatten(
    broker::Workers& workers, const char* path, unsigned renderers, int number)
{
    base::Descriptor file(open(path, O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("open");
    auto pdf = TRY(base::sealed_memory_file("pdf", TRY(base::read_all(file, 1u << 31))));
    broker::FlattenRequest request;
    request.renderers = renderers;
    auto start = Clock::now();
    auto outcome = TRY(broker::flatten_pdf(workers, pdf, request));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Figures>(std::move(*refused));
    const auto& rebuilt = std::get<Rebuilt>(outcome);
    Figures figures { seconds_since(start), TRY(base::size_of(rebuilt.bytes)), rebuilt.pages };
    auto verified = TRY(broker::verify_pdf(workers, {}, rebuilt.bytes));
    if (!std::holds_alternative<broker::VerifiedPdf>(verified))
        return Error { "our own verifier refuses it: " + std::get<Refused>(verified).detail };
    TRY(keep(rebuilt.bytes, number));
    return Outcome<Figures>(figures);
}

// In a folder of its own, removed afterwards. No bytes: one of the two tools failed.
static Figures by_common_tools(const std::string& path)
{
    char folder[] = "/tmp/bench-flatten-XXXXXX";
    if (!mkdtemp(folder))
        return {};
    setenv("BENCH_PDF", path.c_str(), 1);
    auto command = std::string("cd ") + folder
        + " && pdftoppm -jpeg -r 150 \"$BENCH_PDF\" p 2>/dev/null && img2pdf p*.jpg -o out.pdf";
    auto start = Clock::now();
    int status = std::system(command.c_str());
    Figures figures { seconds_since(start), 0, 0 };
    std::error_code failed;
    auto size = std::filesystem::file_size(std::string(folder) + "/out.pdf", failed);
    if (status == 0 && !failed)
        figures.bytes = size;
    std::filesystem::remove_all(folder, failed);
    return figures;
}

int main(int argc, char** argv)
{
    if (argc < 4) {
        std::fprintf(stderr, "bench-flatten LIBEXEC RENDERERS FILE.pdf...\n");
        return 2;
    }
    broker::Workers workers(argv[1]);
    auto renderers = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
    Figures ours;
    Figures theirs;
    for (int i = 3; i < argc; ++i) {
        std::string path = std::filesystem::absolute(argv[i]);
        auto outcome = flatten(workers, path.c_str(), renderers, i - 3);
        if (!outcome) {
            std::printf("no answer  %s: %s\n", argv[i], outcome.error().message.c_str());
            continue;
        }
        if (auto* refused = std::get_if<Refused>(&outcome.value())) {
            std::printf("refused    %s: %s\n", argv[i], refused->detail.c_str());
            continue;
        }
        auto one = std::get<Figures>(outcome.value());
        auto other = by_common_tools(path);
        std::printf("%4llu pages %7.3f s %9llu bytes; tools %7.3f s %9llu bytes  %s\n",
            static_cast<unsigned long long>(one.pages), one.seconds,
            static_cast<unsigned long long>(one.bytes), other.seconds,
            static_cast<unsigned long long>(other.bytes), argv[i]);
        ours.seconds += one.seconds;
        ours.bytes += one.bytes;
        ours.pages += one.pages;
        theirs.seconds += other.seconds;
        theirs.bytes += other.bytes;
    }
    if (ours.pages > 0 && theirs.bytes > 0)
        std::printf("all: %llu pages, %.1f pages/s; %.2f of the tools' time, %.2f of their bytes\n",
            static_cast<unsigned long long>(ours.pages),
            static_cast<double>(ours.pages) / ours.seconds, ours.seconds / theirs.seconds,
            static_cast<double>(ours.bytes) / static_cast<double>(theirs.bytes));
    return 0;
}
