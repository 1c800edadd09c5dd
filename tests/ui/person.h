// SPDX-License-Identifier: MIT
// Somebody in front of the real window, over a real broker: looks for what is written on it,
// touches it, types, waits. Each screen is looked at in both languages and all sizes; with
// SEKISHO_SCREENSHOTS=DIR there is a picture of each, too.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/window/window.h"
#include "tests/ui/paper.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <sys/types.h>

namespace ui_test {

// sekishod on a folder of its own, with the bench policy and these people: admin (administrator),
// sato (submitter), suzuki (approver), kato (auditor), ueda (submitter and approver).
class Broker {
public:
    enum class People { All, None };
    explicit Broker(People = People::All);
    ~Broker();
    void start(const QString& policy = {}); // A file; empty: the bench's.
    void stop(); // As a service is stopped.
    // By the bench policy, with these words in place of those.
    void start_anew(const QByteArray& those = {}, const QByteArray& these = {});
    // The command line, as this account; gives what it printed.
    QByteArray sekisho(QStringList words, const QString& account) const;
    QString state() const { return m_folder.path() + "/state"; }
    QString path(const QString& name) const { return m_folder.path() + "/" + name; }
    void put(const QString& name, const QByteArray& content) const; // Beneath the folder.

private:
    void add_people();

    QTemporaryDir m_folder;
    pid_t m_process { -1 };
};

inline constexpr auto password = "correct horse 7 battery";

class Desk : public ::testing::Test {
protected:
    static void SetUpTestSuite();
    static void TearDownTestSuite();
    void SetUp() override;
    void TearDown() override;

    static Broker& broker();
    // The window, with what is in `samples` in its ports.
    void open(const QStringList& samples) { open(samples, broker()); }
    void open(const QStringList& samples, const Broker&);

    template <typename Widget>
    Widget* find(const QString& name) const
    {
        for (auto* found : m_window->findChildren<Widget*>(name))
            if (found->isVisible())
                return found;
        [&] { FAIL() << "no " << name.toStdString() << " on " << page().toStdString(); }();
        return static_cast<Widget*>(nullptr); // Not reached: a failure ends the test.
    }
    bool is_shown(const QString& name) const;
    QString text(const QString& name) const; // Of a label or button; empty if it is not there.
    QString page() const;

    void touch(const QString& button);
    void type(const QString& field, const QString& text);
    void choose(const QString& list, int row);
    // Waits until something is so; not for a time.
    void wait_until(const char* what, const std::function<bool()>&, int seconds = 60);
    void wait_for_page(const QString& name);
    void log_in(const QString& account, const QString& with = password);
    // From the stick to the slip. Gives the transfer's number.
    QString bring_in(const QString& account, const QString& purpose);
    void request(const QString& purpose); // The four questions.
    int count_entries(const QString& type); // Of the ledger.
    void leave(); // Logs out, from wherever they are.
    // Nothing is cut off, whatever the language and the size.
    void look(const QString& picture);

    std::unique_ptr<ui::Station> m_station;
    PaperTray m_printer;
    std::unique_ptr<ui::Window> m_window;
};

}
