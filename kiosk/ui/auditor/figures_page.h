// SPDX-License-Identifier: MIT
// What happened in numbers: how much, what was refused and why, how long approvals took, and what
// stands out.
#pragma once

#include "kiosk/ui/auditor/chart.h"
#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class FiguresPage : public Page {
    Q_OBJECT

public:
    explicit FiguresPage(Station&);
    void enter() override;

signals:
    void back();

protected:
    void say() override;

private:
    struct Part { // A card: what it is about, its number, its bars.
        Text* head;
        Text* sum;
        Chart* chart;
    };
    Part make_part(Sides*, const char* name);
    void ask();
    void show_figures();
    void say_part(const Part&, const QString& head, const QString& sum, const QList<Bar>&);

    Station& m_station;
    QJsonObject m_told;
    QString m_failure;
    Choices* m_period;
    Notice* m_notice;
    QWidget* m_all;
    Part m_weeks {};
    Part m_reasons {};
    Part m_times {};
    Part m_unusual {};
    Part m_loans {};
    Button* m_back;
};

}
