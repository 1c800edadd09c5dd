// SPDX-License-Identifier: MIT
// Which sticks there are, who has them, and which should be back.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QFile>
#include <QProcess>

namespace ui_test {

class Media : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        m_stick = broker().path("stick.img");
        if (!QFile::exists(m_stick)) {
            ASSERT_EQ(QProcess::execute(
                          "/usr/sbin/mkfs.fat", { "-C", "-i", "1234abcd", m_stick, "2048" }),
                0);
        }
        open({ "image:" + m_stick });
        touch("log-in");
        log_in("admin");
        wait_for_page("desk");
        touch("go-administer");
        touch("go-media");
        wait_for_page("media");
    }

    void TearDown() override
    {
        leave();
        Desk::TearDown();
    }

    void sign()
    {
        wait_for_page("sign");
        type("password-anew", password);
        touch("sign-send");
        wait_until("the station has answered", [this] { return is_shown("sign-notice"); });
    }

    void register_the_stick()
    {
        touch("medium-add");
        wait_for_page("medium-form");
        touch("medium-kind-partner");
        touch("form-next");
        touch("form-next"); // The one place where something is.
        type("medium-name", "棚 7");
        type("medium-owner", "浄水課");
        touch("form-next");
        touch("confidentiality-C2");
        touch("form-next");
        sign();
    }

    QString m_stick;
};

TEST_F(Media, AStickIsRegisteredLentReturnedAndTakenOutOfUse)
{
    wait_until("there are none", [this] { return is_shown("media-empty"); });
    look("70-media-none");
    register_the_stick();
    EXPECT_FALSE(is_shown("sign-send")) << text("sign-notice-what").toStdString();
    look("71-medium-registered");
    touch("sign-back");
    wait_until("it is listed", [this] { return is_shown("open-M0001"); });
    touch("open-M0001");
    wait_until("its history is there", [this] { return text("medium-history").contains("媒体"); });
    look("72-medium");

    touch("medium-lend");
    type("lend-to", "山田");
    type("lend-until", "2099-12-31");
    look("73-medium-lend");
    touch("form-next");
    sign();
    touch("sign-back");
    wait_until("it is lent", [this] { return is_shown("medium-return"); });
    look("74-medium-lent");
    touch("medium-one-back");
    wait_until("it is listed", [this] { return is_shown("open-M0001"); });
    look("75-media-lent");
    EXPECT_FALSE(is_shown("media-notice")) << "nothing is overdue";

    touch("open-M0001");
    touch("medium-return");
    sign();
    touch("sign-back");
    wait_until("it is back", [this] { return is_shown("medium-lend"); });

    touch("medium-retire");
    EXPECT_FALSE(find<QAbstractButton>("form-next")->isEnabled()) << "it wants a reason";
    type("retire-reason", "故障、物理破壊済み");
    touch("form-next");
    look("76-medium-retire");
    sign();
    touch("sign-back");
    wait_until("it is out of use", [this] { return !is_shown("medium-retire"); });
    EXPECT_FALSE(is_shown("medium-lend"));
    EXPECT_EQ(count_entries("media_change"), 4);
}

TEST_F(Media, OneStickIsNotRegisteredTwice)
{
    register_the_stick(); // The one before is out of use.
    touch("sign-back");
    wait_for_page("media");
    register_the_stick();
    look("77-medium-registered-already");
    EXPECT_TRUE(is_shown("sign-send"));
    EXPECT_TRUE(text("sign-notice-what").contains("登録済み"))
        << text("sign-notice-what").toStdString();
}

TEST_F(Media, WhatShouldBeBackIsSeenAtOnce)
{
    wait_until("it is listed", [this] { return is_shown("open-M0002"); });
    touch("open-M0002");
    touch("medium-lend");
    type("lend-to", "山田");
    type("lend-until", "2001-01-01");
    touch("form-next");
    sign();
    EXPECT_EQ(text("sign-notice-what"), "返却日がすでに過ぎています。");
}

}
