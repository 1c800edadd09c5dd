// SPDX-License-Identifier: MIT
// What somebody takes away: a number, and a receipt that proves itself, on the screen and on paper.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QDir>
#include <QProcess>

using namespace ui_test;

namespace {

class Slip : public Desk {
protected:
    void bring(PaperTray::State printer)
    {
        m_printer.set_state(printer);
        broker().put("stick/計画.txt", "配水計画\n");
        open({ broker().path("stick") });
        wait_until(
            "the stick is found", [this] { return find<QAbstractButton>("begin")->isEnabled(); });
        touch("begin");
        log_in("sato");
        request("配水池 点検");
        wait_for_page("result");
        touch("accept");
        wait_for_page("slip");
        wait_until("the receipt is there", [this] { return is_shown("slip-code"); });
    }

    // By the station's own, and by the verifier that shares no line with it.
    static void expect_proof(const QString& receipt, const QString& transfer)
    {
        broker().put("receipt.txt", receipt.toUtf8());
        QProcess verify;
        verify.start(QDir(SEKISHO_LIBEXEC).filePath("../bin/sekisho"),
            { "receipt", "verify", broker().path("receipt.txt"), "--state", broker().state() });
        ASSERT_TRUE(verify.waitForFinished());
        auto told = verify.readAllStandardOutput();
        EXPECT_EQ(verify.exitCode(), 0) << verify.readAllStandardError().toStdString();
        EXPECT_TRUE(told.contains(transfer.toUtf8())) << told.toStdString();
        EXPECT_TRUE(told.contains("transfer_manifest")) << told.toStdString();
        verify.start(QDir(SEKISHO_LIBEXEC).filePath("../bin/sekisho-verify"),
            { broker().state(), "--receipt", broker().path("receipt.txt") });
        ASSERT_TRUE(verify.waitForFinished());
        EXPECT_EQ(verify.exitCode(), 0) << verify.readAllStandardOutput().toStdString();
    }
};

TEST_F(Slip, HasAReceiptThatAPhoneReadsAndThatProvesItself)
{
    bring(PaperTray::State::Good);
    look("09-slip-code");
    auto transfer = text("transfer-number");
    auto receipt = code_on(find<QWidget>("slip-code")->grab().toImage());
    EXPECT_TRUE(receipt.startsWith("SEKISHO1:")) << receipt.toStdString();
    expect_proof(receipt, transfer);

    touch("slip-print");
    wait_until(
        "it is printed", [this] { return text("slip-notice-what") == "受付票を印刷しました"; });
    EXPECT_EQ(m_printer.title(), transfer);
    auto words = words_on(m_printer.paper());
    for (const auto& one : { QString("佐藤"), QString("bench"), QString("分類C,I,A"),
             QString("配水池点検"), QString("Bench") })
        EXPECT_TRUE(words.contains(one)) << one.toStdString() << ": " << words.toStdString();
    auto page = picture_of(m_printer.paper());
    EXPECT_EQ(code_on(page), receipt);
    if (auto folder = qEnvironmentVariable("SEKISHO_SCREENSHOTS"); !folder.isEmpty())
        page.save(folder + "/09-slip-paper.png");
    touch("slip-done");
    wait_for_page("idle");
}

TEST_F(Slip, DoesWithoutAPrinterAndSaysSoWhenOneFails)
{
    bring(PaperTray::State::Jammed);
    touch("slip-print");
    wait_until("it is refused", [this] { return is_shown("slip-notice"); });
    wait_until("it is over", [this] { return find<QAbstractButton>("slip-print")->isEnabled(); });
    look("09-slip-jammed");
    EXPECT_EQ(text("slip-notice-what"), "プリンターが受付票を受け付けません");
    EXPECT_FALSE(text("transfer-number").isEmpty()) << "nothing is lost";
    touch("slip-done");
    wait_for_page("idle");

    bring(PaperTray::State::NotThere);
    EXPECT_FALSE(is_shown("slip-print"));
    touch("slip-done");
    wait_for_page("idle");
}

}
