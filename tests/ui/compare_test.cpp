// SPDX-License-Identifier: MIT
// A file before and after, side by side, for those who decide on it and for nobody else.
#include "kiosk/ui/files/sheet.h"
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QBuffer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>

namespace ui_test {

// As many pages as colours ("1 0 0 rg"), each full of its own.
static QByteArray pdf_of(const QList<QByteArray>& colours)
{
    QByteArray file = "%PDF-1.4\n";
    QList<qsizetype> places;
    auto add = [&](const QByteArray& object) {
        places << file.size();
        file += QByteArray::number(places.size()) + " 0 obj\n" + object + "\nendobj\n";
    };
    QByteArray kids;
    for (qsizetype i = 0; i < colours.size(); ++i)
        kids += QByteArray::number(3 + 2 * i) + " 0 R ";
    add("<< /Type /Catalog /Pages 2 0 R >>");
    add("<< /Type /Pages /Kids [" + kids + "] /Count " + QByteArray::number(colours.size())
        + " >>");
    for (const auto& colour : colours) {
        auto drawn = colour + " 0 0 300 400 re f";
        add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents "
            + QByteArray::number(places.size() + 2) + " 0 R >>");
        add("<< /Length " + QByteArray::number(drawn.size()) + " >>\nstream\n" + drawn
            + "\nendstream");
    }
    auto start = file.size();
    file += "xref\n0 " + QByteArray::number(places.size() + 1) + "\n0000000000 65535 f \n";
    for (auto place : places)
        file += QByteArray::number(place).rightJustified(10, '0') + " 00000 n \n";
    return file + "trailer\n<< /Size " + QByteArray::number(places.size() + 1)
        + " /Root 1 0 R >>\nstartxref\n" + QByteArray::number(start) + "\n%%EOF\n";
}

static QByteArray png_of(QColor left, QColor right)
{
    QImage picture(400, 200, QImage::Format_RGB32);
    for (int x = 0; x < 400; ++x)
        for (int y = 0; y < 200; ++y)
            picture.setPixelColor(x, y, x < 200 ? left : right);
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    picture.save(&bytes, "PNG");
    return bytes.data();
}

