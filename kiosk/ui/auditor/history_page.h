// SPDX-License-Identifier: MIT
// One transfer from its beginning: who did what, and when.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

#include <QJsonArray>

namespace ui {

class HistoryPage : public Page {
    Q_OBJECT

public:
    explicit HistoryPage(Station&);
    void open(const QString& transfer);
    void enter() override;

signals:
    void files(const QString& transfer); // Their entries.
    void back();

protected:
    void say() override;

private:
    void show_steps();

    Station& m_station;
    QString m_transfer;
    QJsonArray m_steps; // The oldest first.
    QString m_failure;
    Notice* m_notice;
    QVBoxLayout* m_rows;
    Button* m_files;
    Button* m_back;
};

}
