// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/health_page.h"

#include "kiosk/ui/files/verdict_words.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace ui {

static constexpr double little_room = 0.1; // Of the disk.

HealthPage::HealthPage(Station& station)
    : Page("health")
    , m_station(station)
    , m_unknown(new Notice("health-unknown"))
    , m_carries(new Notice("health-carries"))
    , m_engines(new QVBoxLayout)
    , m_disk(new Notice("health-disk"))
    , m_clock(new Notice("health-clock"))
    , m_ledger(new Notice("health-ledger"))
    , m_tested(new Notice("health-tested"))
    , m_bar(new QProgressBar)
    , m_self_test(new Button("self-test"))
    , m_back(new Button("health-back"))
{
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_engines->setSpacing(12);
    auto* all = new QWidget;
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    for (auto* notice : { m_unknown, m_carries })
        column->addWidget(notice);
    column->addLayout(m_engines);
    for (auto* notice : { m_tested, m_disk, m_clock, m_ledger })
        column->addWidget(notice);
    column->addStretch();
    auto* ways = new QWidget;
    auto* buttons = new QVBoxLayout(ways);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(12);
    buttons->addWidget(m_self_test);
    buttons->addWidget(m_bar);
    for (const auto* name : { "definitions-import", "definitions-rollback", "clock-check" }) {
        auto* button = new Button(name);
        buttons->addWidget(button);
        m_ways.append(button);
        connect(button, &QPushButton::clicked, this, [this, name] { emit way(name); });
    }
    buttons->addStretch();
    auto* sides = new Sides;
    sides->add(all, 3);
    sides->add(ways, 2);
    body()->addWidget(sides);
    body()->addStretch();
    add_left(m_back);
    connect(m_self_test, &QPushButton::clicked, this, &HealthPage::test);
    connect(m_back, &QPushButton::clicked, this, &HealthPage::back);
}

void HealthPage::enter()
{
    broker::api::Request request;
    request.mutable_health();
    auto* call = m_station.ask(request, asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_failure = answer.is_done() ? QString()
            : answer.reached         ? answer.message
                                     : tr("The station does not answer just now");
        if (answer.is_done())
            m_health = QJsonDocument::fromJson(answer.json).object();
        say();
    });
    say();
}

void HealthPage::left()
{
    m_is_testing = false; // Its answer is not waited for.
    m_test = {};
    Page::left();
}

void HealthPage::test()
{
    m_is_testing = true;
    broker::api::Request request;
    request.mutable_self_test();
    auto* call = m_station.ask(request, asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_is_testing = false;
        m_test = answer;
        enter();
    });
    say();
}

static QString engine_name(const QString& name)
{
    if (name == "clamav")
        return "ClamAV";
    return name == "yara" ? "YARA" : shown(name);
}

