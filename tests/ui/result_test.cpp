// SPDX-License-Identifier: MIT
// What comes through and what does not: passwords of files, second thoughts.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QProcess>

namespace ui_test {

class Result : public Desk {
protected:
    void bring_to_result(const QString& medium)
    {
        open({ broker().path(medium) });
        wait_until("the stick is found", [this] { return is_shown("medium"); });
        touch("begin");
        log_in("sato");
        request("月報");
        wait_for_page("result");
    }
};

TEST_F(Result, AFileWithAPasswordIsOpenedWithIt)
{
    broker().put("plain/月報.txt", "異常なし\n");
    broker().put("locked/about.txt", "a password is needed\n");
    ASSERT_EQ(QProcess::execute("7z",
                  { "a", "-bd", "-bso0", "-tzip", "-psecret", "-mem=AES256",
                      broker().path("locked/monthly.zip"), broker().path("plain/月報.txt") }),
        0);
    bring_to_result("locked");
    EXPECT_TRUE(is_shown("file-password"));
    look("27-result-password");
    EXPECT_FALSE(find<QAbstractButton>("check-again")->isEnabled());
    type("file-password", "wrong");
    touch("check-again");
    wait_for_page("progress");
    wait_for_page("result");
    EXPECT_TRUE(is_shown("file-password"));
    type("file-password", "secret");
    touch("check-again");
    wait_for_page("progress");
    wait_for_page("result");
    EXPECT_FALSE(is_shown("file-password"));
    EXPECT_TRUE(text("result-notice-what").contains("2"))
        << text("result-notice-what").toStdString();
    touch("withdraw");
    wait_for_page("idle");
}

TEST_F(Result, NothingComesThroughAndNothingIsHandedOver)
{
    broker().put("bad/setup.exe", QByteArray("MZ\0\0 not a document", 20));
    bring_to_result("bad");
    look("28-result-nothing");
    EXPECT_FALSE(find<QAbstractButton>("accept")->isEnabled());
    touch("withdraw");
    wait_for_page("idle");
    touch("log-in");
    log_in("suzuki");
    touch("go-approve");
    wait_until("nothing waits", [this] { return is_shown("no-transfers"); });
    leave();
}

}
