// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/narrow_page.h"

#include "kiosk/ui/auditor/entry_words.h"

#include <QJsonArray>

namespace ui {

// What people look for; every other kind is found by the person, medium or transfer it is about.
static constexpr const char* kinds[] { "transfer_submit", "transfer_manifest", "approval",
    "rejection", "release_done", "media_in", "device_refused", "medium_refused", "media_change",
    "login_fail", "account_change", "grant", "definitions_change", "clock_fault", "audit_export",
    "sign_off" };

NarrowPage::NarrowPage(Station& station)
    : Page("narrow")
    , m_station(station)
    , m_when(new Text(Rank::Strong))
    , m_period(new Choices("period", 3))
    , m_first(new Field("period-first"))
    , m_last(new Field("period-last"))
    , m_what(new Text(Rank::Strong))
    , m_kinds(new Choices("kind", 4))
    , m_where(new Text(Rank::Strong))
    , m_zones(new Choices("of-zone", 4))
    , m_person(new Field("of-person"))
    , m_medium(new Field("of-medium"))
    , m_transfer(new Field("of-transfer"))
    , m_notice(new Notice("narrow-notice"))
    , m_back(new Button("narrow-back"))
    , m_all(new Button("narrow-all"))
    , m_show(new Button("narrow-show", Weight::Primary))
{
    auto* days = new Sides;
    days->add(m_first);
    days->add(m_last);
    auto* names = new Sides;
    names->add(m_person);
    names->add(m_medium);
    names->add(m_transfer);
    body()->addWidget(m_notice);
    body()->addWidget(m_when);
    body()->addWidget(m_period);
    body()->addWidget(days);
    body()->addWidget(names);
    body()->addWidget(m_where);
    body()->addWidget(m_zones);
    body()->addWidget(m_what);
    body()->addWidget(m_kinds);
    body()->addStretch();
    add_left(m_back);
    add_left(m_all);
    add_right(m_show);
    connect(m_period, &Choices::changed, this, [this] {
        bool is_free = m_period->chosen() == "days";
        m_first->setVisible(is_free);
        m_last->setVisible(is_free);
    });
    connect(m_back, &QPushButton::clicked, this, &NarrowPage::back);
    connect(m_all, &QPushButton::clicked, this, [this] { emit chosen({}); });
    connect(m_show, &QPushButton::clicked, this, &NarrowPage::done);
    m_first->hide();
    m_last->hide();
}

void NarrowPage::open(const Narrowing& narrowing)
{
    say();
    m_notice->clear();
    if (narrowing.period.since.isEmpty() && narrowing.period.until.isEmpty())
        m_period->choose("all");
    m_kinds->choose(narrowing.kind.isEmpty() ? "all" : narrowing.kind);
    m_zones->choose(narrowing.zone.isEmpty() ? "all" : narrowing.zone);
    m_person->edit()->setText(narrowing.person);
    m_medium->edit()->setText(narrowing.medium);
    m_transfer->edit()->setText(narrowing.transfer);
}

void NarrowPage::enter()
{
    say();
}

void NarrowPage::done()
{
    auto period = period_named(m_period->chosen());
    if (m_period->chosen() == "days") {
        auto days = period_of_days(m_first->text(), m_last->text());
        if (!days) {
            m_notice->tell(Mood::Warning, tr("These are no two days, one after the other"),
                tr("Please write them like 2026-11-21."));
            return;
        }
        period = *days;
    }
    auto of = [](const Choices* choices) {
        return choices->chosen() == "all" ? QString() : choices->chosen();
    };
    emit chosen({ period, of(m_kinds), of(m_zones), m_person->text().trimmed(),
        m_medium->text().trimmed(), m_transfer->text().trimmed() });
}

void NarrowPage::say()
{
    set_title(tr("What are you looking for?"));
    m_when->setText(tr("When"));
    m_period->offer({ { "all", tr("At any time") }, { "today", tr("Today") },
        { "week", tr("Last 7 days") }, { "month", tr("Last 30 days") },
        { "fiscal", tr("This fiscal year") }, { "days", tr("From day to day") } });
    m_first->set_label(tr("From (like 2026-11-01)"));
    m_last->set_label(tr("To"));
    m_what->setText(tr("What was done"));
    QList<Choices::Choice> offered { { "all", tr("Everything") } };
    for (const auto* kind : kinds)
        offered.append({ kind, words_for_entry(kind) });
    m_kinds->offer(offered);
    m_where->setText(tr("Which zone"));
    QList<Choices::Choice> zones { { "all", tr("All zones") } };
    for (const auto& zone : m_station.overview()["zones"].toArray())
        zones.append({ zone.toString(), shown(zone.toString(), 40) });
    m_zones->offer(zones);
    m_person->set_label(tr("Name or account"));
    m_medium->set_label(tr("Medium (M0001)"));
    m_transfer->set_label(tr("Number of a transfer"));
    m_back->setText(tr("Back"));
    m_all->setText(tr("The whole record"));
    m_show->setText(tr("Show"));
}

}
