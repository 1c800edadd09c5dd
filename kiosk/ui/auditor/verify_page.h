// SPDX-License-Identifier: MIT
// The whole record proved on the spot, and what came out of it.
#pragma once

#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/page.h"

#include <QProgressBar>

namespace ui {

class VerifyPage : public Page {
    Q_OBJECT

public:
    explicit VerifyPage(Station&);
    void enter() override;

signals:
    void back();

protected:
    void say() override;

private:
    Station& m_station;
    Answer m_answer;
    bool m_is_running { false };
    QProgressBar* m_bar;
    Notice* m_notice;
    Text* m_root;
    Text* m_findings;
    Button* m_back;
};

}
