// SPDX-License-Identifier: MIT
// What comes through and what does not: passwords of files, second thoughts.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QFile>
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

    QString text_of_result() { return Desk::text("result-notice-what"); }
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

// A plan, which is nothing but a picture that nobody here reads.
static constexpr auto write_plan = R"(
import sys, word_documents
from word_documents import paragraph, relationship
from word_samples import drawn, in_run
picture = in_run(drawn("http://schemas.openxmlformats.org/drawingml/2006/picture",
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="n"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rIdP"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/></pic:pic>'))
open(sys.argv[1], "wb").write(word_documents.package(word_documents.document(
    paragraph("配管の図") + picture, [relationship("rIdP", "image", "media/plan.emf")],
    {"word/media/plan.emf": bytes([1, 0, 0, 0]) + bytes(100)})))
)";

TEST_F(Result, OfWhatIsHeldItsTextComesThroughInstead)
{
    broker().put("held/readme.txt", "一緒に\n");
    QProcess python;
    auto around = QProcessEnvironment::systemEnvironment();
    around.insert("PYTHONPATH", QString(SEKISHO_SOURCE) + "/tests/samples");
    around.insert("PYTHONDONTWRITEBYTECODE", "1");
    python.setProcessEnvironment(around);
    python.start("python3", { "-c", write_plan, broker().path("held/計画.docx") });
    ASSERT_TRUE(python.waitForFinished());
    ASSERT_EQ(python.exitCode(), 0) << python.readAllStandardError().toStdString();
    QFile bench(QString(SEKISHO_SOURCE) + "/policy/bench.policy.toml");
    ASSERT_TRUE(bench.open(QIODevice::ReadOnly));
    auto text = bench.readAll();
    broker().put("held.policy.toml",
        text.insert(text.indexOf("[[rule]]"),
            "[[rule]]\nname = \"Word\"\ntypes = [\"docx\"]\nmethod = \"rebuild\"\n\n"));
    broker().stop();
    broker().start(broker().path("held.policy.toml"));
    bring_to_result("held");
    EXPECT_TRUE(is_shown("held-as-text"));
    look("40-result-held");
    touch("held-as-text");
    wait_for_page("progress");
    wait_for_page("result");
    EXPECT_FALSE(is_shown("held-as-text"));
    EXPECT_TRUE(text_of_result().contains("2")) << text_of_result().toStdString();
    touch("withdraw");
    wait_for_page("idle");
    broker().stop();
    broker().start();
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
