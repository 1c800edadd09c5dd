// SPDX-License-Identifier: MIT
// bench-worker LIBEXEC ROUNDS: what a locked-in process for each file costs, beside the start of
// /bin/true without any sandbox. Each round does one of each. Prints milliseconds, one round a
// line: start of /bin/true, a job of a running zygote, a job of a program that must be started
// first.
//
// A job is all that a file pays: fork, sandbox, the broker's look from outside, a request with a
// descriptor, the answer, the end.
#include "kiosk/broker/ask/verify_text.h"
#include "kiosk/core/base/memory_file.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <spawn.h>
#include <sys/wait.h>

using Clock = std::chrono::steady_clock;

static double milliseconds_since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

static Result<double> start_true()
{
    auto start = Clock::now();
    char program[] = "/bin/true";
    char* words[] { program, nullptr };
    pid_t child = -1;
    int status = 0;
    if (posix_spawn(&child, program, nullptr, nullptr, words, nullptr) != 0
        || waitpid(child, &status, 0) != child || status != 0)
        return Error { "/bin/true does not start" };
    return milliseconds_since(start);
}

static Result<double> do_job(broker::Workers& workers, const base::Descriptor& text)
{
    auto start = Clock::now();
    auto outcome = TRY(broker::verify_text(
        workers, text, policy::FileType::PlainText, broker::ExpectedMark::Forbidden));
    if (!std::holds_alternative<broker::VerifiedText>(outcome))
        return Error { "the text is not accepted" };
    return milliseconds_since(start);
}

static Result<double> start_and_do_job(const char* libexec, const base::Descriptor& text)
{
    broker::Workers workers(libexec); // Its end is not counted: a file does not wait for it.
    return do_job(workers, text);
}

static Result<void> run(const char* libexec, int rounds)
{
    auto text = TRY(base::sealed_memory_file("text", base::view_of("one line\n")));
    broker::Workers workers(libexec);
    TRY(do_job(workers, text));
    for (int round = 0; round < rounds; ++round) {
        auto plain = TRY(start_true());
        auto warm = TRY(do_job(workers, text));
        auto cold = TRY(start_and_do_job(libexec, text));
        std::printf("%.4f %.4f %.4f\n", plain, warm, cold);
    }
    return {};
}

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    auto result = run(argv[1], std::atoi(argv[2]));
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return result ? 0 : 1;
}
