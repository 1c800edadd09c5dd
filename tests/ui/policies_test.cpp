// SPDX-License-Identifier: MIT
// What the rules are changes by two people, who see what changes.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QProcess>

namespace ui_test {

class Policies : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        m_stick = broker().path("policy.img");
        if (!QFile::exists(m_stick))
            make_stick();
        open({ "image:" + m_stick });
    }

    void TearDown() override
    {
        if (page() != "idle")
            leave();
        Desk::TearDown();
    }

    // With a policy that knows one more zone.
    void make_stick()
    {
        QFile bench(QString(SEKISHO_SOURCE) + "/policy/bench.policy.toml");
        ASSERT_TRUE(bench.open(QIODevice::ReadOnly));
        broker().put("new.toml",
            bench.readAll().replace("zones = [\"bench\"]", "zones = [\"bench\", \"plant\"]"));
        ASSERT_EQ(
            QProcess::execute("/usr/sbin/mkfs.fat", { "-C", "-i", "5678abcd", m_stick, "4096" }),
            0);
        ASSERT_EQ(
            QProcess::execute("mcopy", { "-i", m_stick, broker().path("new.toml"), "::new.toml" }),
            0);
    }

    void open_policies(const QString& account)
    {
        touch("log-in");
        log_in(account);
        wait_for_page("desk");
        touch("go-administer");
        touch("go-policies");
        wait_for_page("policies");
    }

    void sign()
    {
        wait_for_page("sign");
        type("password-anew", password);
        touch("sign-send");
        wait_until(
            "the station has answered", [this] { return is_shown("sign-notice"); }, 120);
    }

    void propose()
    {
        touch("policy-propose");
        touch("form-next"); // The one place where something is.
        type("policy-reason", "浄水場の追加");
        touch("form-next");
        sign();
    }

    // The one that waits, whatever its hash is.
    void open_the_proposal()
    {
        auto proposal = [this]() -> QAbstractButton* {
            for (auto* button : m_window->findChildren<QAbstractButton*>())
                if (button->isVisible() && button->accessibleName().contains("浄水場"))
                    return button;
            return nullptr;
        };
        wait_until("it is listed", [&] { return proposal() != nullptr; });
        touch(proposal()->objectName());
        wait_for_page("policy-one");
        wait_until(
            "it is compared", [this] { return text("policy-lines-title").contains("1 行（＋）"); });
    }

    QString m_stick;
};

TEST_F(Policies, OneProposesAndAnotherSeesWhatChangesAndPutsItInForce)
{
    open_policies("admin");
    look("90-policies");
    propose();
    look("91-policy-not-registered");
    EXPECT_TRUE(text("sign-notice-what").contains("登録された媒体"))
        << text("sign-notice-what").toStdString();
    leave();
    ASSERT_EQ(QProcess::execute(QString(SEKISHO_LIBEXEC) + "/../bin/sekisho",
                  { "media", "register", "image:" + m_stick, "--name", "P", "--owner", "P",
                      "--account", "admin", "--password-file", broker().path("password"), "--state",
                      broker().state() }),
        0);

    open_policies("admin");
    propose();
    EXPECT_FALSE(is_shown("sign-send")) << text("sign-notice-what").toStdString();
    touch("sign-back");
    open_the_proposal();
    look("92-policy-own");
    EXPECT_FALSE(is_shown("policy-activate")) << "by another person";
    leave();

    touch("log-in");
    log_in("suzuki");
    wait_for_page("desk");
    touch("go-administer");
    EXPECT_FALSE(is_shown("go-accounts")) << "an approver looks after no accounts";
    look("93-approver-administers");
    touch("go-policies");
    open_the_proposal();
    EXPECT_FALSE(is_shown("policy-withdraw"));
    look("94-policy-compared");
    bool is_seen = false;
    for (auto* line : m_window->findChildren<QLabel*>())
        is_seen |= line->text().startsWith("＋") && line->text().contains("plant");
    EXPECT_TRUE(is_seen) << "the line that comes, with its sign";
    touch("policy-activate");
    look("95-policy-sign");
    sign();
    EXPECT_FALSE(is_shown("sign-send")) << text("sign-notice-what").toStdString();
    wait_until("the station has the new zone",
        [this] { return m_station->overview()["zones"].toArray().size() == 2; });
    touch("sign-back");
    wait_until("it is in force", [this] { return !is_shown("policy-activate"); });
    look("96-policy-in-force");
    EXPECT_EQ(count_entries("policy_change"), 2);
}

}
