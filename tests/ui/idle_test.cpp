// SPDX-License-Identifier: MIT
// Nobody is logged in: media come and go, the station comes and goes.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QDir>

namespace ui_test {

class Idle : public Desk { };

TEST_F(Idle, TellsWhatIsInThePortAndWhenItIsGone)
{
    open({ broker().path("stick") });
    EXPECT_EQ(text("idle-title"), "USBメモリーを差し込んでください");
    EXPECT_FALSE(find<QAbstractButton>("begin")->isEnabled());
    look("20-idle-empty");
    broker().put("stick/a.txt", "a\n");
    wait_until("it is found", [this] { return is_shown("medium"); });
    EXPECT_EQ(text("idle-title"), "USBメモリーを確認しました");
    EXPECT_TRUE(find<QAbstractButton>("begin")->isEnabled());
    ASSERT_TRUE(QDir(broker().path("stick")).removeRecursively());
    wait_until("it is gone", [this] { return !is_shown("medium"); });
    EXPECT_FALSE(find<QAbstractButton>("begin")->isEnabled());
}

TEST_F(Idle, SaysThatDefinitionsOfTheBenchProtectFromNothing)
{
    open({});
    wait_until("its health is told", [this] { return is_shown("health"); });
    EXPECT_EQ(text("health-what"), "この装置はお試し用の設定です");
}

TEST_F(Idle, SaysWhyTheStationCannotStartAndWhatToDo)
{
    open({});
    broker().stop();
    broker().put("state/fault", "data-unreadable\n");
    m_station->look();
    wait_until("it is told", [this] { return is_shown("gone"); });
    EXPECT_EQ(text("gone-what"), "この装置の記録を読み出せません");
    EXPECT_TRUE(text("gone-next").contains("管理者に連絡"));
    EXPECT_FALSE(find<QAbstractButton>("begin")->isEnabled());
    look("48-data-unreadable");
    broker().put("state/fault", "data-missing\n");
    wait_until("another is told",
        [this] { return text("gone-what") == "記録を保存する領域がディスクにありません"; });
    broker().put("state/fault", "a word that nobody knows\n");
    wait_until("none is told", [this] { return text("gone-what") == "装置が応答していません"; });
    ASSERT_TRUE(QFile::remove(broker().state() + "/fault"));
    broker().start();
    wait_until("it is back", [this] { return !is_shown("gone"); });
}

TEST_F(Idle, GoesOnByItselfOnceTheStationIsBack)
{
    open({});
    touch("log-in");
    type("account", "sato");
    broker().stop();
    m_station->look();
    wait_until("it is told", [this] { return is_shown("gone"); });
    look("21-station-gone");
    broker().start();
    wait_until("it is back", [this] { return !is_shown("gone"); });
    EXPECT_EQ(find<QLineEdit>("account")->text(), "sato") << "nothing typed is lost";
    log_in("sato");
    wait_for_page("desk");
}

}
