// SPDX-License-Identifier: MIT
// Who is there. Nothing is told of why somebody is not let in; what was typed as a name stays.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class LoginPage : public Page {
    Q_OBJECT

public:
    explicit LoginPage(Station&);
    void enter() override;
    void left() override;

signals:
    void logged_in();
    void must_enrol(const ui::Proof&); // A second factor, before anything else.
    void back();

protected:
    void say() override;

private:
    void log_in(bool by_key);
    void take(const Answer&, const Proof&);

    Station& m_station;
    Field* m_account;
    Field* m_password;
    Field* m_code;
    Notice* m_notice;
    Button* m_back;
    Button* m_by_key;
    Button* m_enter;
};

}
