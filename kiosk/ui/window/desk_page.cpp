// SPDX-License-Identifier: MIT
#include "kiosk/ui/window/desk_page.h"

namespace ui {

DeskPage::DeskPage(Station& station)
    : Page("desk")
    , m_station(station)
    , m_collect(make_way("submitter", "go-collect"))
    , m_approve(make_way("approver", "go-approve"))
    , m_review(make_way("auditor", "go-review"))
    , m_registers(make_way("auditor", "go-registers"))
    , m_figures(make_way("auditor", "go-figures"))
    , m_sign_off(make_way("auditor", "go-sign-off"))
    , m_administer(make_way("administrator", "go-administer"))
    , m_own(make_way(nullptr, "go-own"))
    , m_leave(new Button("leave"))
{
    body()->addStretch();
    add_left(m_leave);
    connect(m_collect.button, &QPushButton::clicked, this, &DeskPage::collect);
    connect(m_approve.button, &QPushButton::clicked, this, &DeskPage::approve);
    connect(m_review.button, &QPushButton::clicked, this, &DeskPage::review);
    connect(m_registers.button, &QPushButton::clicked, this, &DeskPage::registers);
    connect(m_figures.button, &QPushButton::clicked, this, &DeskPage::figures);
    connect(m_sign_off.button, &QPushButton::clicked, this, &DeskPage::sign_off);
    connect(m_administer.button, &QPushButton::clicked, this, &DeskPage::administer);
    connect(m_own.button, &QPushButton::clicked, this, &DeskPage::own);
    connect(m_leave, &QPushButton::clicked, this, &DeskPage::leave);
}

DeskPage::Way DeskPage::make_way(const char* role, const char* name)
{
    Way way { role, new Button(name, role ? Weight::Primary : Weight::Plain), new Text, new Card };
    auto* row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(way.words, 1);
    row->addWidget(way.button);
    way.card->inside()->addLayout(row);
    way.button->setMinimumWidth(280);
    body()->addWidget(way.card);
    return way;
}

void DeskPage::enter()
{
    for (const auto& way :
        { m_collect, m_approve, m_review, m_registers, m_figures, m_sign_off, m_administer })
        way.card->setVisible(m_station.person().has(way.role));
    if (m_station.person().has("approver"))
        m_administer.card->show();
    say();
}

void DeskPage::say()
{
    set_title(tr("Good day, %1").arg(shown(m_station.person().name)));
    m_collect.words->setText(
        tr("Take along what has been approved, or withdraw what is waiting. To "
           "bring in a stick, log out and insert it."));
    m_collect.button->setText(tr("My transfers"));
    m_approve.words->setText(tr("Look at what others want to bring in, and say yes or no."));
    m_approve.button->setText(tr("Approve"));
    m_review.words->setText(tr("Search the record of everything that was done here, and prove that "
                               "nobody changed it."));
    m_review.button->setText(tr("Review the record"));
    m_registers.words->setText(
        tr("Registers of what was brought in, taken out and approved, to read "
           "and to hand on with their proofs."));
    m_registers.button->setText(tr("Registers"));
    m_figures.words->setText(tr("How much, why not, how fast, and what stands out."));
    m_figures.button->setText(tr("Figures"));
    m_sign_off.words->setText(tr("Put down that you looked at a time, and what you found."));
    m_sign_off.button->setText(tr("Sign off"));
    m_administer.words->setText(m_station.person().has("administrator")
            ? tr("Look after accounts, media, definitions and the policy of this station.")
            : tr("Put a policy in force, and accept deputies and exceptions."));
    m_administer.button->setText(tr("Administer"));
    m_own.words->setText(tr("Change your password, or add a security key."));
    m_own.button->setText(tr("My account"));
    m_leave->setText(tr("Log out"));
}

}
