// SPDX-License-Identifier: MIT
// A witness signs beside the approver, and a deputy decides in another's stead.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QDate>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>

namespace ui_test {

static constexpr auto route = R"(
[[approval]]
classes = ["document"]
roles = ["security-manager"]
witness = "required"
)";

class Rules : public Desk {
protected:
    static void SetUpTestSuite()
    {
        Desk::SetUpTestSuite();
        QFile bench(QString(SEKISHO_SOURCE) + "/policy/bench.policy.toml");
        ASSERT_TRUE(bench.open(QIODevice::ReadOnly));
        auto text = bench.readAll();
        text = text.left(text.indexOf("[[approval]]")) + route;
        broker().put("rules.policy.toml",
            text.replace("[people]\n", "[people]\ngrants_accepted_by = [\"ciso\"]\n"));
        broker().stop();
        for (const auto& [name, office, person] :
            { std::tuple("yoshida", "security-manager", "吉田"),
                std::tuple("mori", "witness", "森"), std::tuple("abe", "system-staff", "阿部"),
                std::tuple("ciso", "ciso", "大臣") })
            broker().sekisho({ "account", "add", name, "--office", office, "--person", person,
                                 "--new-password-file", broker().path("password"), "--policy",
                                 broker().path("rules.policy.toml") },
                "admin");
        broker().start(broker().path("rules.policy.toml"));
    }

    void SetUp() override
    {
        Desk::SetUp();
        broker().put("stick/日報.txt", "異常なし\n");
        open({ broker().path("stick") });
    }

    void open_as(const QString& account, const QString& transfer)
    {
        touch("log-in");
        log_in(account);
        wait_for_page("desk");
        touch("go-approve");
        decide_on(transfer);
    }

    void decide_on(const QString& transfer)
    {
        touch("open-" + transfer);
        wait_until("all files are there",
            [this] { return find<QAbstractButton>("review-decide")->isEnabled(); });
        touch("review-decide");
        wait_for_page("decide");
    }

    void send()
    {
        touch("decide-send");
        wait_until("it is answered", [this] {
            return !is_shown("password-anew") || find<QLineEdit>("password-anew")->text().isEmpty();
        });
    }
};

TEST_F(Rules, AWitnessSignsBesideTheApprover)
{
    auto transfer = bring_in("sato", "立会いの要る搬入");
    open_as("yoshida", transfer);
    touch("answer-witness");
    EXPECT_TRUE(is_shown("account-anew")) << "it is somebody else who signs";
    type("account-anew", "yoshida");
    type("password-anew", password);
    send();
    EXPECT_TRUE(is_shown("decide-send")) << "the approver is no witness";
    type("account-anew", "mori");
    type("password-anew", password);
    look("34-decide-witness");
    send();
    EXPECT_FALSE(is_shown("decide-send"));
    touch("decide-back");
    wait_for_page("queue");
    touch("open-" + transfer);
    EXPECT_TRUE(text("review-said").contains("森")) << text("review-said").toStdString();
    touch("review-back");
    decide_on(transfer);
    touch("answer-content");
    EXPECT_FALSE(is_shown("account-anew"));
    type("password-anew", password);
    send();
    EXPECT_FALSE(is_shown("decide-send"));
    EXPECT_EQ(m_station->person().account, "yoshida") << "the witness is not logged in";
    touch("decide-back");
    wait_until("it waits no more", [&] { return !is_shown("open-" + transfer); });
    leave();
}

TEST_F(Rules, ADeputyDecidesInTheOthersStead)
{
    auto today = QDate::currentDate().toString(Qt::ISODate);
    auto asked = broker().sekisho({ "grant", "deputy", "suzuki", "--for", "yoshida", "--office",
                                      "security-manager", "--until", today, "--reason", "出張" },
        "yoshida");
    auto grant = QJsonDocument::fromJson(asked).object()["id"].toString();
    broker().sekisho({ "grant", "accept", grant }, "ciso");
    auto transfer = bring_in("sato", "代行の承認");
    open_as("suzuki", transfer);
    wait_until("it is offered", [this] { return is_shown("stead-yoshida"); });
    look("35-decide-deputy");
    touch("answer-content");
    type("password-anew", password);
    send();
    EXPECT_TRUE(is_shown("decide-send")) << "for themselves they hold no such office";
    touch("stead-yoshida");
    type("password-anew", password);
    send();
    EXPECT_FALSE(is_shown("decide-send"));
    touch("decide-back");
    touch("open-" + transfer);
    EXPECT_TRUE(text("review-said").contains("鈴木")) << text("review-said").toStdString();
    leave();
}

}
