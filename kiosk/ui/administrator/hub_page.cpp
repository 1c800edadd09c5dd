// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/hub_page.h"

namespace ui {

static constexpr const char* names[] { "accounts", "media", "health", "backup", "policies",
    "grants" };

static bool is_for_approvers(const QString& name)
{
    return name == "policies" || name == "grants";
}

HubPage::HubPage(Station& station)
    : Page("administer")
    , m_station(station)
    , m_back(new Button("administer-back"))
{
    for (const auto* name : names) {
        Way way { name, new Button(QString("go-") + name, Weight::Primary), new Text, new Card };
        auto* row = new QHBoxLayout;
        row->setSpacing(gap);
        row->addWidget(way.words, 1);
        row->addWidget(way.button);
        way.button->setMinimumWidth(220);
        way.card->inside()->addLayout(row);
        body()->addWidget(way.card);
        connect(way.button, &QPushButton::clicked, this, [this, name] { emit this->way(name); });
        m_ways.append(way);
    }
    body()->addStretch();
    add_left(m_back);
    connect(m_back, &QPushButton::clicked, this, &HubPage::back);
}

void HubPage::enter()
{
    for (const auto& way : m_ways)
        way.card->setVisible(m_station.person().has("administrator") || is_for_approvers(way.name));
}

void HubPage::say()
{
    set_title(tr("Look after the station"));
    struct Words {
        QString button;
        QString what;
    };
    const Words words[] { { tr("Accounts"),
                              tr("Who may do what here, until when; and who is locked out.") },
        { tr("Media"),
            tr("Sticks of this house: whose they are, who has them, and which are overdue.") },
        { tr("Health"),
            tr("Scanners and their definitions, the self-test, disk, clock and "
               "record.") },
        { tr("Backup"), tr("A signed copy of the record and all settings, proved at once.") },
        { tr("Policy"),
            tr("What the rules are, what somebody wants to change, and who puts it in "
               "force.") },
        { tr("Deputies"), tr("Who stands in for whom, and what goes another way for a while.") } };
    static_assert(std::size(names) == std::size(words));
    for (qsizetype i = 0; i < m_ways.size(); ++i) {
        m_ways[i].button->setText(words[i].button);
        m_ways[i].words->setText(words[i].what);
    }
    m_back->setText(tr("Back"));
}

}
