// SPDX-License-Identifier: MIT
// An auditor reads a register, takes it along with its proofs, looks at the figures, and signs off.
#include "tests/ui/person.h"

#include "kiosk/ui/auditor/chart.h"
#include "kiosk/ui/auditor/paper.h"

#include <QAbstractButton>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTableWidget>

namespace ui_test {

class Registers : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        broker().put("stick/日報.txt", "水質は良好\n");
        broker().put("stick/setup.exe", QByteArray("MZ\0\0 not a document", 20));
        open({ broker().path("stick") });
        m_transfer = bring_in("sato", "=配水池 点検");
        touch("log-in");
        log_in("kato");
        wait_for_page("desk");
    }

    QTableWidget* rows() const { return find<QTableWidget>("rows"); }

    void show_register(const QString& kind)
    {
        touch("go-registers");
        wait_for_page("registers");
        touch("register-" + kind);
        touch("register-period-all");
        touch("registers-show");
        wait_for_page("register");
        wait_until("its rows are there", [this] { return is_shown("rows"); });
    }

    QByteArray written(const QString& name) const
    {
        QDirIterator files(broker().path("released"), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            if (files.next().endsWith(name)) {
                QFile file(files.filePath());
                return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            }
        return {};
    }

    QString m_transfer;
};

TEST_F(Registers, AreReadAndTakenAlongWithTheirProofs)
{
    look("registers-0-desk");
    show_register("transfers");
    look("registers-2-rows");
    bool is_there = false;
    for (int row = 0; row < rows()->rowCount(); ++row)
        is_there = is_there || rows()->item(row, 0)->text() == m_transfer;
    EXPECT_TRUE(is_there);
    touch("register-write");
    wait_for_page("export");
    EXPECT_FALSE(find<QAbstractButton>("export-write")->isEnabled()) << "where to?";
    touch("export-to-dir:" + broker().path("released"));
    EXPECT_FALSE(find<QAbstractButton>("export-write")->isEnabled()) << "and who?";
    type("password-anew", password);
    look("registers-3-where");
    touch("export-write");
    wait_until("it is written", [this] { return !is_shown("export-share"); });
    EXPECT_EQ(text("export-notice-what"), "書き出しました")
        << text("export-notice-next").toStdString();
    look("registers-4-written");
    auto csv = written("working/transfers.csv");
    EXPECT_TRUE(csv.startsWith("\xEF\xBB\xBF"));
    EXPECT_TRUE(csv.contains("'=配水池 点検")) << csv.toStdString();
    EXPECT_EQ(csv, written("evidence/transfers.csv"));
    EXPECT_TRUE(written("evidence/transfers.json").contains(m_transfer.toUtf8()));
    EXPECT_TRUE(written("working/transfers.pdf").startsWith("%PDF-"));
    EXPECT_EQ(count_entries("audit_export"), 1);
    EXPECT_EQ(count_entries("export_done"), 1);

    broker().put("package.txt", written("evidence/ledger-package.txt"));
    QProcess verify;
    verify.start(QDir(SEKISHO_LIBEXEC).filePath("../bin/sekisho-verify"),
        { "--package", broker().path("package.txt") });
    ASSERT_TRUE(verify.waitForFinished());
    EXPECT_EQ(verify.exitCode(), 0) << verify.readAll().toStdString();
    EXPECT_TRUE(written("evidence/ledger-package.txt")
                    .contains(QCryptographicHash::hash(csv, QCryptographicHash::Sha256).toHex()))
        << "the package proves the register";
    leave();
}

TEST_F(Registers, OfAllKindsFitTheScreen)
{
    for (const auto* kind : { "bring-in", "take-out", "media", "privileged", "q0-q4" }) {
        show_register(kind);
        if (QString(kind) == "q0-q4") {
            EXPECT_EQ(rows()->rowCount(), 6);
            look("registers-5-evidence");
        }
        touch("register-back");
        wait_for_page("registers");
        if (QString(kind) == "bring-in")
            look("registers-1-which");
        touch("registers-back");
        wait_for_page("desk");
    }
    leave();
}

TEST_F(Registers, FiguresHaveNumbersBesideTheirBars)
{
    touch("go-figures");
    wait_for_page("figures");
    wait_until("they are there", [this] { return is_shown("weeks"); });
    look("figures");
    auto* reasons = dynamic_cast<ui::Chart*>(find<QWidget>("reasons"));
    ASSERT_TRUE(reasons);
    ASSERT_FALSE(reasons->texts().isEmpty());
    EXPECT_TRUE(text("weeks-sum").startsWith("全部で ")) << text("weeks-sum").toStdString();
    EXPECT_EQ(text("loans-sum"), "貸出中の媒体はありません。");
    leave();
}

TEST_F(Registers, AReviewIsSignedOffWithThePasswordAnew)
{
    touch("go-sign-off");
    wait_for_page("sign-off");
    touch("subject-privileged");
    touch("sign-off-period-month");
    type("sign-off-note", "不審な操作なし");
    EXPECT_FALSE(find<QAbstractButton>("sign-off-sign")->isEnabled()) << "who are they?";
    type("password-anew", "wrong");
    touch("sign-off-sign");
    wait_until("it is refused", [this] { return is_shown("sign-off-notice"); });
    EXPECT_EQ(count_entries("sign_off"), 0);
    type("password-anew", password);
    touch("sign-off-sign");
    wait_until("it is listed", [this] { return is_shown("signed-off"); });
    look("sign-off");
    EXPECT_TRUE(text("signed-off").contains("不審な操作なし")) << text("signed-off").toStdString();
    EXPECT_EQ(count_entries("sign_off"), 1);
    leave();
}

}
