// SPDX-License-Identifier: MIT
#include "kiosk/ui/auditor/story.h"

#include "kiosk/ui/auditor/entry_words.h"
#include "kiosk/ui/files/transfer_list.h"
#include "kiosk/ui/files/verdict_words.h"
#include "kiosk/ui/look/words.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ui {

namespace {

struct Story {
    Q_DECLARE_TR_FUNCTIONS(ui::Story)
};

QString said(const QJsonObject& entry, const char* key, int most = 300)
{
    return shown(entry[key].toString(), most);
}

// The station says some things in both languages.
QString why(const QJsonObject& entry)
{
    return shown(in_own_language(entry["reason"].toString()), 300);
}

QString how_many(const QJsonValue& number)
{
    return QLocale().toString(number.toDouble(), 'f', 0);
}

// A stick by what it says of itself.
QString name_of_device(const QJsonObject& device)
{
    QStringList parts;
    for (const auto* key : { "manufacturer", "product", "serial" })
        if (auto part = device[key].toString().trimmed(); !part.isEmpty())
            parts << shown(part, 60);
    return parts.join(" ");
}

QString submitted(const QJsonObject& entry)
{
    return Story::tr("%1 brought in: %2. Purpose: %3. To: %4. %5.")
        .arg(actor_of(entry), words_for_class(entry["class"].toString()), said(entry, "purpose"),
            said(entry, "zone"), words_for_label(entry["label"].toString()));
}

QString medium_read(const QJsonObject& entry)
{
    auto device = name_of_device(entry["device"].toObject());
    auto read = Story::tr("The medium was read: %1 files, %2.")
                    .arg(how_many(entry["files"]), amount(entry["bytes"].toDouble()));
    return device.isEmpty() ? read : read + " " + device;
}

QString checked(const QJsonObject& entry)
{
    auto totals = entry["totals"].toObject();
    auto come = Story::tr("The check ended: %1 files may be handed out, %2.")
                    .arg(how_many(entry["files"]), amount(entry["bytes"].toDouble()));
    if (totals.isEmpty())
        return come;
    return come + " "
        + Story::tr("Of %1 files brought in, %2 were held back, %3 refused, %4 without an answer.")
              .arg(how_many(totals["files"]), how_many(totals["held"]), how_many(totals["refused"]),
                  how_many(totals["no_answer"]));
}

QString agreed(const QJsonObject& entry)
{
    if (entry["decision"] == "break-glass")
        return Story::tr("%1 approved in an emergency, past the others. Reason: %2.")
            .arg(actor_of(entry), why(entry));
    auto deputy = entry["approver_deputy_for"].toString();
    return deputy.isEmpty()
        ? Story::tr("%1 approved what is to be handed out.").arg(actor_of(entry))
        : Story::tr("%1 approved what is to be handed out, as deputy of %2.")
              .arg(actor_of(entry), shown(deputy));
}

QString medium_changed(const QJsonObject& entry)
{
    auto change = entry["change"].toString();
    auto medium = said(entry, "medium");
    if (change == "register")
        return Story::tr("%1 registered the medium %2 (%3).")
            .arg(actor_of(entry), medium, said(entry, "name"));
    if (change == "register_begin")
        return Story::tr("%1 began to make a stick an output medium.").arg(actor_of(entry));
    if (change == "retire")
        return Story::tr("%1 took the medium %2 out of use. Reason: %3.")
            .arg(actor_of(entry), medium, why(entry));
    if (change == "lend")
        return Story::tr("%1 lent the medium %2 to %3, until %4.")
            .arg(actor_of(entry), medium, said(entry, "to"), said(entry, "until"));
    if (change == "return")
        return entry["overdue"].toBool()
            ? Story::tr("The medium %2 came back from %3, late. %1 took it.")
                  .arg(actor_of(entry), medium, said(entry, "from"))
            : Story::tr("The medium %2 came back from %3. %1 took it.")
                  .arg(actor_of(entry), medium, said(entry, "from"));
    return {};
}

QString handed_out(const QJsonObject& entry)
{
    auto medium = entry["medium"].toString();
    auto where = medium.isEmpty() ? said(entry, "destination") : shown(medium);
    auto what = Story::tr("Handed out to %1: %2 files, %3, and read back.")
                    .arg(where, how_many(entry["files"]), amount(entry["bytes"].toDouble()));
    auto who = actor_of(entry);
    return who.isEmpty() ? what : what + " " + Story::tr("By %1.").arg(who);
}

QString file_judged(const QJsonObject& entry)
{
    auto reasons = entry["reasons"].toArray();
    auto why = reasons.isEmpty() ? QString() : " — " + shown(reasons[0].toString(), 120);
    return said(entry, "path", 120) + ": " + words_for(entry["verdict"].toString()) + why;
}

QString looked_for(const QJsonObject& entry)
{
    QStringList parts;
    auto filter = entry["filter"].toObject();
    for (auto it = filter.begin(); it != filter.end(); ++it)
        parts << shown(it.value().toString(), 60);
    return parts.isEmpty()
        ? Story::tr("%1 looked at the record.").arg(actor_of(entry))
        : Story::tr("%1 searched the record for: %2.").arg(actor_of(entry), parts.join(", "));
}

QString refused_medium(const QJsonObject& entry)
{
    return Story::tr("A medium was not let in: %1").arg(why(entry));
}

QString refused_device(const QJsonObject& entry)
{
    return Story::tr("A device was refused (%1): %2")
        .arg(said(entry, "kind"), name_of_device(entry["device"].toObject()));
}

QString account_changed(const QJsonObject& entry)
{
    if (auto why = said(entry, "failed"); !why.isEmpty())
        return Story::tr("The account %1 was not changed after all (%2): %3")
            .arg(said(entry, "account"), said(entry, "change"), why);
    return Story::tr("%1 changed the account %2 (%3).")
        .arg(shown(entry["by"].toString()), said(entry, "account"), said(entry, "change"));
}

QString signed_off(const QJsonObject& entry)
{
    return Story::tr("%1 signed off the review of %2 to %3. Note: %4")
        .arg(actor_of(entry), moment(entry["since"].toString()), moment(entry["until"].toString()),
            said(entry, "note"));
}

struct Teller {
    const char* type;
    QString (*tell)(const QJsonObject&);
};

constexpr Teller tellers[] {
    { "transfer_submit", submitted },
    { "media_in", medium_read },
    { "transfer_manifest", checked },
    { "approval", agreed },
    { "unlock",
        [](const QJsonObject& entry) {
            return Story::tr("%1 unlocked the medium or lane for this transfer.")
                .arg(actor_of(entry));
        } },
    { "witness",
        [](const QJsonObject& entry) {
            return Story::tr("%1 witnessed it.").arg(actor_of(entry));
        } },
    { "rejection",
        [](const QJsonObject& entry) {
            return Story::tr("%1 rejected or withdrew it. Reason: %2")
                .arg(actor_of(entry), why(entry));
        } },
    { "release_done", handed_out },
    { "release_failed",
        [](const QJsonObject& entry) {
            return Story::tr("It could not be handed out: %1").arg(why(entry));
        } },
    { "break_glass_review",
        [](const QJsonObject& entry) {
            return Story::tr("%1 looked into the emergency. Note: %2")
                .arg(actor_of(entry), said(entry, "note"));
        } },
    { "content_expired",
        [](const QJsonObject& entry) {
            return Story::tr("What was kept of it for %1 days was given up to be erased.")
                .arg(how_many(entry["held_days"]));
        } },
    { "media_change", medium_changed },
    { "media_fault",
        [](const QJsonObject& entry) {
            return Story::tr("The medium broke a rule while it was read: %1").arg(why(entry));
        } },
    { "medium_refused", refused_medium },
    { "device_refused", refused_device },
    { "file_verdict", file_judged },
    { "account_change", account_changed },
    { "login_ok",
        [](const QJsonObject& entry) { return Story::tr("%1 logged in.").arg(actor_of(entry)); } },
    { "login_fail",
        [](const QJsonObject& entry) {
            return Story::tr("Somebody failed to log in as %1: %2")
                .arg(said(entry, "account"), why(entry));
        } },
    { "logout",
        [](const QJsonObject& entry) {
            return (entry.contains("reason")
                    ? Story::tr("%1 was logged out: the security key was taken out.")
                    : Story::tr("%1 logged out."))
                .arg(actor_of(entry));
        } },
    { "audit_view", looked_for },
    { "sign_off", signed_off },
};

}

QString story_of(const QJsonObject& entry)
{
    auto type = entry["type"].toString();
    for (const auto& teller : tellers)
        if (type == teller.type)
            if (auto story = teller.tell(entry); !story.isEmpty())
                return story;
    auto who = actor_of(entry);
    return who.isEmpty() ? words_for_entry(type) : words_for_entry(type) + " — " + who;
}

}
