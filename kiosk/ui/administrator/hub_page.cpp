// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/hub_page.h"

namespace ui {

static constexpr const char* names[] { "accounts", "media" };

HubPage::HubPage()
    : Page("administer")
    , m_back(new Button("administer-back"))
{
    for (const auto* name : names) {
        Way way { name, new Button(QString("go-") + name, Weight::Primary), new Text };
        auto* card = new Card;
        auto* row = new QHBoxLayout;
        row->setSpacing(gap);
        row->addWidget(way.words, 1);
        row->addWidget(way.button);
        way.button->setMinimumWidth(280);
        card->inside()->addLayout(row);
        body()->addWidget(card);
        connect(way.button, &QPushButton::clicked, this, [this, name] { emit this->way(name); });
        m_ways.append(way);
    }
    body()->addStretch();
    add_left(m_back);
    connect(m_back, &QPushButton::clicked, this, &HubPage::back);
}

void HubPage::say()
{
    set_title(tr("Look after the station"));
    struct Words {
        QString button;
        QString what;
    };
    const QMap<QString, Words> words {
        { "accounts",
            { tr("Accounts"), tr("Who may do what here, until when; and who is locked out.") } },
        { "media",
            { tr("Media"),
                tr("Sticks of this house: whose they are, who has them, and which are "
                   "overdue.") } },
    };
    for (const auto& way : m_ways) {
        way.button->setText(words[way.name].button);
        way.words->setText(words[way.name].what);
    }
    m_back->setText(tr("Back"));
}

}
