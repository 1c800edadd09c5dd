// SPDX-License-Identifier: MIT
// Ten thousand files before a supervisor: whoever touches something is answered at once.
#include "tests/ui/person.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>
#include <iostream>

namespace ui_test {

static constexpr int files = 10'000;
static constexpr qint64 longest = 100; // Milliseconds, for anything that a person does.

class ManyFiles : public Desk {
protected:
    // How long nobody could have touched anything, at most, while this was done.
    qint64 stillness(const std::function<void()>& done)
    {
        qint64 most = 0;
        QElapsedTimer since;
        QTimer tick;
        tick.callOnTimeout([&] { most = std::max(most, since.restart()); });
        since.start();
        tick.start(1);
        done();
        return most;
    }
};

TEST_F(ManyFiles, NeverKeepAPersonWaiting)
{
    broker().put("stick/日報.txt", "異常なし\n");
    open({ broker().path("stick") });
    auto transfer = bring_in("sato", "一万ファイル");
    auto path = broker().state() + "/transfers/" + transfer + "/files.jsonl";
    QFile list(path);
    ASSERT_TRUE(list.open(QIODevice::ReadOnly));
    auto line = list.readAll();
    list.close();
    ASSERT_TRUE(list.open(QIODevice::WriteOnly));
    for (int i = 0; i < files; ++i)
        list.write(QByteArray(line).replace("日報.txt", "日報" + QByteArray::number(i) + ".txt"));
    list.close();
    touch("log-in");
    log_in("suzuki");
    wait_for_page("desk");
    touch("go-approve");
    touch("open-" + transfer);
    auto loading = stillness([this] {
        wait_until("all files are there",
            [this] { return find<QAbstractButton>("review-decide")->isEnabled(); });
    });
    auto* view = find<QAbstractItemView>("files");
    ASSERT_EQ(view->model()->rowCount(), files);
    auto choosing = stillness([&] {
        choose("files", files - 1);
        qApp->processEvents();
    });
    QElapsedTimer clock;
    clock.start();
    touch("show-2"); // What stays outside: none of them.
    qApp->processEvents();
    auto filtering = clock.elapsed();
    EXPECT_EQ(view->model()->rowCount(), 0);
    std::cout << files << " files: loading " << loading << " ms at a time, choosing " << choosing
              << ", filtering " << filtering << "\n";
    EXPECT_LT(loading, longest);
    EXPECT_LT(choosing, longest);
    EXPECT_LT(filtering, longest);
    leave();
}

}
