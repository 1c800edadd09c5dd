// SPDX-License-Identifier: MIT
// Where a register is written to, and that it was.
#pragma once

#include "kiosk/ui/auditor/register_page.h"
#include "kiosk/ui/look/choices.h"
#include "kiosk/ui/people/proof_fields.h"

#include <QPointer>
#include <QProgressBar>

class QThread;

namespace ui {

class ExportPage : public Page {
    Q_OBJECT

public:
    explicit ExportPage(Station&);
    ~ExportPage() override;
    void open(const Register&);
    void enter() override;
    void left() override;
    bool is_busy() const { return m_state == State::Writing; }

signals:
    void back();

protected:
    void say() override;

private:
    void may_write();
    void begin();
    void send(const QByteArray& pdf);
    void end(const Answer&);

    Station& m_station;
    Register m_register;
    enum class State { Choosing, Writing, Done } m_state { State::Choosing };
    Answer m_answer;
    QPointer<QThread> m_printing;
    Text* m_what;
    Choices* m_where;
    ProofFields* m_proof;
    QProgressBar* m_bar;
    Notice* m_notice;
    Button* m_back;
    Button* m_write;
};

}
