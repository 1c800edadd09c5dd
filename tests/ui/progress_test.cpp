// SPDX-License-Identifier: MIT
// A check takes time, can be ended, and does not end by one touch.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDir>

namespace ui_test {

class Progress : public Desk { };

TEST_F(Progress, EndsOnlyAfterItWasAskedTwice)
{
    for (int i = 0; i < 3000; ++i)
        broker().put(QString("many/%1.txt").arg(i), QByteArray::number(i) + "\n");
    open({ broker().path("many") });
    wait_until("the stick is found", [this] { return is_shown("medium"); });
    touch("begin");
    log_in("sato");
    request("たくさんのファイル");
    wait_for_page("progress");
    wait_until("some files are done",
        [this] { return find<QAbstractItemView>("files")->model()->rowCount() > 10; });
    look("24-progress");
    touch("cancel");
    look("25-progress-end");
    touch("go-on");
    EXPECT_FALSE(is_shown("progress-notice"));
    touch("cancel");
    touch("cancel");
    wait_until("it has ended", [this] { return is_shown("progress-close"); });
    look("26-progress-ended");
    touch("progress-close");
    wait_for_page("idle");
    touch("log-in");
    log_in("suzuki");
    touch("go-approve");
    wait_until("nothing waits", [this] { return is_shown("no-transfers"); });
    leave();
}

TEST_F(Progress, IsOfTheVeryMediumThatWasOnTheScreen)
{
    broker().put("port/計画.txt", "一号機\n");
    broker().put("other/計画.txt", "すり替え\n");
    open({ broker().path("port") });
    wait_until(
        "the stick is found", [this] { return find<QAbstractButton>("begin")->isEnabled(); });
    auto refused = count_entries("medium_refused");
    touch("begin");
    log_in("sato");
    QDir folder(broker().path(""));
    ASSERT_TRUE(folder.rename("port", "taken-out") && folder.rename("other", "port"));
    request("差し替え");
    wait_until("it is refused", [this] { return is_shown("progress-close"); });
    look("27-progress-exchanged");
    EXPECT_TRUE(text("progress-notice-what").contains("別のものに替わりました"))
        << text("progress-notice-what").toStdString();
    EXPECT_EQ(count_entries("medium_refused"), refused + 1);
    touch("progress-close");
    wait_for_page("idle");
    bring_in("sato", "正しい方"); // What is there now, looked at anew.
}

}
