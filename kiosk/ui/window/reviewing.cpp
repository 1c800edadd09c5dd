// SPDX-License-Identifier: MIT
#include "kiosk/ui/window/reviewing.h"

#include "kiosk/ui/auditor/export_page.h"
#include "kiosk/ui/auditor/figures_page.h"
#include "kiosk/ui/auditor/history_page.h"
#include "kiosk/ui/auditor/ledger_page.h"
#include "kiosk/ui/auditor/narrow_page.h"
#include "kiosk/ui/auditor/register_page.h"
#include "kiosk/ui/auditor/registers_page.h"
#include "kiosk/ui/auditor/sign_off_page.h"
#include "kiosk/ui/auditor/verify_page.h"

namespace ui {

Reviewing::Reviewing(Station& station)
    : m_ledger(new LedgerPage(station))
    , m_narrow(new NarrowPage(station))
    , m_history(new HistoryPage(station))
    , m_verify(new VerifyPage(station))
    , m_registers(new RegistersPage)
    , m_register(new RegisterPage(station))
    , m_export(new ExportPage(station))
    , m_figures(new FiguresPage(station))
    , m_sign_off(new SignOffPage(station))
{
    join_record();
    join_registers();
    connect(m_figures, &FiguresPage::back, this, &Reviewing::back);
    connect(m_sign_off, &SignOffPage::back, this, &Reviewing::back);
}

QList<Page*> Reviewing::pages() const
{
    return { m_ledger, m_narrow, m_history, m_verify, m_registers, m_register, m_export, m_figures,
        m_sign_off };
}

Page* Reviewing::record()
{
    m_ledger->look_for({});
    return m_ledger;
}

Page* Reviewing::registers() const
{
    return m_registers;
}

Page* Reviewing::figures() const
{
    return m_figures;
}

Page* Reviewing::sign_off() const
{
    return m_sign_off;
}

bool Reviewing::is_busy() const
{
    return m_export->is_busy();
}

void Reviewing::look_for(const Narrowing& narrowing)
{
    m_ledger->look_for(narrowing);
    emit show(m_ledger);
}

void Reviewing::join_record()
{
    connect(m_ledger, &LedgerPage::back, this, &Reviewing::back);
    connect(m_ledger, &LedgerPage::narrow, this, [this] {
        m_narrow->open(m_ledger->narrowing());
        emit show(m_narrow);
    });
    connect(m_narrow, &NarrowPage::back, this, [this] { emit show(m_ledger); });
    connect(m_narrow, &NarrowPage::chosen, this, &Reviewing::look_for);
    connect(m_ledger, &LedgerPage::history, this, [this](const QString& transfer) {
        m_history->open(transfer);
        emit show(m_history);
    });
    connect(m_history, &HistoryPage::back, this, [this] { emit show(m_ledger); });
    connect(m_history, &HistoryPage::files, this, [this](const QString& transfer) {
        Narrowing narrowing;
        narrowing.transfer = transfer;
        narrowing.kind = "file_verdict";
        look_for(narrowing);
    });
    connect(m_ledger, &LedgerPage::verify, this, [this] { emit show(m_verify); });
    connect(m_verify, &VerifyPage::back, this, [this] { emit show(m_ledger); });
}

void Reviewing::join_registers()
{
    connect(m_registers, &RegistersPage::back, this, &Reviewing::back);
    connect(m_registers, &RegistersPage::chosen, this,
        [this](const QString& kind, const Period& period) {
            m_register->open(kind, period);
            emit show(m_register);
        });
    connect(m_register, &RegisterPage::back, this, [this] { emit show(m_registers); });
    connect(m_register, &RegisterPage::write, this, [this] {
        m_export->open(m_register->shown_register());
        emit show(m_export);
    });
    connect(m_export, &ExportPage::back, this, [this] { emit show(m_register); });
}

}
