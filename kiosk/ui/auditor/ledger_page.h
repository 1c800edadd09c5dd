// SPDX-License-Identifier: MIT
// The record: its newest entries, those of one kind or one transfer, and one in full.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"

#include <QJsonArray>
#include <QListWidget>

namespace ui {

class LedgerPage : public Page {
    Q_OBJECT

public:
    explicit LedgerPage(Station&);
    void enter() override;

signals:
    void verify();
    void back();

protected:
    void say() override;

private:
    void search();
    void show_entries();
    void tell(int row);

    Station& m_station;
    QJsonArray m_entries; // The newest first.
    Field* m_words; // A transfer's number or an account.
    Choices* m_kinds;
    QListWidget* m_list;
    QScrollArea* m_detail;
    Notice* m_notice;
    Button* m_search;
    Button* m_back;
    Button* m_verify;
};

}
