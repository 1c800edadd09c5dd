// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/upkeep_words.h"

#include "kiosk/ui/administrator/medium_words.h"

#include <QDate>

namespace ui {

struct UpkeepWords {
    Q_DECLARE_TR_FUNCTIONS(ui::UpkeepWords)
};
using Kind = Question::Kind;

Form upkeep_form(const Station& station, const QString& name)
{
    if (name == "clock-check")
        return { { UpkeepWords::tr("What does your watch say?"),
            UpkeepWords::tr("A watch that is right: a radio clock, or the time announcement. Day "
                            "and time, as here."),
            { { Kind::Line, "watch", UpkeepWords::tr("Day and time, like 2026-11-30 17:05"),
                { QDate::currentDate().toString(Qt::ISODate) + " " } } } } };
    QList<Choices::Choice> places;
    if (name == "backup") {
        for (const auto& place : station.destinations())
            if (place.startsWith("dir:"))
                places.append({ place, shown(place.mid(4), 60) });
        return { { UpkeepWords::tr("Where does the backup go?"),
            UpkeepWords::tr("A folder with nothing in it, on a disk that is kept elsewhere. "
                            "Neither the key of the record nor anybody's second factor is in it."),
            { { Kind::Line, "backup-to", UpkeepWords::tr("Folder"),
                { places.isEmpty() ? QString()
                                   : places[0].value.mid(4) + "/backup-"
                            + QDate::currentDate().toString(Qt::ISODate) } } } } };
    }
    for (const auto& medium : station.media())
        places.append({ medium, words_for_port(station, medium) });
    return { { UpkeepWords::tr("Where are the definitions?"),
        UpkeepWords::tr("A stick with the files of the makers (.cvd and the like, .yar). They are "
                        "tried before they count; those of now are kept."),
        { { Kind::One, "definitions-port", {},
            places.size() == 1 ? QStringList { places[0].value } : QStringList(),
            Question::Answer::Needed, places } } } };
}

static Deed::Words words_of(const Station& station, const QString& name, const Answers& answers)
{
    if (name == "clock-check")
        return { UpkeepWords::tr("Hold the clock against your watch?"),
            UpkeepWords::tr("Your watch says %1. Sign within the same minute.")
                .arg(shown(line_in(answers, "watch"))),
            UpkeepWords::tr("Compare"), UpkeepWords::tr("The station's clock is right") };
    if (name == "backup")
        return { UpkeepWords::tr("Make a backup?"),
            UpkeepWords::tr("The record, accounts, media and policies are written to %1 and proved "
                            "at once. Nothing is carried meanwhile.")
                .arg(shown(line_in(answers, "backup-to"))),
            UpkeepWords::tr("Make the backup"), UpkeepWords::tr("The backup is there, and holds") };
    if (name == "definitions-import")
        return { UpkeepWords::tr("Import the definitions?"),
            UpkeepWords::tr("From: %1\nThe engines must load them, they must not be older, and the "
                            "self-test must pass with them. It takes some minutes.")
                .arg(words_for_port(station, answers["definitions-port"].value(0))),
            UpkeepWords::tr("Import"), UpkeepWords::tr("The new definitions are in force") };
    return { UpkeepWords::tr("Go back to the definitions before?"),
        UpkeepWords::tr("Do this where the new ones refuse what they should not, or the self-test "
                        "fails. It is done once: these come back likewise."),
        UpkeepWords::tr("Go back"), UpkeepWords::tr("The definitions from before are in force") };
}

Deed upkeep(const Station& station, const QString& name, const Answers& answers)
{
    Deed deed;
    if (name == "clock-check")
        deed.request.mutable_check_clock()->set_watch(line_in(answers, "watch").toStdString());
    else if (name == "backup")
        deed.request.mutable_backup()->set_to("dir:" + line_in(answers, "backup-to").toStdString());
    else if (name == "definitions-import")
        deed.request.mutable_import_definitions()->set_medium(
            answers["definitions-port"].value(0).toStdString());
    else
        deed.request.mutable_roll_back_definitions();
    deed.words = [&station, name, answers] { return words_of(station, name, answers); };
    return deed;
}

}
