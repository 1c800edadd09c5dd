// SPDX-License-Identifier: MIT
// What to look for in the record.
#pragma once

#include "kiosk/ui/auditor/narrowing.h"
#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class NarrowPage : public Page {
    Q_OBJECT

public:
    explicit NarrowPage(Station&);
    void enter() override;
    void open(const Narrowing&);

signals:
    void chosen(const ui::Narrowing&);
    void back();

protected:
    void say() override;

private:
    void done();

    Station& m_station;
    Text* m_when;
    Choices* m_period;
    Field* m_first; // Of days that were chosen freely.
    Field* m_last;
    Text* m_what;
    Choices* m_kinds;
    Text* m_where;
    Choices* m_zones;
    Field* m_person;
    Field* m_medium;
    Field* m_transfer;
    Notice* m_notice;
    Button* m_back;
    Button* m_all;
    Button* m_show;
};

}
