// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/lists.h"

#include <QJsonDocument>

namespace ui {

static constexpr int most_rows = 300;

QStringList strings_in(const QJsonValue& value)
{
    QStringList strings;
    for (const auto& one : value.toArray())
        strings << one.toString();
    return strings;
}

// What is in it may be what was touched, so it goes later.
static void empty(QLayout* layout)
{
    while (auto* item = layout->takeAt(0)) {
        if (auto* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        if (auto* inner = item->layout())
            empty(inner);
        delete item;
    }
}

ListPage::ListPage(const QString& name, Station& station)
    : Page(name)
    , m_station(station)
    , m_notice(new Notice(name + "-notice"))
    , m_empty(new Text(Rank::Lead, name + "-empty"))
    , m_rows(new QVBoxLayout)
    , m_back(new Button(name + "-back"))
{
    m_rows->setSpacing(12);
    body()->addWidget(m_notice);
    body()->addWidget(m_empty);
    body()->addLayout(m_rows);
    body()->addStretch();
    add_left(m_back);
    connect(m_back, &QPushButton::clicked, this, &ListPage::back);
}

void ListPage::enter()
{
    m_all = {};
    m_is_loaded = false;
    m_failure.clear();
    m_notice->clear();
    say();
    auto* call = m_station.ask(request(), asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_is_loaded = true;
        if (answer.is_done())
            m_all = QJsonDocument::fromJson(answer.json).array();
        else
            m_failure
                = answer.reached ? answer.message : tr("The station does not answer just now");
        told();
        say();
    });
}

void ListPage::show_rows()
{
    empty(m_rows);
    int left = most_rows;
    for (const auto& value : m_all) {
        if (left-- == 0)
            break;
        auto thing = value.toObject();
        auto [id, title, text, small, mood] = row(thing);
        auto* card = new Card;
        auto* line = new QHBoxLayout;
        line->setSpacing(gap);
        if (mood)
            line->addWidget(new Sign(*mood), 0, Qt::AlignVCenter);
        auto* words = new QVBoxLayout;
        for (auto [rank, said] :
            { std::pair(Rank::Lead, title), { Rank::Body, text }, { Rank::Small, small } }) {
            if (said.isEmpty())
                continue;
            auto* label = new Text(rank);
            label->setText(said);
            words->addWidget(label);
        }
        line->addLayout(words, 1);
        auto* open = new Button("open-" + id);
        open->setText(tr("Open"));
        open->setAccessibleName(tr("Open %1").arg(title));
        connect(open, &QPushButton::clicked, this, [this, thing] { emit chosen(thing); });
        line->addWidget(open);
        card->inside()->addLayout(line);
        m_rows->addWidget(card);
    }
}

void ListPage::say()
{
    auto [title, nothing] = words();
    set_title(title);
    m_empty->setText(m_failure.isEmpty() ? nothing : m_failure);
    m_empty->setVisible(m_is_loaded && m_all.isEmpty());
    m_back->setText(tr("Back"));
    show_rows();
}

ThingPage::ThingPage(const QString& name, Station& station)
    : Page(name)
    , m_station(station)
    , m_failure(new Notice(name + "-failure"))
    , m_notice(new Notice(name + "-notice"))
    , m_facts(new Card)
    , m_ways(new QVBoxLayout)
    , m_back(new Button(name + "-back"))
{
    m_ways->setSpacing(12);
    auto* sides = new Sides;
    auto* column = new QWidget;
    auto* ways = new QVBoxLayout(column);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->addLayout(m_ways);
    ways->addStretch();
    body()->addWidget(m_failure);
    body()->addWidget(m_notice);
    sides->add(m_facts, 3);
    sides->add(column, 2);
    body()->addWidget(sides);
    body()->addStretch();
    add_left(m_back);
    connect(m_back, &QPushButton::clicked, this, &ThingPage::back);
}

void ThingPage::open(const QJsonObject& thing)
{
    m_thing = thing;
    say();
}

void ThingPage::enter()
{
    m_failure->clear();
    auto* call = m_station.ask(request(), asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        for (const auto& value : QJsonDocument::fromJson(answer.json).array())
            if (is_it(value.toObject()))
                m_thing = value.toObject();
        if (!answer.is_done())
            m_failure->tell(Mood::Warning,
                answer.reached ? answer.message : tr("The station does not answer just now"),
                tr("What stands here may be out of date."));
        say();
    });
}

void ThingPage::say()
{
    set_title(title());
    m_notice->clear();
    tell(*m_notice);
    empty(m_facts->inside());
    for (const auto& [name, value] : facts()) {
        if (value.isEmpty())
            continue;
        auto* label = new Text(Rank::Small);
        label->setText(name);
        auto* words = new Text;
        words->setText(value);
        m_facts->inside()->addWidget(label);
        m_facts->inside()->addWidget(words);
    }
    m_facts->inside()->addStretch();
    empty(m_ways);
    for (const auto& [name, words, weight] : ways()) {
        auto* button = new Button(name, weight);
        button->setText(words);
        connect(button, &QPushButton::clicked, this, [this, name = name] { emit way(name); });
        m_ways->addWidget(button);
    }
    m_back->setText(tr("Back"));
}

}
