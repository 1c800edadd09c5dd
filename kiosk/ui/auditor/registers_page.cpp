// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/registers_page.h"

namespace ui {

RegistersPage::RegistersPage()
    : Page("registers")
    , m_which(new Text(Rank::Strong))
    , m_kinds(new Choices("register", 2))
    , m_when(new Text(Rank::Strong))
    , m_period(new Choices("register-period", 3))
    , m_back(new Button("registers-back"))
    , m_show(new Button("registers-show", Weight::Primary))
{
    body()->addWidget(m_which);
    body()->addWidget(m_kinds);
    body()->addWidget(m_when);
    body()->addWidget(m_period);
    body()->addStretch();
    add_left(m_back);
    add_right(m_show);
    connect(m_kinds, &Choices::changed, this, &RegistersPage::may_go_on);
    connect(m_period, &Choices::changed, this, &RegistersPage::may_go_on);
    connect(m_back, &QPushButton::clicked, this, &RegistersPage::back);
    connect(m_show, &QPushButton::clicked, this,
        [this] { emit chosen(m_kinds->chosen(), period_named(m_period->chosen())); });
}

void RegistersPage::enter()
{
    say();
    if (m_period->chosen().isEmpty())
        m_period->choose("fiscal");
    may_go_on();
}

void RegistersPage::may_go_on()
{
    m_show->setEnabled(!m_kinds->chosen().isEmpty() && !m_period->chosen().isEmpty());
}

void RegistersPage::say()
{
    set_title(tr("Registers"));
    m_which->setText(tr("Which register?"));
    m_kinds->offer(
        { { "bring-in", tr("Bring-in register") }, { "take-out", tr("Take-out register") },
            { "media", tr("Register of media") }, { "transfers", tr("Register of transfers") },
            { "privileged", tr("Report of privileged use") },
            { "q0-q4", tr("Evidence sheet for Q0 to Q4") } });
    m_when->setText(tr("Of which time?"));
    m_period->offer({ { "fiscal", tr("This fiscal year") }, { "month", tr("Last 30 days") },
        { "week", tr("Last 7 days") }, { "today", tr("Today") }, { "all", tr("At any time") } });
    m_back->setText(tr("Back"));
    m_show->setText(tr("Show"));
}

}
