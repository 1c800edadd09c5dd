// SPDX-License-Identifier: MIT
// A worker that misbehaves in every way we could think of ends as what it is, never as an answer.
#include "kiosk/broker/workers.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/evidence.h"
#include "tests/fakes/probe/probe.pb.h"

#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;
using worker::Ended;

static broker::Workers& workers()
{
    static broker::Workers the_workers(SEKISHO_LIBEXEC);
    return the_workers;
}

static probe::Request request_for(probe::Act act)
{
    probe::Request request;
    request.set_act(act);
    return request;
}

// Asks for a bad act and expects no answer; returns how the process ended.
static worker::Ending ending_after(probe::Act act, worker::Limits limits = {})
{
    auto process = workers().spawn("fake-probe", limits);
    EXPECT_TRUE(process) << process.error().message;
    if (!process)
        return {};
    auto output = base::create_memory_file("output").take();
    int descriptor = output.get();
    EXPECT_TRUE(process.value().send(request_for(act), { &descriptor, 1 }));
    if (process.value().receive<probe::Answer>()) {
        EXPECT_FALSE(process.value().finish());
    }
    return process.value().ending();
}

TEST(Worker, AnswersAndEnds)
{
    auto request = request_for(probe::ACT_ECHO);
    request.set_text("関所");
    auto answer = broker::ask<probe::Answer>(workers(), "fake-probe", {}, request);
    ASSERT_TRUE(answer) << answer.error().message;
    auto text = answer.value().checked([](const probe::Answer& a) { return a.text(); });
    EXPECT_EQ(text, "関所");
}

TEST(Worker, IsEndedAtItsDeadline)
{
    worker::Limits limits;
    limits.time = 300ms;
    auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(ending_after(probe::ACT_SPIN, limits).how, Ended::Timeout);
    EXPECT_EQ(ending_after(probe::ACT_ANSWER_AND_STAY, limits).how, Ended::Timeout);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

TEST(Worker, CrashesWithoutHarm)
{
    EXPECT_EQ(ending_after(probe::ACT_CRASH).how, Ended::Crashed);
    EXPECT_EQ(ending_after(probe::ACT_CRASH).detail, "SIGSEGV");
}

TEST(Worker, IsNotBelievedWhenItBreaksTheRules)
{
    EXPECT_EQ(ending_after(probe::ACT_END_SILENTLY).how, Ended::Failed);
    EXPECT_EQ(ending_after(probe::ACT_ANSWER_TWICE).how, Ended::Nonsense);
    EXPECT_EQ(ending_after(probe::ACT_EMPTY_AFTERWARDS).how, Ended::Nonsense);
    EXPECT_EQ(ending_after(probe::ACT_GARBAGE).how, Ended::Nonsense);
    EXPECT_EQ(ending_after(probe::ACT_HUGE_LENGTH).how, Ended::Nonsense);
    EXPECT_EQ(ending_after(probe::ACT_HALF_FRAME).how, Ended::Nonsense);
    EXPECT_EQ(ending_after(probe::ACT_EXTRA_DESCRIPTOR).how, Ended::Nonsense);
}

TEST(Evidence, IsNotFoundWhereNoSandboxIs)
{
    EXPECT_FALSE(worker::check_namespaces(getpid())); // These are our own.
    EXPECT_FALSE(worker::check_locked_in(getpid()));
    EXPECT_FALSE(worker::check_namespaces(-1));
    EXPECT_FALSE(worker::check_locked_in(-1));
}

TEST(Worker, GetsNoMoreMemoryThanItsLimit)
{
    worker::Limits limits;
    limits.memory_bytes = 256 << 20;
    auto answer = broker::ask<probe::Answer>(
        workers(), "fake-probe", limits, request_for(probe::ACT_EAT_MEMORY));
    ASSERT_TRUE(answer) << answer.error().message;
    auto eaten = answer.value().checked([](const probe::Answer& a) { return a.number(); });
    EXPECT_LE(eaten, limits.memory_bytes);
    EXPECT_GE(eaten, limits.memory_bytes / 2); // It may use what it was promised.
}

TEST(Worker, CannotFillTheDisk)
{
    worker::Limits limits;
    limits.output_bytes = 8 << 20;
    auto process = workers().spawn("fake-probe", limits);
    ASSERT_TRUE(process);
    auto output = base::create_memory_file("output").take();
    int descriptor = output.get();
    ASSERT_TRUE(process.value().send(request_for(probe::ACT_FILL_OUTPUT), { &descriptor, 1 }));
    EXPECT_FALSE(process.value().receive<probe::Answer>());
    EXPECT_EQ(process.value().ending().how, Ended::Forbidden);
    EXPECT_EQ(base::size_of(output).value(), limits.output_bytes);
}

#ifdef SEKISHO_SANITIZE
TEST(Worker, InWhichTheSanitizersFindAFaultEndsTheTest)
{
    auto find = [] {
        auto request = request_for(probe::ACT_READ_BEHIND);
        request.set_text("four");
        return broker::ask<probe::Answer>(workers(), "fake-probe", {}, request);
    };
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_DEATH(
        static_cast<void>(find()), "heap-buffer-overflow(.|\\n)*found a fault in a worker");
}
#else // There a worker's error output is for whoever reads the tests.
TEST(Worker, FloodsNobodyThroughItsErrorOutput)
{
    auto answer = broker::ask<probe::Answer>(
        workers(), "fake-probe", {}, request_for(probe::ACT_FLOOD_STDERR));
    EXPECT_TRUE(answer) << answer.error().message; // Ten gigabytes into nowhere.
}
#endif

TEST(Worker, ServesManyThreadsAtOnce)
{
    std::vector<std::jthread> threads;
    std::atomic<int> answered { 0 };
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 25; ++i) {
                auto request = request_for(probe::ACT_ECHO);
                request.set_text(std::to_string(t * 100 + i));
                auto answer = broker::ask<probe::Answer>(workers(), "fake-probe", {}, request);
                if (answer && answer.value().checked([&](const probe::Answer& a) {
                        return a.text();
                    }) == request.text())
                    ++answered;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(answered, 100);
}

TEST(Worker, ThatIsMissingIsAnErrorAndCounted)
{
    broker::Workers none("/nonexistent");
    EXPECT_FALSE(none.spawn("fake-probe", {}));
    EXPECT_EQ(none.failures(), 1u);
}
