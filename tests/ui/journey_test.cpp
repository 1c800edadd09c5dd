// SPDX-License-Identifier: MIT
// From a stick in a port to released files and a proved record, by three people at one screen.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QFileInfo>

namespace ui_test {

class Journey : public Desk { };

TEST_F(Journey, FromTheStickToTheProvedRecord)
{
    broker().put("stick/点検/日報 11月.txt", "水質は良好\n");
    broker().put("stick/点検/測定値.csv", "時刻,残留塩素\n09:00,0.4\n");
    broker().put("stick/setup.exe", QByteArray("MZ\0\0 not a document", 20));
    broker().put("stick/写真.jpg", "this is no picture");
    auto medium = broker().path("stick");
    open({ medium });

    wait_until("the stick is found", [this] { return is_shown("medium"); });
    look("01-idle");
    touch("begin");
    wait_for_page("login");
    look("02-login");
    log_in("sato");
    wait_for_page("request");
    look("03-what");
    touch("class-document");
    touch("request-next");
    look("04-where");
    touch("zone-bench");
    touch("request-next");
    EXPECT_FALSE(find<QAbstractButton>("request-next")->isEnabled()) << "a purpose is needed";
    type("purpose", "浄水場 月次点検");
    look("05-what-for");
    touch("request-next");
    EXPECT_FALSE(find<QAbstractButton>("request-next")->isEnabled()) << "a label is needed";
    touch("confidentiality-C2");
    touch("integrity-I2");
    touch("availability-A1");
    look("06-how");
    touch("request-next");
    wait_for_page("result");
    look("07-result");
    EXPECT_TRUE(text("result-notice-what").contains("2"))
        << text("result-notice-what").toStdString();
    choose("files", 0);
    look("08-result-of-one-file");
    touch("accept");
    wait_for_page("slip");
    auto transfer = text("transfer-number");
    look("09-slip");
    touch("slip-done");
    wait_for_page("idle");

    touch("log-in");
    log_in("suzuki");
    wait_for_page("desk");
    look("10-desk");
    EXPECT_TRUE(is_shown("go-approve"));
    EXPECT_FALSE(is_shown("go-review")) << "not theirs";
    touch("go-approve");
    wait_until("it waits", [&] { return is_shown("open-" + transfer); });
    look("11-queue");
    touch("open-" + transfer);
    wait_until("all files are there",
        [this] { return find<QAbstractButton>("review-decide")->isEnabled(); });
    look("12-review");
    touch("review-decide");
    look("13-decide");
    touch("answer-content");
    EXPECT_FALSE(find<QAbstractButton>("decide-send")->isEnabled()) << "who are they?";
    type("password-anew", "wrong");
    touch("decide-send");
    wait_until("it is refused", [this] { return is_shown("decide-notice"); });
    type("password-anew", password);
    touch("decide-send");
    wait_until("it is decided", [this] { return !is_shown("decide-send"); });
    look("14-decided");
    touch("decide-back");
    wait_for_page("queue");
    touch("queue-back");
    touch("leave");

    touch("log-in");
    log_in("sato");
    wait_for_page("desk");
    touch("go-collect");
    wait_until("it is approved", [&] { return is_shown("open-" + transfer); });
    look("15-collect");
    touch("open-" + transfer);
    type("password-anew", password);
    touch("hand-out");
    wait_until("it is handed out", [this] { return is_shown("collect-notice"); });
    look("16-handed-out");
    EXPECT_TRUE(QFileInfo::exists(broker().path("released/点検/日報 11月.txt")));
    EXPECT_FALSE(QFileInfo::exists(broker().path("released/setup.exe")));
    touch("collect-back");
    touch("collect-back");
    touch("leave");

    touch("log-in");
    log_in("kato");
    wait_for_page("desk");
    touch("go-review");
    wait_until("entries are there", [this] {
        auto* list = m_window->findChild<QAbstractItemView*>("entries");
        return list && list->model()->rowCount() > 5;
    });
    look("17-ledger");
    auto* entries = find<QAbstractItemView>("entries")->model();
    for (int row = 0; row < entries->rowCount(); ++row)
        EXPECT_FALSE(entries->index(row, 0).data().toString().contains('_'))
            << "no words for " << entries->index(row, 0).data().toString().toStdString();
    touch("ledger-verify");
    wait_until("it is proved", [this] { return is_shown("verify-root"); });
    look("18-proved");
    EXPECT_EQ(text("verify-notice-what"), "記録はすべてそろっており、改ざんはありません");
}

}
