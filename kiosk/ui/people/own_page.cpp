// SPDX-License-Identifier: MIT
#include "kiosk/ui/people/own_page.h"

#include "kiosk/ui/administrator/account_words.h"

#include <QDate>

namespace ui {

using Kind = Question::Kind;

OwnPage::OwnPage(Station& station)
    : ThingPage("own", station)
{
}

void OwnPage::enter()
{
    open({ { "account", station().person().account } });
    ThingPage::enter();
}

broker::api::Request OwnPage::request() const
{
    broker::api::Request request;
    request.mutable_list_accounts();
    return request;
}

bool OwnPage::is_it(const QJsonObject& account) const
{
    return account["account"] == station().person().account;
}

QString OwnPage::title() const
{
    return tr("Your account");
}

QList<Fact> OwnPage::facts() const
{
    if (!thing().contains("person")) // Not heard yet.
        return {};
    auto said = [this](const char* key) { return shown(thing()[key].toString()); };
    return { { tr("Account"), said("account") }, { tr("Name of the person"), said("person") },
        { tr("May do this"),
            roles_and_offices(
                station(), strings_in(thing()["roles"]), strings_in(thing()["offices"])) },
        { tr("Second factor"), second_factors(thing()) }, { tr("Last day"), said("until") },
        { tr("Last training"), said("trained") } };
}

QList<ThingPage::Way> OwnPage::ways() const
{
    return { { "own-password", tr("Change the password") },
        { "own-key", tr("Add a security key") } };
}

Form own_form(const QString& way)
{
    if (way == "own-key")
        return { { OwnPage::tr("What is the new security key called?"),
            OwnPage::tr("By this name you tell your keys apart, when one is lost, say."),
            { { Kind::Line, "key-name", OwnPage::tr("Name of the key"),
                { OwnPage::tr("Security key of %1")
                        .arg(QDate::currentDate().toString(Qt::ISODate)) } } } } };
    return { { OwnPage::tr("Choose a new password"),
        OwnPage::tr("At least 8 characters of any kind: a few words are better than one with signs "
                    "in it. Not the name of the account, and nothing that others would guess "
                    "first, such as 12345678 or password1."),
        { { Kind::Secret, "first-password", OwnPage::tr("New password") },
            { Kind::Secret, "first-password-again", OwnPage::tr("The same once more") } } } };
}

static Deed key_added(const Answers& answers)
{
    auto name = line_in(answers, "key-name");
    Deed deed;
    deed.request.mutable_enrol_security_key()->set_name(name.toStdString());
    deed.words = [name] {
        return Deed::Words { OwnPage::tr("Add this security key?"),
            OwnPage::tr("\"%1\" is touched twice. From then on it counts as your second factor, "
                        "beside what you have already.")
                .arg(shown(name)),
            OwnPage::tr("Add it"), OwnPage::tr("The security key counts") };
    };
    return deed;
}

Deed own_change(const Station& station, const QString& way, const Answers& answers)
{
    if (way == "own-key")
        return key_added(answers);
    Deed deed;
    auto& set = *deed.request.mutable_set_password();
    set.set_name(station.person().account.toStdString());
    set.set_password(password_in(answers));
    auto fits = !set.password().empty();
    if (!fits)
        deed.request.clear_what();
    deed.words = [fits] {
        return Deed::Words { OwnPage::tr("Change your password?"),
            fits ? OwnPage::tr("The old one, which is asked for here once more, does not count any "
                               "more after that.")
                 : OwnPage::tr("The two passwords are not the same: please go back."),
            OwnPage::tr("Change it"), OwnPage::tr("Your new password counts") };
    };
    return deed;
}

}
