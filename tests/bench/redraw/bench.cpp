// SPDX-License-Identifier: MIT
// bench-redraw LIBEXEC FILE.pdf...: draws each file again and has it verified; prints a line of its
// seconds without and with the verifier, pages, bytes and name, or "refused". With BENCH_KEEP set
// to a folder, the results stay there as 0.pdf, 1.pdf, ...
#include "kiosk/broker/ask/redraw.h"
#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>

using broker::Rebuilt, broker::Refused;
using Clock = std::chrono::steady_clock;

static constexpr std::uint64_t most_bytes = 1u << 31;

static Result<void> keep(const base::Descriptor& pdf, int number)
{
    const auto* folder = std::getenv("BENCH_KEEP");
    if (!folder)
        return {};
    auto path = std::string(folder) + "/" + std::to_string(number) + ".pdf";
    base::Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file)
        return base::system_error("open");
    return base::write_fully(file, TRY(base::read_all(pdf, most_bytes)));
}

static Result<void> redraw(broker::Workers& workers, const char* path, int number)
{
    base::Descriptor file(open(path, O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("open");
    auto pdf = TRY(base::sealed_memory_file("pdf", TRY(base::read_all(file, most_bytes))));
    broker::RedrawRequest request;
    request.pages.dpi = 200;
    request.links = policy::Hyperlinks::Keep;
    auto start = Clock::now();
    auto outcome = TRY(broker::redraw_pdf(workers, pdf, request));
    auto drawn = std::chrono::duration<double>(Clock::now() - start).count();
    if (auto* refused = std::get_if<Refused>(&outcome)) {
        std::printf("refused %s: %s\n", path, refused->detail.c_str());
        return {};
    }
    const auto& rebuilt = std::get<Rebuilt>(outcome);
    auto verified = TRY(broker::verify_pdf(
        workers, {}, rebuilt.bytes, { rebuilt.pages, policy::Hyperlinks::Keep }));
    auto whole = std::chrono::duration<double>(Clock::now() - start).count();
    if (auto* refused = std::get_if<Refused>(&verified))
        return Error { "our own verifier refuses it: " + refused->detail };
    std::printf("%.4f %.4f %llu %llu %s\n", drawn, whole,
        static_cast<unsigned long long>(rebuilt.pages),
        static_cast<unsigned long long>(TRY(base::size_of(rebuilt.bytes))), path);
    return keep(rebuilt.bytes, number);
}

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "bench-redraw LIBEXEC FILE.pdf...\n");
        return 2;
    }
    broker::Workers workers(argv[1]);
    int status = 0;
    for (int i = 2; i < argc; ++i) {
        auto done = redraw(workers, argv[i], i - 2);
        if (!done) {
            std::printf("no answer %s: %s\n", argv[i], done.error().message.c_str());
            status = 1;
        }
    }
    return status;
}
