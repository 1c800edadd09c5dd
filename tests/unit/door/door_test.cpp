// SPDX-License-Identifier: MIT
#include "kiosk/broker/daemon/door.h"

#include "kiosk/core/wire/local_socket.h"

#include <cstdlib>
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace broker {

static constexpr DeskAccount desk { 54321, 54322 };
static constexpr DeskAccount stranger { 54323, 54324 };
// In the desk's group, but another account.
static constexpr DeskAccount colleague { 54325, 54322 };

class Doors : public testing::Test {
protected:
    void SetUp() override
    {
        if (geteuid() != 0)
            GTEST_SKIP() << "only root can be somebody else";
        ASSERT_NE(nullptr, mkdtemp(m_folder.data()));
        ASSERT_EQ(0, chmod(m_folder.c_str(), 0711));
    }
    void TearDown() override
    {
        if (geteuid() == 0) {
            EXPECT_EQ(0, rmdir(m_folder.c_str())); // The socket went with its door.
        }
    }

    std::string path() const { return m_folder + "/socket"; }

    // Whether somebody of this account reaches the socket. The kernel notes who it was.
    bool reaches(DeskAccount account) const
    {
        auto child = fork();
        if (child == 0) {
            bool became = setgroups(0, nullptr) == 0
                && setresgid(account.group, account.group, account.group) == 0
                && setresuid(account.user, account.user, account.user) == 0;
            _exit(became && wire::connect_to(path()) ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return status == 0;
    }

    std::string m_folder { "/tmp/sekisho-door-XXXXXX" };
};

TEST_F(Doors, LetInTheDeskAndOurselvesAndNobodyElse)
{
    auto door = Door::open(path(), desk);
    ASSERT_TRUE(door) << door.error().message;
    EXPECT_TRUE(reaches(desk));
    EXPECT_TRUE(door.value().take());
    EXPECT_TRUE(reaches({ 0, 0 }));
    EXPECT_TRUE(door.value().take());
    EXPECT_FALSE(reaches(stranger));
    // The mode lets them by; what the kernel tells does not.
    EXPECT_TRUE(reaches(colleague));
    EXPECT_FALSE(door.value().take());
}

TEST_F(Doors, WithoutADeskAreOursAlone)
{
    auto door = Door::open(path(), {});
    ASSERT_TRUE(door) << door.error().message;
    EXPECT_FALSE(reaches(desk));
    EXPECT_TRUE(reaches({ 0, 0 }));
    EXPECT_TRUE(door.value().take());
}

TEST(DeskAccounts, AreTheMachines)
{
    EXPECT_TRUE(desk_account("root"));
    EXPECT_FALSE(desk_account("no-such-account"));
}

}
