// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/narrowing.h"

#include "kiosk/ui/auditor/entry_words.h"
#include "kiosk/ui/look/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

namespace ui {

struct Narrow {
    Q_DECLARE_TR_FUNCTIONS(ui::Narrow)
};

static QString in_ledger(const QDateTime& moment)
{
    return moment.toUTC().toString("yyyy-MM-ddTHH:mm:ssZ");
}

static Period of(const QDate& first, const QDate& last)
{
    return { first.isValid() ? in_ledger(first.startOfDay()) : QString(),
        last.isValid() ? in_ledger(last.endOfDay()) : QString() };
}

Period period_named(const QString& name)
{
    auto today = QDate::currentDate();
    if (name == "today")
        return of(today, today);
    if (name == "week")
        return of(today.addDays(-6), today);
    if (name == "month")
        return of(today.addDays(-29), today);
    if (name == "fiscal")
        return of({ today.month() < 4 ? today.year() - 1 : today.year(), 4, 1 }, today);
    return {};
}

std::optional<Period> period_of_days(const QString& first, const QString& last)
{
    auto begin = QDate::fromString(first.trimmed(), "yyyy-MM-dd");
    auto end = QDate::fromString(last.trimmed(), "yyyy-MM-dd");
    if ((!first.trimmed().isEmpty() && !begin.isValid())
        || (!last.trimmed().isEmpty() && !end.isValid())
        || (begin.isValid() && end.isValid() && end < begin))
        return std::nullopt;
    return of(begin, end);
}

static QString day_of(const QString& moment)
{
    return QDateTime::fromString(moment, Qt::ISODate).toLocalTime().toString("yyyy-MM-dd");
}

QString Period::words() const
{
    if (since.isEmpty() && until.isEmpty())
        return Narrow::tr("from the beginning to now");
    if (since.isEmpty())
        return Narrow::tr("up to %1").arg(day_of(until));
    if (until.isEmpty())
        return Narrow::tr("since %1").arg(day_of(since));
    if (day_of(since) == day_of(until))
        return day_of(since);
    return Narrow::tr("%1 to %2").arg(day_of(since), day_of(until));
}

QString Narrowing::words() const
{
    QStringList parts;
    if (!period.since.isEmpty() || !period.until.isEmpty())
        parts << period.words();
    if (!kind.isEmpty())
        parts << words_for_entry(kind);
    if (!zone.isEmpty())
        parts << Narrow::tr("zone %1").arg(shown(zone, 60));
    if (!person.isEmpty())
        parts << Narrow::tr("person %1").arg(shown(person, 60));
    if (!medium.isEmpty())
        parts << Narrow::tr("medium %1").arg(shown(medium, 60));
    if (!transfer.isEmpty())
        parts << Narrow::tr("transfer %1").arg(shown(transfer, 60));
    return parts.join(tongue() == Tongue::Japanese ? "、" : ", ");
}

void Narrowing::put_into(broker::api::LedgerVerb& verb) const
{
    verb.set_since(period.since.toStdString());
    verb.set_until(period.until.toStdString());
    verb.set_kind(kind.toStdString());
    verb.set_zone(zone.toStdString());
    verb.set_actor(person.toStdString());
    verb.set_medium(medium.toStdString());
    verb.set_transfer(transfer.toStdString());
}

}
