// SPDX-License-Identifier: MIT
#include "kiosk/ui/people/touch_panel.h"

namespace ui {

TouchPanel::TouchPanel(Station& station)
    : m_what(new Text(Rank::Title, "touch-what"))
    , m_how(new Text(Rank::Lead, "touch-how"))
    , m_cancel(new Button("touch-cancel"))
{
    setObjectName("touch-panel");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, gap);
    column->setSpacing(gap);
    column->addStretch();
    column->addWidget(new Sign(Mood::Calm, 88), 0, Qt::AlignHCenter);
    for (auto* text : { m_what, m_how }) {
        text->setAlignment(Qt::AlignHCenter);
        text->setWordWrap(true);
        column->addWidget(text);
    }
    column->addStretch();
    column->addWidget(m_cancel, 0, Qt::AlignHCenter);
    connect(m_cancel, &QPushButton::clicked, &station, &Station::cancel_touch);
    hide();
}

void TouchPanel::tell(const QString& stage)
{
    m_stage = stage;
    say();
}

void TouchPanel::say()
{
    m_cancel->setText(tr("Do without it"));
    if (m_stage == "security-key-plug-in") {
        m_what->setText(tr("Plug your security key in"));
        m_how->setText(tr("The station finds it by itself."));
    } else if (m_stage == "security-key-new") {
        m_what->setText(tr("Plug the new security key in"));
        m_how->setText(tr("The first one may stay where it is."));
    } else if (m_stage == "security-key-again") {
        m_what->setText(tr("Touch your security key once more"));
        m_how->setText(tr("With this touch the new key proves itself."));
    } else {
        m_what->setText(tr("Touch your security key"));
        m_how->setText(tr("It blinks while it waits for your finger."));
    }
}

}
