// SPDX-License-Identifier: MIT
// Deputies and exceptions: asked for by one, accepted by another, ended by either.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QFile>
#include <QProcess>

namespace ui_test {

class Grants : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        static bool is_ready = false;
        if (!is_ready) {
            is_ready = true;
            QFile bench(QString(SEKISHO_SOURCE) + "/policy/bench.policy.toml");
            ASSERT_TRUE(bench.open(QIODevice::ReadOnly));
            broker().put("grants.policy.toml",
                bench.readAll().replace(
                    "[people]\n", "[people]\ngrants_accepted_by = [\"ciso\"]\n"));
            broker().stop();
            broker().start(broker().path("grants.policy.toml"));
            open({});
            add("ohno", "大野", "ciso");
            add("mori", "森", "security-manager");
        } else {
            open({});
        }
    }

    void TearDown() override
    {
        if (page() != "idle")
            leave();
        Desk::TearDown();
    }

    static void add(const QString& name, const QString& person, const QString& office)
    {
        ASSERT_EQ(
            QProcess::execute(QString(SEKISHO_LIBEXEC) + "/../bin/sekisho",
                { "account", "add", name, "--person", person, "--office", office,
                    "--new-password-file", broker().path("password"), "--account", "admin",
                    "--password-file", broker().path("password"), "--state", broker().state() }),
            0);
    }

    void open_grants(const QString& account)
    {
        touch("log-in");
        log_in(account);
        wait_for_page("desk");
        touch("go-administer");
        touch("go-grants");
        wait_for_page("grants");
    }

    void sign()
    {
        wait_for_page("sign");
        type("password-anew", password);
        touch("sign-send");
        wait_until("the station has answered", [this] { return is_shown("sign-notice"); });
        EXPECT_FALSE(is_shown("sign-send")) << text("sign-notice-what").toStdString();
        touch("sign-back");
    }
};

TEST_F(Grants, ADeputyIsAskedForAcceptedByAnotherAndWithdrawn)
{
    open_grants("admin");
    wait_until("there are none", [this] { return is_shown("grants-empty"); });
    touch("grant-deputy");
    type("deputy", "suzuki");
    type("deputy-for", "mori");
    look("80-grant-deputy");
    touch("form-next");
    touch("deputy-office-security-manager");
    look("81-grant-offices");
    touch("form-next");
    type("grant-until", "2099-12-31");
    type("grant-reason", "長期休暇");
    look("82-grant-days");
    touch("form-next");
    look("83-grant-sign");
    sign();
    touch("open-G0001");
    wait_for_page("grant-one");
    look("84-grant-own");
    EXPECT_FALSE(is_shown("grant-accept")) << "nobody accepts what they asked for";
    leave();

    open_grants("ohno");
    touch("open-G0001");
    touch("grant-accept");
    sign();
    wait_until("it is in force", [this] { return !is_shown("grant-accept"); });
    touch("grant-one-back");
    look("85-grants");
    touch("open-G0001");
    touch("grant-withdraw");
    type("withdraw-reason", "復帰");
    touch("form-next");
    sign();
    wait_until("it is over", [this] { return !is_shown("grant-withdraw"); });
    EXPECT_EQ(count_entries("grant"), 3);
}

TEST_F(Grants, AnExceptionNamesWhatIsDoneInstead)
{
    open_grants("admin");
    touch("grant-exception");
    touch("waives-witness");
    look("86-exception");
    touch("form-next");
    EXPECT_FALSE(find<QAbstractButton>("form-next")->isEnabled());
    type("measure", "録画して後日確認");
    look("87-exception-measure");
    touch("form-next");
    touch("confidentiality-C2");
    touch("form-next");
    type("grant-until", "2099-12-31");
    type("grant-reason", "夜間の障害対応");
    touch("form-next");
    sign();
    touch("open-G0002");
    wait_for_page("grant-one");
    look("88-exception-one");
}

}
