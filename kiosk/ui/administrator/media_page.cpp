// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/media_page.h"

#include "kiosk/ui/administrator/medium_words.h"
#include "kiosk/ui/auditor/entry_words.h"
#include "kiosk/ui/files/transfer_list.h"

#include <QJsonDocument>

namespace ui {

static constexpr int most_entries = 50;

static QString id_of(const QJsonObject& medium)
{
    return medium["id"].toString();
}

MediaPage::MediaPage(Station& station)
    : ListPage("media", station)
    , m_add(new Button("medium-add", Weight::Primary))
{
    add_right(m_add);
    connect(m_add, &QPushButton::clicked, this, &MediaPage::add);
}

ListPage::Words MediaPage::words() const
{
    return { tr("Media"), tr("No medium is registered yet.") };
}

broker::api::Request MediaPage::request() const
{
    broker::api::Request request;
    request.mutable_list_media();
    return request;
}

Row MediaPage::row(const QJsonObject& medium) const
{
    Row row { id_of(medium), id_of(medium) + "  " + shown(medium["name"].toString()),
        words_for_medium_kind(medium["kind"].toString()) + ", " + shown(medium["owner"].toString()),
        words_for_medium_state(medium) };
    if (medium["overdue"].toBool())
        row.mood = Mood::Bad;
    else if (medium["state"] == "lent")
        row.mood = Mood::Warning;
    return row;
}

void MediaPage::told()
{
    QStringList overdue;
    for (const auto& value : all())
        if (value.toObject()["overdue"].toBool())
            overdue << id_of(value.toObject());
    if (!overdue.isEmpty())
        notice()->tell(Mood::Bad,
            tr("%n media should be back by now", nullptr, static_cast<int>(overdue.size())),
            shown(overdue.join(", "), 400));
}

void MediaPage::say()
{
    ListPage::say();
    m_add->setText(tr("Register a medium"));
}

MediumPage::MediumPage(Station& station)
    : ThingPage("medium-one", station)
    , m_history_title(new Text(Rank::Strong))
    , m_history(new Text(Rank::Body, "medium-history"))
{
    auto* card = new Card;
    card->inside()->addWidget(m_history_title);
    card->inside()->addWidget(m_history);
    body()->insertWidget(body()->count() - 1, card);
}

broker::api::Request MediumPage::request() const
{
    broker::api::Request request;
    request.mutable_list_media();
    return request;
}

void MediumPage::enter()
{
    m_record = {};
    ThingPage::enter();
    broker::api::Request request;
    request.mutable_medium_history()->set_id(thing()["id"].toString().toStdString());
    auto* call = station().ask(request, asking());
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        m_record = QJsonDocument::fromJson(answer.json).object()["record"].toArray();
        say();
    });
}

bool MediumPage::is_it(const QJsonObject& medium) const
{
    return medium["id"] == thing()["id"];
}

QString MediumPage::title() const
{
    return thing()["id"].toString() + "  " + shown(thing()["name"].toString());
}

QList<Fact> MediumPage::facts() const
{
    auto said = [this](const char* key) { return shown(thing()[key].toString()); };
    return { { tr("State"), words_for_medium_state(thing()) },
        { tr("Kind"), words_for_medium_kind(thing()["kind"].toString()) },
        { tr("Owner"), said("owner") },
        { tr("The highest that it may carry"), words_for_label(thing()["label"].toString()) },
        { tr("Known by"), said("identity") },
        { tr("Registered"),
            moment(thing()["registered"].toString()) + ", " + said("registered_by") },
        { tr("Reason"), said("reason") } };
}

QList<ThingPage::Way> MediumPage::ways() const
{
    if (thing()["state"] == "retired")
        return {};
    QList<Way> ways;
    if (thing()["state"] == "lent")
        ways.append({ "medium-return", tr("It is back"), Weight::Primary });
    else
        ways.append({ "medium-lend", tr("Lend it"), Weight::Primary });
    ways.append({ "medium-retire", tr("Take it out of use"), Weight::Danger });
    return ways;
}

void MediumPage::tell(Notice& notice) const
{
    if (thing()["overdue"].toBool())
        notice.tell(Mood::Bad, words_for_medium_state(thing()),
            tr("Ask who has it. If it is lost, take it out of use and say so as the reason."));
}

void MediumPage::say()
{
    ThingPage::say();
    m_history_title->setText(tr("What the record has about it, the newest first"));
    QStringList lines;
    for (qsizetype i = m_record.size(); i-- > 0 && lines.size() < most_entries;) {
        auto entry = m_record[i].toObject();
        lines << moment(entry["wall"].toString()) + "  " + words_for_entry(entry["type"].toString())
                + "  " + actor_of(entry);
    }
    m_history->setText(lines.isEmpty() ? tr("Nothing yet") : lines.join('\n'));
}

}
