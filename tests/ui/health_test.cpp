// SPDX-License-Identifier: MIT
// How the station is, and what somebody does about it: definitions, self-test, clock, backup.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QProcess>

namespace ui_test {

class Health : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        broker().put("definitions/own.yar",
            "rule own { strings: $a = \"xyzzy-of-a-test\" condition: $a }\n");
        open({ broker().path("definitions") });
        touch("log-in");
        log_in("admin");
        wait_for_page("desk");
        touch("go-administer");
        look("97-administer");
    }

    void TearDown() override
    {
        leave();
        Desk::TearDown();
    }

    void open_health()
    {
        touch("go-health");
        wait_until("it is known", [this] { return is_shown("health-ledger"); });
    }

    void sign(int seconds = 60)
    {
        wait_for_page("sign");
        type("password-anew", password);
        touch("sign-send");
        wait_until(
            "the station has answered", [this] { return is_shown("sign-notice"); }, seconds);
    }
};

TEST_F(Health, WhatHoldsAndWhatDoesNotIsTold)
{
    open_health();
    look("98-health");
    EXPECT_TRUE(is_shown("engine-clamav"));
    EXPECT_TRUE(text("engine-clamav-what").contains("試験用"))
        << "the bench's protect from nothing";
    EXPECT_TRUE(is_shown("health-disk"));
    EXPECT_TRUE(is_shown("health-clock"));
    touch("self-test");
    wait_until(
        "it is tested", [this] { return text("health-tested-what").contains("たった今"); }, 120);
    look("99-health-tested");
}

TEST_F(Health, DefinitionsAreImportedAndRolledBack)
{
    open_health();
    EXPECT_FALSE(find<QAbstractButton>("definitions-rollback")->isEnabled());
    for (int i = 0; i < 2; ++i) {
        touch("definitions-import");
        look("100-definitions");
        touch("form-next");
        sign(240);
        ASSERT_FALSE(is_shown("sign-send")) << text("sign-notice-what").toStdString();
        touch("sign-back");
        wait_for_page("health");
    }
    wait_until("there are some from before",
        [this] { return find<QAbstractButton>("definitions-rollback")->isEnabled(); });
    touch("definitions-rollback");
    sign(120);
    EXPECT_FALSE(is_shown("sign-send")) << text("sign-notice-what").toStdString();
    EXPECT_EQ(count_entries("definitions_change"), 3);
}

TEST_F(Health, TheClockIsHeldAgainstAWatch)
{
    open_health();
    touch("clock-check");
    type("watch", "12 o'clock");
    touch("form-next");
    sign();
    EXPECT_TRUE(text("sign-notice-what").contains("2026-11-30 17:05"));
    touch("sign-back");
    type("watch", QDateTime::currentDateTime().addSecs(3600).toString("yyyy-MM-dd HH:mm"));
    touch("form-next");
    sign();
    look("101-clock-wrong");
    EXPECT_TRUE(text("sign-notice-what").contains("ずれています"));
    touch("sign-back");
    type("watch", QDateTime::currentDateTime().toString("yyyy-MM-dd HH:mm"));
    look("102-clock");
    touch("form-next");
    sign();
    EXPECT_FALSE(is_shown("sign-send")) << text("sign-notice-what").toStdString();
    EXPECT_EQ(count_entries("clock_check"), 2);
}

TEST_F(Health, ABackupIsMadeAndHolds)
{
    touch("go-backup");
    type("backup-to", broker().path("backup"));
    look("103-backup");
    touch("form-next");
    sign(120);
    look("104-backup-made");
    ASSERT_FALSE(is_shown("sign-send")) << text("sign-notice-what").toStdString();
    QString sekisho = QString(SEKISHO_LIBEXEC) + "/../bin/sekisho";
    EXPECT_EQ(QProcess::execute(sekisho, { "backup", "verify", broker().path("backup") }), 0);
    EXPECT_TRUE(QDir(broker().path("backup/ledger")).exists());
    EXPECT_FALSE(QFile::exists(broker().path("backup/ledger/key")));
    touch("sign-back");
    wait_for_page("administer");
}

}