class Compare : public Desk {
protected:
    void SetUp() override
    {
        Desk::SetUp();
        broker().put("stick/1 図面.pdf", pdf_of({ "1 0 0 rg", "0 0 1 rg" }));
        broker().put("stick/2 写真.png", png_of(Qt::green, Qt::black));
        broker().put("stick/3 手順.txt",
            QByteArray("弁を閉じる\n") + QByteArray(30'000, 'x') + "\n終わり\n");
        broker().put("stick/4 setup.exe", QByteArray("MZ\0\0 not a document", 20));
        broker().put("stick/5 report.rtf", "{\\rtf1 {\\fs48 All valves are closed.}}");
        open({ broker().path("stick") });
    }

    void review(const QString& account)
    {
        m_transfer = bring_in("sato", "見比べる");
        touch("log-in");
        log_in(account);
        wait_for_page("desk");
        touch("go-approve");
        touch("open-" + m_transfer);
        wait_until("all files are there",
            [this] { return find<QAbstractButton>("review-decide")->isEnabled(); });
    }

    void look_into(int row)
    {
        choose("files", row);
        touch("review-compare");
        wait_for_page("compare");
        wait_until_shown();
    }

    // Both are there, or it is said why not.
    void wait_until_shown()
    {
        wait_until("both halves", [this] {
            return (is_shown("before") || is_shown("before-notice"))
                && (is_shown("after") || is_shown("after-notice"));
        });
    }

    // As it is seen on the screen; a photograph's colours are not exact.
    bool shows(const QString& sheet, double across, QColor wanted)
    {
        auto seen = find<ui::Sheet>(sheet)->grab().toImage();
        auto x = static_cast<int>(across * seen.width());
        auto colour = seen.pixelColor(x, std::min(100, seen.height() / 2));
        return std::abs(colour.red() - wanted.red()) < 8
            && std::abs(colour.green() - wanted.green()) < 8
            && std::abs(colour.blue() - wanted.blue()) < 8;
    }

    bool has_ink(const QString& sheet)
    {
        auto seen = find<ui::Sheet>(sheet)->grab().toImage();
        for (int y = 20; y < seen.height() - 20; ++y)
            for (int x = 20; x < seen.width() - 20; ++x)
                if (seen.pixelColor(x, y).lightness() < 80)
                    return true;
        return false;
    }

    // Straight to the broker, as whoever is logged in.
    ui::Answer ask_for(broker::api::Side side, bool* has_seen)
    {
        broker::api::Request request;
        request.mutable_preview()->set_transfer(m_transfer.toStdString());
        request.mutable_preview()->set_side(side);
        request.mutable_preview()->set_columns(100);
        request.mutable_preview()->set_rows(100);
        ui::Answer told;
        QEventLoop heard;
        auto* call = m_station->ask(request, m_station.get());
        QObject::connect(call, &ui::Call::page_shown, &heard,
            [&](const broker::api::ShownPage&) { *has_seen = true; });
        QObject::connect(call, &ui::Call::finished, &heard, [&](const ui::Answer& answer) {
            told = answer;
            heard.quit();
        });
        heard.exec();
        return told;
    }

    QString m_transfer;
};

TEST_F(Compare, PagesPicturesAndWordsStandBesideOneAnother)
{
    review("suzuki");
    look_into(0);
    EXPECT_EQ(text("before-notice-next"), "");
    EXPECT_EQ(text("after-notice-next"), "");
    EXPECT_TRUE(shows("before", 0.5, Qt::red));
    EXPECT_TRUE(shows("after", 0.5, Qt::red));
    EXPECT_EQ(text("compare-number"), "1 / 2 ページ");
    EXPECT_FALSE(find<QAbstractButton>("compare-former")->isEnabled());
    look("31-compare-pages");
    touch("compare-next");
    wait_until_shown();
    EXPECT_TRUE(shows("before", 0.5, Qt::blue));
    EXPECT_TRUE(shows("after", 0.5, Qt::blue));
    EXPECT_FALSE(find<QAbstractButton>("compare-next")->isEnabled());
    touch("compare-which-before");
    wait_until("larger", [this] { return is_shown("before") && !is_shown("after"); });
    EXPECT_TRUE(shows("before", 0.5, Qt::blue));
    touch("compare-back");
    wait_for_page("review");

    look_into(1);
    EXPECT_TRUE(shows("before", 0.25, Qt::green));
    EXPECT_TRUE(shows("before", 0.75, Qt::black));
    EXPECT_TRUE(shows("after", 0.25, Qt::green));
    touch("compare-back");

    look_into(2);
    EXPECT_TRUE(text("before-words").startsWith("弁を閉じる\n"));
    EXPECT_TRUE(text("after-words").startsWith("弁を閉じる\n"));
    look("32-compare-words");
    for (int page = 1; page < 4; ++page) {
        touch("compare-next");
        wait_until_shown();
    }
    EXPECT_TRUE(text("before-words").endsWith("終わり\n"));
    touch("compare-back");
    EXPECT_EQ(text("before-words"), "") << "nothing of it stays";
    leave();
}

TEST_F(Compare, ADocumentIsDrawn)
{
    review("suzuki");
    look_into(4);
    EXPECT_TRUE(has_ink("before"));
    EXPECT_TRUE(has_ink("after"));
    leave();
}

TEST_F(Compare, AChangeOfThePolicyLeavesItAsItWas)
{
    review("suzuki");
    look_into(0);
    EXPECT_TRUE(shows("before", 0.5, Qt::red));
    QFile bench(QString(SEKISHO_SOURCE) + "/policy/bench.policy.toml");
    ASSERT_TRUE(bench.open(QIODevice::ReadOnly));
    broker().put("next.toml", bench.readAll() + "\n# The same rules.\n");
    auto proposed = broker().sekisho(
        { "policy", "propose", broker().path("next.toml"), "--reason", "月次" }, "admin");
    auto sha256 = QJsonDocument::fromJson(proposed).object()["sha256"].toString();
    broker().sekisho({ "policy", "activate", sha256 }, "suzuki"); // All workers begin anew.
    touch("compare-next");
    wait_until_shown();
    EXPECT_TRUE(shows("before", 0.5, Qt::blue));
    EXPECT_TRUE(shows("after", 0.5, Qt::blue));
    leave();
}

TEST_F(Compare, WhatIsRefusedHasNothingBesideIt)
{
    review("suzuki");
    auto viewed = count_entries("file_viewed");
    look_into(3);
    EXPECT_EQ(text("before-notice-what"), "表示できません");
    EXPECT_EQ(text("after-notice-what"), "このファイルから通るものはありません");
    look("33-compare-nothing");
    EXPECT_EQ(count_entries("file_viewed"), viewed + 1) << "who looks into what is recorded";
    leave();
}

TEST_F(Compare, NobodyLooksIntoFilesButWhoDecides)
{
    review("suzuki");
    bool has_seen = false;
    EXPECT_TRUE(ask_for(broker::api::SIDE_COPY, &has_seen).is_done());
    EXPECT_TRUE(has_seen);
    leave();
    for (const auto* other : { "sato", "kato", "admin" }) {
        touch("log-in");
        log_in(other);
        wait_for_page("desk");
        for (auto side : { broker::api::SIDE_ORIGINAL, broker::api::SIDE_COPY }) {
            has_seen = false;
            EXPECT_EQ(ask_for(side, &has_seen).exit_status, 1) << other;
            EXPECT_FALSE(has_seen) << other;
        }
        leave();
    }
    has_seen = false;
    EXPECT_EQ(ask_for(broker::api::SIDE_ORIGINAL, &has_seen).exit_status, 1) << "nobody";
    EXPECT_FALSE(has_seen);
}

}
