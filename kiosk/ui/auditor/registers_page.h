// SPDX-License-Identifier: MIT
// Which register, of which time.
#pragma once

#include "kiosk/ui/auditor/narrowing.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class RegistersPage : public Page {
    Q_OBJECT

public:
    RegistersPage();
    void enter() override;

signals:
    void chosen(const QString& kind, const ui::Period&);
    void back();

protected:
    void say() override;

private:
    void may_go_on();

    Text* m_which;
    Choices* m_kinds;
    Text* m_when;
    Choices* m_period;
    Button* m_back;
    Button* m_show;
};

}
