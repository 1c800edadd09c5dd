// SPDX-License-Identifier: MIT
// Reviews that were signed off, and the next one.
#pragma once

#include "kiosk/ui/auditor/narrowing.h"
#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/look/page.h"
#include "kiosk/ui/people/proof_fields.h"

#include <QJsonArray>

namespace ui {

class SignOffPage : public Page {
    Q_OBJECT

public:
    explicit SignOffPage(Station&);
    void enter() override;
    void left() override;

signals:
    void back();

protected:
    void say() override;

private:
    void ask();
    void sign();
    void show_earlier();
    void may_sign();

    Station& m_station;
    QJsonArray m_earlier; // The newest first.
    Notice* m_notice;
    Text* m_which;
    Choices* m_subject;
    Text* m_when;
    Choices* m_period;
    Field* m_note;
    ProofFields* m_proof;
    Text* m_earlier_head;
    QVBoxLayout* m_rows;
    Button* m_back;
    Button* m_sign;
};

}
