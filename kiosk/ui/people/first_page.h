// SPDX-License-Identifier: MIT
// A station that has nobody yet: its first administrator. Nothing else can be done before.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class FirstPage : public Page {
    Q_OBJECT

public:
    explicit FirstPage(Station&);
    void enter() override;
    void left() override;

signals:
    void made(); // Now they can log in.
    void back();

protected:
    void say() override;

private:
    void ask();
    void take(const Answer&);
    bool is_complete() const;

    Station& m_station;
    Text* m_lead;
    Field* m_account;
    Field* m_person;
    Field* m_password;
    Field* m_again;
    Notice* m_notice;
    Button* m_back;
    Button* m_send;
};

}
