// SPDX-License-Identifier: MIT
// bench-flatten LIBEXEC RENDERERS FILE.pdf...: flattens each file and prints a line of its seconds,
// pages, bytes and name; "refused" for a file that is none of ours to draw. With BENCH_KEEP set to
// a folder, the results are verified and stay there as 0.pdf, 1.pdf, ...
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>

using broker::Outcome, broker::Rebuilt, broker::Refused;
using Clock = std::chrono::steady_clock;

static constexpr std::uint64_t most_bytes = 1u << 31;

static Result<void> keep(broker::Workers& workers, const Rebuilt& rebuilt, int number)
{
    const auto* folder = std::getenv("BENCH_KEEP");
    if (!folder)
        return {};
    auto verified = TRY(broker::verify_pdf(workers, {}, rebuilt.bytes, { rebuilt.pages }));
    if (auto* refused = std::get_if<Refused>(&verified))
        return Error { "our own verifier refuses it: " + refused->detail };
    auto path = std::string(folder) + "/" + std::to_string(number) + ".pdf";
    base::Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file)
        return base::system_error("open");
    return base::write_fully(file, TRY(base::read_all(rebuilt.bytes, most_bytes)));
}

static Result<void> flatten(
    broker::Workers& workers, const char* path, const broker::FlattenRequest& request, int number)
{
    base::Descriptor file(open(path, O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("open");
    auto pdf = TRY(base::sealed_memory_file("pdf", TRY(base::read_all(file, most_bytes))));
    auto start = Clock::now();
    auto outcome = TRY(broker::flatten_pdf(workers, pdf, request));
    auto seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (auto* refused = std::get_if<Refused>(&outcome)) {
        std::printf("refused %s: %s\n", path, refused->detail.c_str());
        return {};
    }
    const auto& rebuilt = std::get<Rebuilt>(outcome);
    std::printf("%.4f %llu %llu %s\n", seconds, static_cast<unsigned long long>(rebuilt.pages),
        static_cast<unsigned long long>(TRY(base::size_of(rebuilt.bytes))), path);
    return keep(workers, rebuilt, number);
}

int main(int argc, char** argv)
{
    if (argc < 4) {
        std::fprintf(stderr, "bench-flatten LIBEXEC RENDERERS FILE.pdf...\n");
        return 2;
    }
    broker::Workers workers(argv[1]);
    broker::FlattenRequest request;
    request.renderers = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
    if (std::getenv("BENCH_TEXT"))
        request.text_layer = policy::TextLayer::Invisible;
    int status = 0;
    for (int i = 3; i < argc; ++i) {
        auto done = flatten(workers, argv[i], request, i - 3);
        if (!done) {
            std::printf("no answer %s: %s\n", argv[i], done.error().message.c_str());
            status = 1;
        }
    }
    return status;
}
