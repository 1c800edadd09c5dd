// SPDX-License-Identifier: MIT
#include "kiosk/ui/maintenance/slip_page.h"

namespace ui {

SlipPage::SlipPage()
    : Page("slip")
    , m_sign(new Sign(Mood::Good, 72))
    , m_number(new Text(Rank::Title, "transfer-number"))
    , m_next(new Text(Rank::Lead, "slip-next"))
    , m_done(new Button("slip-done", Weight::Primary))
{
    auto* card = new Card;
    card->inside()->addWidget(m_sign);
    card->inside()->addWidget(m_number);
    card->inside()->addWidget(m_next);
    body()->addWidget(card);
    body()->addStretch();
    add_right(m_done);
    connect(m_done, &QPushButton::clicked, this, &SlipPage::done);
}

void SlipPage::tell(const QString& transfer)
{
    m_transfer = transfer;
    say();
}

void SlipPage::say()
{
    set_title(tr("Handed over"));
    m_number->setText(shown(m_transfer));
    m_next->setText(
        tr("Note this number. Once somebody has approved it, log in here again and collect "
           "the files.\nYou may pull out the stick."));
    m_done->setText(tr("Done"));
}

}
