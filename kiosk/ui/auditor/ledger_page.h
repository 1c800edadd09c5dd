// SPDX-License-Identifier: MIT
// The record, page by page from the newest entry on: all of it, or what was looked for; and one
// entry in full.
#pragma once

#include "kiosk/ui/auditor/narrowing.h"
#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

#include <QJsonArray>
#include <QListWidget>

namespace ui {

class LedgerPage : public Page {
    Q_OBJECT

public:
    explicit LedgerPage(Station&);
    void enter() override;
    void look_for(const Narrowing&); // From its newest entry on.
    const Narrowing& narrowing() const { return m_narrowing; }

signals:
    void narrow();
    void history(const QString& transfer);
    void verify();
    void back();

protected:
    void say() override;

private:
    void search();
    void take(const Answer&);
    void show_entries();
    void tell(int row);
    void offer_more(Card*, const QJsonObject& entry);

    Station& m_station;
    Narrowing m_narrowing;
    QJsonArray m_entries; // Of this page, the newest first.
    QList<quint64> m_pages { 0 }; // What each page so far began before; 0: with the newest.
    bool m_is_last { true };
    Text* m_what;
    QListWidget* m_list;
    QScrollArea* m_detail;
    Notice* m_notice;
    Button* m_narrow;
    Button* m_newer;
    Button* m_older;
    Button* m_back;
    Button* m_verify;
};

}
