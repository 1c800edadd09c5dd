// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/medium_words.h"

#include "kiosk/ui/files/transfer_list.h"

#include <QJsonArray>

namespace ui {

struct MediumWords {
    Q_DECLARE_TR_FUNCTIONS(ui::MediumWords)
};
using Kind = Question::Kind;

QString words_for_medium_kind(const QString& kind)
{
    if (kind == "input")
        return MediumWords::tr("for bringing in");
    if (kind == "partner")
        return MediumWords::tr("a partner's, for bringing in");
    if (kind == "output")
        return MediumWords::tr("for taking along");
    return shown(kind);
}

QString words_for_medium_state(const QJsonObject& medium)
{
    if (medium["state"] == "retired")
        return MediumWords::tr("Out of use since %1").arg(moment(medium["retired"].toString()));
    if (medium["state"] != "lent")
        return MediumWords::tr("In use");
    auto lent = MediumWords::tr("Lent to %1, until %2")
                    .arg(shown(medium["lent_to"].toString()), shown(medium["until"].toString()));
    return medium["overdue"].toBool() ? lent + "  " + MediumWords::tr("Overdue") : lent;
}

QString words_for_port(const Station& station, const QString& medium)
{
    for (const auto& value : station.overview()["ports"].toArray())
        if (value.toObject()["medium"] == medium)
            return value.toObject()["use"] == "output"
                ? MediumWords::tr("The port for taking along")
                : MediumWords::tr("The port for bringing in");
    return shown(medium, 60);
}

QList<Question> label_questions()
{
    return { { Kind::One, "confidentiality", MediumWords::tr("Confidentiality"), { "C3" },
                 Question::Answer::Needed,
                 { { "C1", MediumWords::tr("1  Open") }, { "C2", MediumWords::tr("2  Internal") },
                     { "C3", MediumWords::tr("3  Restricted") } },
                 3 },
        { Kind::One, "integrity", MediumWords::tr("Integrity"), { "I2" }, Question::Answer::Needed,
            { { "I1", "1" }, { "I2", "2" } }, 2 },
        { Kind::One, "availability", MediumWords::tr("Availability"), { "A2" },
            Question::Answer::Needed, { { "A1", "1" }, { "A2", "2" } }, 2 } };
}

std::string label_in(const Answers& answers)
{
    return (line_in(answers, "confidentiality") + "," + line_in(answers, "integrity") + ","
        + line_in(answers, "availability"))
        .toStdString();
}

static QList<Choices::Choice> ports(const Station& station)
{
    QList<Choices::Choice> ports;
    for (const auto& value : station.overview()["ports"].toArray()) {
        auto medium = value.toObject()["medium"].toString();
        ports.append({ medium, words_for_port(station, medium) });
    }
    for (const auto& medium : station.media())
        if (!medium.startsWith("usb:"))
            ports.append({ medium, words_for_port(station, medium) });
    return ports;
}

Form new_medium_form(const Station& station)
{
    auto places = ports(station);
    return {
        { MediumWords::tr("What is it for?"), {},
            { { Kind::One, "medium-kind", {}, { "input" }, Question::Answer::Needed,
                { { "input", MediumWords::tr("For bringing in, of this house") },
                    { "partner", MediumWords::tr("For bringing in, of a partner") },
                    { "output",
                        MediumWords::tr("For taking along: everything on it is erased") } } } } },
        { MediumWords::tr("Where is it plugged in?"),
            MediumWords::tr("Plug it in now. Only one that the station can tell from others by its "
                            "number can be registered."),
            { { Kind::One, "medium-port", {},
                places.size() == 1 ? QStringList { places[0].value } : QStringList(),
                Question::Answer::Needed, places } } },
        { MediumWords::tr("Whose is it?"), {},
            { { Kind::Line, "medium-name",
                  MediumWords::tr("Its name here, such as an inventory number") },
                { Kind::Line, "medium-owner",
                    MediumWords::tr("Who answers for it: a section, or a partner") } } },
        { MediumWords::tr("What may be on it at most?"), {}, label_questions() }
    };
}

Form medium_form(const QString& change)
{
    if (change == "lend")
        return { { MediumWords::tr("Who gets it, and until when?"), {},
            { { Kind::Line, "lend-to", MediumWords::tr("Who gets it") },
                { Kind::Line, "lend-until",
                    MediumWords::tr("The day it must be back, like 2026-11-30") } } } };
    return { { MediumWords::tr("Why is it taken out of use?"),
        MediumWords::tr("It stays in the register for good, and cannot be taken back into use."),
        { { Kind::Line, "retire-reason",
            MediumWords::tr("Reason: broken, lost, destroyed and how, …") } } } };
}

Deed new_medium(const Station& station, const Answers& answers)
{
    Deed deed;
    auto& add = *deed.request.mutable_register_medium();
    auto kind = line_in(answers, "medium-kind");
    add.set_medium(answers["medium-port"].value(0).toStdString());
    add.set_kind(kind.toStdString());
    add.set_name(line_in(answers, "medium-name").toStdString());
    add.set_owner(line_in(answers, "medium-owner").toStdString());
    add.set_label(label_in(answers));
    if (kind == "output")
        deed.weight = Weight::Danger;
    deed.words = [&station, answers, kind] {
        auto what = shown(line_in(answers, "medium-name")) + ", "
            + shown(line_in(answers, "medium-owner")) + "\n" + words_for_medium_kind(kind) + "\n"
            + words_for_port(station, answers["medium-port"].value(0)) + "\n"
            + words_for_label(QString::fromStdString(label_in(answers)));
        if (kind == "output")
            what += "\n" + MediumWords::tr("Everything that is on it is erased.");
        return Deed::Words { MediumWords::tr("Register this medium?"), what,
            MediumWords::tr("Register it"), MediumWords::tr("The medium is registered") };
    };
    return deed;
}

static Deed::Words words_of(const QString& change, const QString& medium, const Answers& answers)
{
    if (change == "lend")
        return { MediumWords::tr("Lend %1?").arg(medium),
            MediumWords::tr("%1 has it until %2. It is shown as overdue from the next day on.")
                .arg(shown(line_in(answers, "lend-to")), shown(line_in(answers, "lend-until"))),
            MediumWords::tr("Lend it"), MediumWords::tr("The medium is lent") };
    if (change == "return")
        return { MediumWords::tr("Is %1 back?").arg(medium),
            MediumWords::tr("Look at the medium itself: is it this one?"),
            MediumWords::tr("It is back"), MediumWords::tr("The medium is back") };
    return { MediumWords::tr("Take %1 out of use?").arg(medium),
        MediumWords::tr("Reason: %1").arg(shown(line_in(answers, "retire-reason"))) + "\n"
            + MediumWords::tr(
                "The station does not let it in any more, and this cannot be undone."),
        MediumWords::tr("Take it out of use"), MediumWords::tr("The medium is out of use") };
}

Deed medium_change(const QString& change, const QJsonObject& medium, const Answers& answers)
{
    auto id = medium["id"].toString();
    Deed deed;
    if (change == "lend") {
        auto& lend = *deed.request.mutable_lend_medium();
        lend.set_id(id.toStdString());
        lend.set_to(line_in(answers, "lend-to").toStdString());
        lend.set_until(line_in(answers, "lend-until").toStdString());
    } else if (change == "return") {
        deed.request.mutable_return_medium()->set_id(id.toStdString());
    } else {
        deed.request.mutable_retire_medium()->set_id(id.toStdString());
        deed.request.mutable_retire_medium()->set_reason(
            line_in(answers, "retire-reason").toStdString());
        deed.weight = Weight::Danger;
    }
    auto named = id + " " + shown(medium["name"].toString());
    deed.words = [change, named, answers] { return words_of(change, named, answers); };
    return deed;
}

}
