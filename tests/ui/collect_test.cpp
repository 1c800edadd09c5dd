// SPDX-License-Identifier: MIT
// What one has brought in oneself: withdrawn before anybody has decided.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QDir>
#include <QFileInfo>
#include <QTest>

namespace ui_test {

class Collect : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        broker().put("stick/日報.txt", "異常なし\n");
        open({ broker().path("stick") });
    }

    // Long names may break wherever they must.
    QString where() const { return text("collect-where").remove(QChar(0x200B)); }
};

TEST_F(Collect, WhatWaitsIsWithdrawnByTwoTouches)
{
    auto transfer = bring_in("sato", "取り下げる申請");
    touch("log-in");
    log_in("sato");
    wait_for_page("desk");
    touch("go-collect");
    touch("open-" + transfer);
    auto before = count_entries("rejection");
    touch("collect-withdraw");
    look("38-withdraw");
    EXPECT_EQ(count_entries("rejection"), before) << "one touch may be a slip";
    touch("collect-back"); // They think better of it,
    touch("open-" + transfer);
    touch("collect-withdraw");
    EXPECT_EQ(count_entries("rejection"), before) << "and are asked anew.";
    touch("collect-withdraw");
    wait_until("it is withdrawn", [this] { return !is_shown("collect-withdraw"); });
    EXPECT_EQ(count_entries("rejection"), before + 1);
    EXPECT_EQ(text("collect-notice-what"), "取り下げました");
    touch("collect-back");
    wait_until("it is gone", [&] { return !is_shown("open-" + transfer); });
    leave();
}

TEST_F(Collect, WhatIsApprovedGoesToThePortThatHasAStick)
{
    auto transfer = bring_in("sato", "二つの差込口");
    broker().sekisho({ "approve", transfer }, "suzuki");
    broker().put("second/there", "");
    m_window.reset();
    m_station = std::make_unique<ui::Station>(broker().state(), QStringList {},
        QStringList { "dir:" + broker().path("first"), "dir:" + broker().path("second") });
    m_window = std::make_unique<ui::Window>(*m_station, m_printer);
    m_window->show();
    wait_until("the station answers", [this] { return m_station->is_there(); });
    touch("log-in");
    log_in("sato");
    wait_for_page("desk");
    touch("go-collect");
    wait_until("it is approved", [&] { return is_shown("open-" + transfer); });
    touch("open-" + transfer);
    EXPECT_TRUE(where().contains("first"));
    wait_until("the second has one", [this] { return where().contains("second"); });
    type("password-anew", password);
    broker().put("first/there", ""); // Another stick, while the proof stands there already.
    ASSERT_TRUE(QDir(broker().path("second")).removeRecursively());
    QTest::qWait(2500); // Three looks, if there were any.
    EXPECT_TRUE(where().contains("second")) << "it goes where it said";
    touch("hand-out");
    wait_until("it is handed out", [&] { return is_shown("collect-notice"); });
    EXPECT_EQ(text("collect-notice-what"), "書き出し、読み直して確認しました");
    EXPECT_TRUE(QFileInfo::exists(broker().path("second/日報.txt")));
    EXPECT_FALSE(QFileInfo::exists(broker().path("first/日報.txt")));
    leave();
}

TEST_F(Collect, WhoseAccountIsLockedMeanwhileIsSentAway)
{
    bring_in("sato", "ロックされる人");
    touch("log-in");
    log_in("sato");
    wait_for_page("desk");
    broker().sekisho({ "account", "lock", "sato" }, "admin");
    touch("go-collect"); // The first thing that asks.
    wait_for_page("idle");
    EXPECT_TRUE(is_shown("logged-out"));
    look("39-logged-out");
    EXPECT_EQ(text("person"), "");
    broker().sekisho({ "account", "unlock", "sato" }, "admin");
    touch("log-in");
    touch("login-back");
    EXPECT_FALSE(is_shown("logged-out")) << "told once";
}

}
