// SPDX-License-Identifier: MIT
// Runs with a clock of the test's own: what a person at the bar would see, second by second.
#include "kiosk/broker/run/pace.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

using broker::Pace;

namespace {

struct File {
    std::string path;
    std::uint64_t bytes;
    double takes; // Seconds.
};

// One file after the other; what was shown each half second, with the truth.
struct Shown {
    double at;
    double left;
    double truth;
};

std::vector<Shown> run(const std::vector<File>& files)
{
    Pace pace;
    for (const auto& file : files)
        pace.expect(Pace::cost_of(file.path, file.bytes));
    double end = 0;
    for (const auto& file : files)
        end += file.takes;
    auto at = [](double seconds) {
        return Pace::Time {}
        + std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::chrono::duration<double>(seconds));
    };
    std::vector<Shown> shown;
    pace.start(at(0), 1);
    double now = 0;
    double tick = 0.5;
    for (std::size_t i = 0; i < files.size(); ++i) {
        pace.began(i, files[i].path, Pace::cost_of(files[i].path, files[i].bytes), at(now));
        now += files[i].takes;
        for (; tick < now; tick += 0.5)
            shown.push_back({ tick, pace.seconds_left(at(tick)), end - tick });
        pace.ended(i);
    }
    shown.push_back({ end, pace.seconds_left(at(end)), 0 });
    return shown;
}

}

TEST(Pace, NothingLeftIsZeroAndOnlyThen)
{
    auto shown = run({ { "a.txt", 1000, 1 }, { "b.pdf", 1000, 90 }, { "c.txt", 1000, 1 } });
    EXPECT_EQ(shown.back().left, 0);
    shown.pop_back();
    for (const auto& one : shown)
        EXPECT_GE(one.left, 1) << "after " << one.at << " s";
}

TEST(Pace, SlowFilesAmongFastOnesAreForeseenByNameAndSize)
{
    std::vector<File> files;
    for (int i = 0; i < 200; ++i)
        files.push_back({ "text.txt", 2000, 0.02 });
    for (int i = 0; i < 20; ++i)
        files.push_back({ "large.pdf", 8 << 20, 24.0 }); // Twice as slow as thought.
    auto shown = run(files);
    // A minute in, and later, it is right within a third.
    for (const auto& one : shown) {
        if (one.at > 60 && one.truth > 30) {
            EXPECT_NEAR(one.left, one.truth, one.truth / 3) << "after " << one.at << " s";
        }
    }
}

TEST(Pace, DoesNotJumpUp)
{
    std::vector<File> files;
    for (int i = 0; i < 40; ++i)
        files.push_back({ i % 4 == 0 ? "a.pdf" : "b.docx", 300'000, i % 4 == 0 ? 1.0 : 2.5 });
    auto shown = run(files);
    for (std::size_t i = 20; i + 1 < shown.size(); ++i)
        EXPECT_LT(shown[i + 1].left, shown[i].left + 1.5) << "after " << shown[i].at << " s";
}

TEST(Pace, OneFileThatTakesMuchLongerThanThoughtKeepsSayingSo)
{
    auto shown = run({ { "small.txt", 100, 120 } });
    for (const auto& one : shown) {
        if (one.at > 30 && one.truth > 0) {
            EXPECT_GT(one.left, one.at / 8) << "after " << one.at << " s";
        }
    }
}

TEST(Pace, TellsWhatHasBeenInHandForLongest)
{
    Pace pace;
    auto second = std::chrono::seconds(1);
    pace.expect(1);
    pace.expect(1);
    pace.start(Pace::Time {}, 2);
    EXPECT_EQ(pace.longest_running(), "");
    pace.began(0, "first", 1, Pace::Time {});
    pace.began(1, "second", 1, Pace::Time {} + second);
    EXPECT_EQ(pace.longest_running(), "first");
    pace.ended(0);
    EXPECT_EQ(pace.longest_running(), "second");
    EXPECT_EQ(pace.files_done(), 1u);
}

TEST(Pace, PagesOfOneLongDocumentMoveTheBarAndTheTime)
{
    Pace pace;
    auto second = std::chrono::seconds(1);
    pace.expect(1);
    pace.start(Pace::Time {}, 1);
    pace.began(0, "long.pdf", 1, Pace::Time {});
    EXPECT_EQ(pace.share_done(), 0);
    // A page a second, of 99; shown each second.
    for (int page = 1; page <= 99; ++page) {
        pace.stepped(0, static_cast<std::uint64_t>(page), 99);
        auto left = pace.seconds_left(Pace::Time {} + page * second);
        if (page > 20) {
            EXPECT_NEAR(left, 100 - page, 10) << "at page " << page;
        }
    }
    EXPECT_NEAR(pace.share_done(), 0.99, 0.001);
    EXPECT_EQ(pace.longest_running(), "long.pdf 99/99");
    pace.stepped(0, 5, 99); // Late news of another thread.
    EXPECT_EQ(pace.longest_running(), "long.pdf 99/99");
    pace.ended(0);
    EXPECT_EQ(pace.share_done(), 1);
    pace.stepped(0, 99, 99); // It is gone.
    EXPECT_EQ(pace.longest_running(), "");
}

TEST(Pace, SkippedFilesCount)
{
    Pace pace;
    pace.expect(1);
    pace.start(Pace::Time {}, 2);
    EXPECT_GE(pace.seconds_left(Pace::Time {}), 1);
    pace.skipped(1);
    EXPECT_EQ(pace.seconds_left(Pace::Time {}), 0);
}
