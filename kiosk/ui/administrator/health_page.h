// SPDX-License-Identifier: MIT
// How the station is: what holds, what does not, and what to do about it.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

#include <QProgressBar>

namespace ui {

class HealthPage : public Page {
    Q_OBJECT

public:
    explicit HealthPage(Station&);
    void enter() override;
    void left() override;

signals:
    void way(const QString& name); // "definitions-import", "definitions-rollback", "clock-check"
    void back();

protected:
    void say() override;

private:
    void test();
    void say_engines();
    void say_disk();
    void say_clock();
    void say_ledger();
    void say_test();

    Station& m_station;
    QJsonObject m_health;
    QString m_failure; // Why it is not known.
    Answer m_test; // The last one on this screen.
    bool m_is_testing { false };
    Notice* m_unknown;
    Notice* m_carries;
    QVBoxLayout* m_engines;
    Notice* m_disk;
    Notice* m_clock;
    Notice* m_ledger;
    Notice* m_tested;
    QProgressBar* m_bar;
    QList<Button*> m_ways;
    Button* m_self_test;
    Button* m_back;
};

}
