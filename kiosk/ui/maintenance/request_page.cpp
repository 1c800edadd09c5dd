// SPDX-License-Identifier: MIT
#include "kiosk/ui/maintenance/request_page.h"

#include <QJsonArray>

namespace ui {

static constexpr int most_purposes = 4;

static QWidget* step_of(std::initializer_list<QWidget*> widgets)
{
    auto* step = new QWidget;
    auto* column = new QVBoxLayout(step);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    for (auto* widget : widgets)
        column->addWidget(widget);
    column->addStretch();
    return step;
}

RequestPage::RequestPage(Station& station)
    : Page("request")
    , m_station(station)
    , m_steps(new QStackedWidget)
    , m_place(new Text(Rank::Small, "request-place"))
    , m_classes(new Choices("class"))
    , m_zones(new Choices("zone"))
    , m_purpose(new Field("purpose"))
    , m_purposes(new Choices("purpose-before"))
    , m_confidentiality(new Choices("confidentiality", 3))
    , m_integrity(new Choices("integrity", 2))
    , m_availability(new Choices("availability", 2))
    , m_back(new Button("request-back"))
    , m_next(new Button("request-next", Weight::Primary))
{
    for (auto*& axis : m_axes)
        axis = new Text(Rank::Strong);
    m_steps->addWidget(step_of({ m_classes }));
    m_steps->addWidget(step_of({ m_zones }));
    m_steps->addWidget(step_of({ m_purpose, m_purposes }));
    m_steps->addWidget(step_of(
        { m_axes[0], m_confidentiality, m_axes[1], m_integrity, m_axes[2], m_availability }));
    body()->addWidget(m_place);
    body()->addWidget(m_steps, 1);
    add_left(m_back);
    add_right(m_next);
    m_purpose->edit()->setMaxLength(200);
    for (auto* choices : { m_classes, m_zones, m_confidentiality, m_integrity, m_availability })
        connect(choices, &Choices::changed, this, &RequestPage::check);
    connect(m_purposes, &Choices::changed, this, [this] {
        if (!m_purposes->chosen().isEmpty())
            m_purpose->edit()->setText(m_purposes->chosen());
    });
    connect(m_purpose->edit(), &QLineEdit::textChanged, this, &RequestPage::check);
    connect(m_purpose->edit(), &QLineEdit::returnPressed, m_next, &QPushButton::click);
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_steps->currentIndex() < LastStep)
            return go(m_steps->currentIndex() + 1);
        m_wish.transfer_class = m_classes->chosen();
        m_wish.zone = m_zones->chosen();
        m_wish.purpose = m_purpose->text().trimmed();
        m_wish.label = label();
        remember_purpose();
        emit done();
    });
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_steps->currentIndex() == What)
            emit back();
        else
            go(m_steps->currentIndex() - 1);
    });
}

void RequestPage::begin(const SeenMedium& medium)
{
    m_wish = {};
    m_wish.medium = medium; // Nothing of whoever was here before.
    m_purpose->edit()->setText({});
    for (auto* choices :
        { m_classes, m_zones, m_purposes, m_confidentiality, m_integrity, m_availability })
        choices->choose({});
    if (m_known_by != m_station.person().account)
        m_known_purposes.clear();
    m_known_by = m_station.person().account;
    say();
    m_classes->choose("document");
    go(What);
}

void RequestPage::go(int step)
{
    m_steps->setCurrentIndex(step);
    say();
    if (step == WhatFor)
        m_purpose->edit()->setFocus();
}

void RequestPage::remember_purpose()
{
    m_known_purposes.removeAll(m_wish.purpose);
    m_known_purposes.prepend(m_wish.purpose);
    while (m_known_purposes.size() > most_purposes)
        m_known_purposes.removeLast();
}

QString RequestPage::label() const
{
    if (m_confidentiality->chosen().isEmpty() || m_integrity->chosen().isEmpty()
        || m_availability->chosen().isEmpty())
        return {};
    return m_confidentiality->chosen() + "," + m_integrity->chosen() + ","
        + m_availability->chosen();
}

void RequestPage::check()
{
    bool is_answered = false;
    switch (static_cast<Step>(m_steps->currentIndex())) {
    case What: is_answered = !m_classes->chosen().isEmpty(); break;
    case Where: is_answered = !m_zones->chosen().isEmpty(); break;
    case WhatFor: is_answered = !m_purpose->text().trimmed().isEmpty(); break;
    case How: is_answered = !label().isEmpty(); break;
    }
    m_next->setEnabled(is_answered);
}

void RequestPage::say()
{
    const QString titles[] { tr("What do you bring in?"), tr("Where does it go?"),
        tr("What is it for?"), tr("How is it to be handled?") };
    auto step = m_steps->currentIndex();
    set_title(titles[step]);
    m_place->setText(QString("%1 / %2").arg(step + 1).arg(LastStep + 1));
    m_classes->offer({ { "document", tr("Documents: text, tables, drawings, pictures") },
        { "mail", tr("Mail, with its attachments") },
        { "update", tr("An update from a maker, with its signature") } });
    QList<Choices::Choice> zones;
    for (const auto& zone : m_station.overview()["zones"].toArray())
        zones.append({ zone.toString(), shown(zone.toString()) });
    m_zones->offer(zones);
    if (zones.size() == 1)
        m_zones->choose(zones[0].value);
    m_purpose->set_label(tr("Purpose, as it will stand in the record"));
    QList<Choices::Choice> purposes;
    for (const auto& purpose : m_known_purposes)
        purposes.append({ purpose, shown(purpose, 60) });
    m_purposes->offer(purposes);
    m_axes[0]->setText(tr("Confidentiality: what if others read it?"));
    m_confidentiality->offer(
        { { "C1", tr("1  Open") }, { "C2", tr("2  Internal") }, { "C3", tr("3  Restricted") } });
    m_axes[1]->setText(tr("Integrity: what if it is wrong?"));
    m_integrity->offer(
        { { "I1", tr("1  No great harm") }, { "I2", tr("2  Harm to people or duties") } });
    m_axes[2]->setText(tr("Availability: what if it is missing?"));
    m_availability->offer({ { "A1", tr("1  Can wait") }, { "A2", tr("2  Must be there") } });
    m_back->setText(tr("Back"));
    m_next->setText(step == LastStep ? tr("Start the check") : tr("Next"));
    check();
}

}
