// SPDX-License-Identifier: MIT
// An auditor looks for what was done: all of it, page by page, by person, and one transfer's story.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QAbstractItemView>

namespace ui_test {

class LedgerPage : public Desk {
protected:
    void review()
    {
        touch("log-in");
        log_in("kato");
        wait_for_page("desk");
        touch("go-review");
        wait_for_page("ledger");
        wait_for_entries([](int rows) { return rows > 0; });
    }

    void wait_for_entries(const std::function<bool(int)>& are_right)
    {
        wait_until("the entries are there", [&] {
            return page() == "ledger" && is_shown("entries")
                && are_right(find<QAbstractItemView>("entries")->model()->rowCount());
        });
    }

    QStringList stories() const
    {
        QStringList all;
        const auto* model = find<QAbstractItemView>("entries")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all << model->index(row, 0).data().toString();
        return all;
    }

    QList<qint64> numbers() const
    {
        QList<qint64> all;
        const auto* model = find<QAbstractItemView>("entries")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all << model->index(row, 0).data(Qt::UserRole).toLongLong();
        return all;
    }

    void look_for(const QString& field, const QString& text)
    {
        touch("ledger-narrow");
        wait_for_page("narrow");
        type(field, text);
        touch("narrow-show");
    }
};

TEST_F(LedgerPage, TellsATransferAsAStory)
{
    broker().put("stick/日報.txt", "水質は良好\n");
    broker().put("stick/setup.exe", QByteArray("MZ\0\0 not a document", 20));
    open({ broker().path("stick") });
    auto transfer = bring_in("sato", "配水池 点検");
    review();
    look_for("of-person", "佐藤");
    wait_for_entries([](int rows) { return rows > 0; });
    EXPECT_EQ(text("ledger-what"), "条件：人 佐藤");
    look("ledger-of-a-person");
    for (const auto& story : stories())
        EXPECT_TRUE(story.contains("sato")) << story.toStdString();
    auto row = stories().indexOf(QRegularExpression(".*配水池 点検.*"));
    ASSERT_GE(row, 0);
    choose("entries", static_cast<int>(row));
    touch("entry-transfer");
    wait_for_page("history");
    wait_until("its steps are there", [this] { return is_shown("step-transfer_manifest"); });
    look("ledger-history");
    EXPECT_FALSE(is_shown("step-file_verdict"));
    EXPECT_TRUE(text("story-transfer_submit").contains("佐藤 (sato)"))
        << text("story-transfer_submit").toStdString();
    EXPECT_TRUE(text("story-transfer_manifest").contains("拒否 1 件"))
        << text("story-transfer_manifest").toStdString();
    EXPECT_TRUE(text("history-title").contains(transfer));
    touch("history-files");
    wait_for_entries([](int rows) { return rows == 2; });
    EXPECT_EQ(stories().filter("setup.exe").size(), 1);
    leave();
}

TEST_F(LedgerPage, TurnsPagesFromTheNewestToTheFirst)
{
    open({});
    review();
    broker::api::Request request; // Each look is an entry: more than two pages of them.
    request.mutable_search_record()->mutable_wanted()->set_limit(1);
    for (int i = 0; i < 200; ++i) {
        bool is_done = false;
        auto* call = m_station->ask(request, m_station.get());
        QObject::connect(call, &ui::Call::finished, call, [&] { is_done = true; });
        wait_until("it is found", [&] { return is_done; });
    }
    touch("ledger-narrow");
    touch("narrow-all");
    wait_for_entries([](int rows) { return rows == 100; });
    EXPECT_EQ(numbers().size(), 100);
    EXPECT_FALSE(find<QAbstractButton>("ledger-newer")->isEnabled());
    auto newest = numbers();
    touch("ledger-older");
    wait_until("the older ones are there",
        [&] { return find<QAbstractButton>("ledger-newer")->isEnabled(); });
    EXPECT_EQ(numbers().first(), newest.last() - 1);
    while (find<QAbstractButton>("ledger-older")->isEnabled()) {
        auto last = numbers().last();
        touch("ledger-older");
        wait_until("the older ones are there", [&] { return numbers().first() == last - 1; });
    }
    EXPECT_EQ(numbers().last(), 0);
    EXPECT_TRUE(stories().last().contains("起動")) << stories().last().toStdString();
    leave();
}

TEST_F(LedgerPage, FindsWhatFitsAndRemembersThatSomebodyLooked)
{
    open({});
    review();
    auto looked = count_entries("audit_view");
    touch("ledger-narrow");
    wait_for_page("narrow");
    look("ledger-narrow");
    touch("period-days");
    type("period-first", "2026-13-01");
    touch("narrow-show");
    EXPECT_EQ(text("narrow-notice-what"), "日付の範囲が正しくありません");
    type("period-first", "2001-01-01");
    type("period-last", "2001-12-31");
    touch("narrow-show");
    wait_for_entries([](int rows) { return rows == 0; });
    EXPECT_EQ(text("ledger-what"), "条件：2001-01-01 から 2001-12-31 まで");
    touch("ledger-narrow");
    wait_for_page("narrow");
    touch("period-today");
    touch("kind-account_change");
    touch("narrow-show");
    wait_for_entries([](int rows) { return rows >= 5; }); // The five people of the station.
    for (const auto& story : stories())
        EXPECT_TRUE(story.contains("admin")) << story.toStdString();
    EXPECT_EQ(count_entries("audit_view"), looked + 2);
    leave();
}

TEST_F(LedgerPage, IsClosedToOthers)
{
    open({});
    broker::api::Request request;
    request.mutable_search_record()->mutable_wanted()->set_limit(10);
    ui::Answer told;
    bool is_done = false;
    auto* call = m_station->prove(
        { .account = "sato", .password = password, .code = {} }, request, m_station.get());
    QObject::connect(call, &ui::Call::finished, call, [&](const ui::Answer& answer) {
        told = answer;
        is_done = true;
    });
    wait_until("it is answered", [&] { return is_done; });
    EXPECT_EQ(told.exit_status, 1);
    EXPECT_TRUE(told.json.isEmpty());
}

}
