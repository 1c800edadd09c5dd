// SPDX-License-Identifier: MIT
// The auditor's screens and the ways between them: the record, registers, figures, sign-offs.
#pragma once

#include "kiosk/ui/auditor/narrowing.h"
#include "kiosk/ui/look/page.h"

namespace ui {

class ExportPage;
class FiguresPage;
class HistoryPage;
class LedgerPage;
class NarrowPage;
class RegisterPage;
class RegistersPage;
class SignOffPage;
class Station;
class VerifyPage;

class Reviewing : public QObject {
    Q_OBJECT

public:
    explicit Reviewing(Station&);
    QList<Page*> pages() const;
    Page* record(); // All of it, from its newest entry on.
    Page* registers() const;
    Page* figures() const;
    Page* sign_off() const;
    bool is_busy() const;

signals:
    void show(ui::Page*);
    void back();

private:
    void join_record();
    void join_registers();
    void look_for(const Narrowing&);

    LedgerPage* m_ledger;
    NarrowPage* m_narrow;
    HistoryPage* m_history;
    VerifyPage* m_verify;
    RegistersPage* m_registers;
    RegisterPage* m_register;
    ExportPage* m_export;
    FiguresPage* m_figures;
    SignOffPage* m_sign_off;
};

}
