// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/grant_words.h"

#include "kiosk/ui/administrator/account_words.h"
#include "kiosk/ui/administrator/lists.h"
#include "kiosk/ui/administrator/medium_words.h"
#include "kiosk/ui/files/transfer_list.h"

namespace ui {

struct GrantWords {
    Q_DECLARE_TR_FUNCTIONS(ui::GrantWords)
};
using Kind = Question::Kind;

QString words_for_grant_kind(const QJsonObject& grant)
{
    return grant["kind"] == "deputy" ? GrantWords::tr("Deputy") : GrantWords::tr("Exception");
}

QString words_for_grant_state(const QJsonObject& grant)
{
    if (grant["state"] == "withdrawn")
        return GrantWords::tr("Withdrawn");
    if (grant["expired"].toBool())
        return GrantWords::tr("Over");
    if (grant["state"] == "asked")
        return GrantWords::tr("Waits to be accepted");
    return grant["in_force"].toBool() ? GrantWords::tr("In force")
                                      : GrantWords::tr("Accepted, begins later");
}

static QString words_for_waived(const Station& station, const QString& office)
{
    return office == "witness" ? GrantWords::tr("the witness") : words_for_office(station, office);
}

QString words_for_grant(const Station& station, const QJsonObject& grant)
{
    if (grant["kind"] == "deputy")
        return GrantWords::tr("%1 stands in for %2: %3")
            .arg(shown(grant["deputy"].toString()), shown(grant["deputy_for"].toString()),
                roles_and_offices(station, {}, strings_in(grant["offices"])));
    return GrantWords::tr("Without %1").arg(words_for_waived(station, grant["waives"].toString()));
}

QString words_for_reach(const QJsonObject& grant)
{
    auto transfers = grant["class"].toString();
    auto zone = grant["zone"].toString();
    return (transfers.isEmpty() ? GrantWords::tr("any kind") : words_for_class(transfers)) + " / "
        + (zone.isEmpty() ? GrantWords::tr("any zone") : shown(zone)) + " / "
        + words_for_label(grant["label"].toString());
}

static QList<Choices::Choice> offices_of(const Station& station)
{
    QList<Choices::Choice> offices;
    for (const auto& value : station.overview()["offices"].toArray()) {
        auto name = value.toObject()["name"].toString();
        offices.append({ name, words_for_office(station, name) });
    }
    return offices;
}

static Step days()
{
    return { GrantWords::tr("From when to when, and why?"),
        GrantWords::tr("Days are written like 2026-11-30 and count themselves."),
        { { Kind::Line, "grant-from", GrantWords::tr("First day; empty: today"), {},
              Question::Answer::Optional },
            { Kind::Line, "grant-until", GrantWords::tr("Last day") },
            { Kind::Line, "grant-reason", GrantWords::tr("Reason") } } };
}

Form grant_form(const Station& station, const QString& kind)
{
    if (kind == "deputy")
        return { { GrantWords::tr("Who stands in for whom?"),
                     GrantWords::tr("The deputy is an approver. Neither of the two accepts it."),
                     { { Kind::Line, "deputy", GrantWords::tr("Account of the deputy") },
                         { Kind::Line, "deputy-for",
                             GrantWords::tr("Account of the one who is absent") } } },
            { GrantWords::tr("In which offices?"), {},
                { { Kind::Several, "deputy-office", {}, {}, Question::Answer::Needed,
                    offices_of(station), 2 } } },
            days() };
    auto waived = offices_of(station);
    waived.prepend({ "witness", GrantWords::tr("the witness") });
    QList<Choices::Choice> zones { { "any", GrantWords::tr("any zone") } };
    for (const auto& zone : station.overview()["zones"].toArray())
        zones.append({ zone.toString(), shown(zone.toString()) });
    return { { GrantWords::tr("Without whom does it have to go?"),
                 GrantWords::tr("Another approver takes their place; two people it takes all the "
                                "same."),
                 { { Kind::One, "waives", {}, {}, Question::Answer::Needed, waived, 2 } } },
        { GrantWords::tr("For which transfers, and what is done instead?"), {},
            { { Kind::Line, "measure", GrantWords::tr("What is done instead") },
                { Kind::One, "grant-zone", GrantWords::tr("Zone"), { "any" },
                    Question::Answer::Needed, zones, 3 } } },
        { GrantWords::tr("Up to which label?"), {}, label_questions() }, days() };
}

Deed new_grant(const Station& station, const QString& kind, const Answers& answers)
{
    Deed deed;
    auto said = [&](const char* key) { return line_in(answers, key).toStdString(); };
    auto& ask = *deed.request.mutable_ask_grant();
    ask.set_kind(kind.toStdString());
    ask.set_from(said("grant-from"));
    ask.set_until(said("grant-until"));
    ask.set_reason(said("grant-reason"));
    if (kind == "deputy") {
        ask.set_deputy(said("deputy"));
        ask.set_deputy_for(said("deputy-for"));
        for (const auto& office : answers["deputy-office"])
            ask.add_offices(office.toStdString());
    } else {
        ask.set_waives(said("waives"));
        ask.set_measure(said("measure"));
        if (line_in(answers, "grant-zone") != "any")
            ask.set_zone(said("grant-zone"));
        ask.set_label(label_in(answers));
    }
    deed.words = [&station, kind, answers] {
        auto what = kind == "deputy"
            ? GrantWords::tr("%1 stands in for %2: %3")
                  .arg(shown(line_in(answers, "deputy")), shown(line_in(answers, "deputy-for")),
                      roles_and_offices(station, {}, answers["deputy-office"]))
            : GrantWords::tr("Without %1")
                  .arg(words_for_waived(station, line_in(answers, "waives")));
        return Deed::Words { GrantWords::tr("Ask for this?"),
            what + "\n" + GrantWords::tr("Until %1").arg(shown(line_in(answers, "grant-until")))
                + "\n"
                + GrantWords::tr(
                    "It counts once somebody else, whom the policy names, accepts it."),
            GrantWords::tr("Ask for it"), GrantWords::tr("It waits to be accepted") };
    };
    return deed;
}

Form withdrawal_form()
{
    return { { GrantWords::tr("Why is it withdrawn?"), {},
        { { Kind::Line, "withdraw-reason", GrantWords::tr("Reason") } } } };
}

Deed grant_change(
    const Station& station, const QString& change, const QJsonObject& grant, const Answers& answers)
{
    auto id = grant["id"].toString().toStdString();
    Deed deed;
    if (change == "accept") {
        deed.request.mutable_accept_grant()->set_id(id);
    } else {
        deed.weight = Weight::Danger;
        deed.request.mutable_withdraw_grant()->set_id(id);
        deed.request.mutable_withdraw_grant()->set_reason(
            line_in(answers, "withdraw-reason").toStdString());
    }
    deed.words = [&station, change, grant] {
        auto what = words_for_grant(station, grant) + "\n"
            + GrantWords::tr("Until %1").arg(shown(grant["until"].toString())) + "\n"
            + GrantWords::tr("Reason: %1").arg(shown(grant["reason"].toString(), 1000));
        if (change == "accept")
            return Deed::Words { GrantWords::tr("Accept this?"), what, GrantWords::tr("Accept it"),
                GrantWords::tr("It is accepted") };
        return Deed::Words { GrantWords::tr("Withdraw this?"), what, GrantWords::tr("Withdraw it"),
            GrantWords::tr("It is withdrawn") };
    };
    return deed;
}

}
