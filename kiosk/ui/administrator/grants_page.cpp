// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/grants_page.h"

#include "kiosk/ui/administrator/grant_words.h"

namespace ui {

GrantsPage::GrantsPage(Station& station)
    : ListPage("grants", station)
    , m_station(station)
    , m_deputy(new Button("grant-deputy"))
    , m_exception(new Button("grant-exception"))
{
    add_right(m_deputy);
    add_right(m_exception);
    connect(m_deputy, &QPushButton::clicked, this, [this] { emit ask("deputy"); });
    connect(m_exception, &QPushButton::clicked, this, [this] { emit ask("exception"); });
}

ListPage::Words GrantsPage::words() const
{
    return { tr("Deputies and exceptions"), tr("Nothing has been asked for yet.") };
}

static broker::api::Request all_grants()
{
    broker::api::Request request;
    request.mutable_list_grants();
    return request;
}

broker::api::Request GrantsPage::request() const
{
    return all_grants();
}

Row GrantsPage::row(const QJsonObject& grant) const
{
    Row row { grant["id"].toString(), words_for_grant(m_station, grant),
        words_for_grant_state(grant),
        tr("%1 to %2").arg(shown(grant["from"].toString()), shown(grant["until"].toString())) };
    if (grant["state"] == "asked" && !grant["expired"].toBool())
        row.mood = Mood::Warning;
    else if (grant["in_force"].toBool())
        row.mood = Mood::Good;
    return row;
}

void GrantsPage::say()
{
    ListPage::say();
    m_deputy->setText(tr("Ask for a deputy"));
    m_exception->setText(tr("Ask for an exception"));
}

GrantPage::GrantPage(Station& station)
    : ThingPage("grant-one", station)
{
}

broker::api::Request GrantPage::request() const
{
    return all_grants();
}

bool GrantPage::is_it(const QJsonObject& grant) const
{
    return grant["id"] == thing()["id"];
}

QString GrantPage::title() const
{
    return thing()["id"].toString() + "  " + words_for_grant_kind(thing());
}

QList<Fact> GrantPage::facts() const
{
    auto said = [this](const char* key) { return shown(thing()[key].toString(), 1000); };
    QList<Fact> facts { { tr("State"), words_for_grant_state(thing()) },
        { tr("What for"), words_for_grant(station(), thing()) }, { tr("Reason"), said("reason") },
        { tr("Done instead"), said("measure") } };
    if (thing()["kind"] == "exception")
        facts << Fact { tr("For transfers of"), words_for_reach(thing()) };
    facts << QList<Fact> { { tr("First day"), said("from") }, { tr("Last day"), said("until") },
        { tr("Asked for by"), said("asked_by") }, { tr("Accepted by"), said("accepted_by") } };
    return facts;
}

QList<ThingPage::Way> GrantPage::ways() const
{
    QList<Way> ways;
    auto is_mine = thing()["asked_by"] == station().person().name;
    if (thing()["state"] == "asked" && !thing()["expired"].toBool() && !is_mine)
        ways.append({ "grant-accept", tr("Accept it"), Weight::Primary });
    if (thing()["state"] != "withdrawn" && !thing()["expired"].toBool())
        ways.append({ "grant-withdraw", tr("Withdraw it"), Weight::Danger });
    return ways;
}

}
