// SPDX-License-Identifier: MIT
// The clocks that LibreOffice is shown, which stand before the C library's in this program, too.
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static timeval look()
{
    timeval now {};
    gettimeofday(&now, nullptr);
    return now;
}

static bool is_earlier(const timeval& one, const timeval& other)
{
    return timercmp(&one, &other, <) != 0;
}

TEST(OfficeClock, IsAlwaysTheSameDay)
{
    EXPECT_EQ(time(nullptr), 946'684'800);
    timespec now {};
    clock_gettime(CLOCK_REALTIME, &now);
    EXPECT_EQ(now.tv_sec, 946'684'800);
}

TEST(OfficeClock, SetsTimersThatWorkBeforeThereIsAJob)
{
    auto first = look();
    EXPECT_GT(first.tv_sec, 1'700'000'000);
    EXPECT_FALSE(is_earlier(look(), first));
}

// Behind any filter it is a job.
TEST(OfficeClock, LetsNoTimerOfAJobBeDue)
{
    auto child = fork();
    if (child == 0) {
        sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
        sock_fprog program { 1, &allow };
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
            _exit(2);
        auto set = look();
        for (int looks = 0; looks < 1000; ++looks) {
            auto now = look();
            if (!is_earlier(now, set))
                _exit(1);
            set = now;
        }
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
}