void HealthPage::say_engines()
{
    while (auto* item = m_engines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    auto engines = std::as_const(m_health)["engines"].toObject();
    auto names = engines.keys();
    std::ranges::sort(
        names, {}, [&](const QString& name) { return engines[name].toObject()["order"].toInt(); });
    for (const auto& name : names) {
        auto engine = engines[name].toObject();
        auto time = engine["definitions_time"].toString();
        auto date = QDateTime::fromString(time, Qt::ISODate);
        auto days = date.daysTo(QDateTime::currentDateTimeUtc());
        auto* notice = new Notice("engine-" + name);
        auto known = time.isEmpty() ? shown(engine["version"].toString())
                                    : tr("Definitions of %1, %n days old", nullptr,
                                        static_cast<int>(std::max<qint64>(days, 0)))
                                          .arg(moment(time));
        if (!engine["ready"].toBool())
            notice->tell(Mood::Bad, tr("%1 does not run").arg(engine_name(name)),
                tr("Nothing passes without it. Import definitions, or restart the station. %1")
                    .arg(shown(engine["version"].toString())));
        else if (engine["built_in_test_set"].toBool())
            notice->tell(Mood::Warning, tr("%1 has test definitions only").arg(engine_name(name)),
                tr("They protect from nothing. Import those of the maker. %1").arg(known));
        else if (!time.isEmpty() && days > std::as_const(m_health)["max_age_days"].toInt())
            notice->tell(Mood::Warning, tr("%1 has old definitions").arg(engine_name(name)),
                tr("Fetch new ones and import them. %1").arg(known));
        else
            notice->tell(Mood::Good, tr("%1 runs").arg(engine_name(name)), known);
        m_engines->addWidget(notice);
    }
}

void HealthPage::say_disk()
{
    auto disk = std::as_const(m_health)["disk"].toObject();
    auto free = disk["free"].toDouble();
    auto total = disk["total"].toDouble();
    auto room = tr("%1 of %2 are free").arg(amount(free), amount(total));
    if (disk.isEmpty())
        m_disk->tell(Mood::Warning, tr("The room on the disk is not known"));
    else if (free < total * little_room)
        m_disk->tell(Mood::Warning, tr("The disk is nearly full"),
            room + " " + tr("Have what waits collected or rejected; then make room."));
    else
        m_disk->tell(Mood::Good, tr("There is room on the disk"), room);
}

void HealthPage::say_clock()
{
    auto now = QDateTime::fromString(std::as_const(m_health)["now"].toString(), Qt::ISODate);
    auto last
        = QDateTime::fromString(std::as_const(m_health)["ledger"]["last"].toString(), Qt::ISODate);
    auto time = tr("It is %1 by the station's clock.")
                    .arg(moment(std::as_const(m_health)["now"].toString()));
    if (last.isValid() && now < last)
        m_clock->tell(Mood::Bad, tr("The clock is behind the record"),
            time + " "
                + tr("The newest entry is of %1. Have the clock set.")
                      .arg(moment(std::as_const(m_health)["ledger"]["last"].toString())));
    else
        m_clock->tell(Mood::Calm, time, tr("Hold it against a watch, for the record."));
}

void HealthPage::say_ledger()
{
    auto ledger = std::as_const(m_health)["ledger"].toObject();
    if (ledger.contains("failure"))
        m_ledger->tell(Mood::Bad, tr("The record takes nothing more"),
            tr("Nothing is carried. Make room on the disk or call the maker. %1")
                .arg(shown(ledger["failure"].toString())));
    else
        m_ledger->tell(Mood::Good, tr("The record goes on"),
            tr("%n entries", nullptr, ledger["entries"].toInt()) + ", "
                + amount(ledger["bytes"].toDouble()));
}

void HealthPage::say_test()
{
    auto passed = std::as_const(m_health)["selftest"].toString();
    if (m_test.reached && !m_test.is_done())
        m_tested->tell(Mood::Bad, tr("The self-test failed"),
            tr("Do not use this station. Go back to the definitions or the policy from before, and "
               "test again."));
    else if (m_test.is_done())
        m_tested->tell(Mood::Good, tr("The self-test passed just now"));
    else if (passed.isEmpty())
        m_tested->tell(Mood::Warning, tr("The self-test has not passed yet"), tr("Do it now."));
    else
        m_tested->tell(Mood::Good, tr("The self-test passed"), moment(passed));
}

void HealthPage::say()
{
    set_title(tr("Health and definitions"));
    if (m_failure.isEmpty())
        m_unknown->clear();
    else
        m_unknown->tell(Mood::Warning, m_failure, tr("What stands here may be out of date."));
    auto failure = std::as_const(m_health)["failure"].toString();
    auto ailments = std::as_const(m_health)["ailments"].toArray();
    m_carries->clear();
    if (std::as_const(m_health)["busy"].toBool())
        m_carries->tell(Mood::Calm, tr("A medium is being carried"),
            tr("The engines are shown when it is done."));
    else if (!failure.isEmpty())
        m_carries->tell(Mood::Bad, tr("This station carries nothing"), shown(failure));
    else if (!ailments.isEmpty()) {
        auto words = reason_words(ailments[0].toString());
        m_carries->tell(
            Mood::Warning, tr("Nothing can pass just now"), words.meaning + " " + words.what);
    }
    say_engines();
    if (!m_health.isEmpty()) {
        say_disk();
        say_clock();
        say_ledger();
        say_test();
    }
    m_bar->setVisible(m_is_testing);
    m_self_test->setEnabled(!m_is_testing);
    m_self_test->setText(tr("Test the station now"));
    const QString words[] { tr("Import definitions"), tr("Back to the definitions before"),
        tr("Check the clock") };
    for (qsizetype i = 0; i < m_ways.size(); ++i)
        m_ways[i]->setText(words[i]);
    m_ways[1]->setEnabled(std::as_const(m_health)["can_roll_back"].toBool());
    m_back->setText(tr("Back"));
}

}
