// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/account_words.h"

#include "kiosk/ui/administrator/lists.h"

namespace ui {

struct AccountWords {
    Q_DECLARE_TR_FUNCTIONS(ui::AccountWords)
};
using Kind = Question::Kind;

static const QStringList role_names { "submitter", "approver", "witness", "auditor",
    "administrator" };

QString words_for_role(const QString& role)
{
    if (role == "submitter")
        return AccountWords::tr("brings in");
    if (role == "approver")
        return AccountWords::tr("approves");
    if (role == "witness")
        return AccountWords::tr("witness");
    if (role == "auditor")
        return AccountWords::tr("auditor");
    if (role == "administrator")
        return AccountWords::tr("administrator");
    return shown(role);
}

QString words_for_office(const Station& station, const QString& office)
{
    for (const auto& value : station.overview()["offices"].toArray())
        if (value.toObject()["name"] == office)
            return shown(value.toObject()["title"].toString());
    return shown(office);
}

QString roles_and_offices(
    const Station& station, const QStringList& roles, const QStringList& offices)
{
    QStringList words;
    for (const auto& role : roles)
        words << words_for_role(role);
    for (const auto& office : offices)
        words << words_for_office(station, office);
    return words.join(" / ");
}

static Step rights(const Station& station, const QStringList& roles, const QStringList& offices)
{
    QList<Choices::Choice> some_roles;
    for (const auto& role : role_names)
        some_roles.append({ role, words_for_role(role) });
    QList<Choices::Choice> some_offices;
    for (const auto& value : station.overview()["offices"].toArray()) {
        auto name = value.toObject()["name"].toString();
        some_offices.append({ name, words_for_office(station, name) });
    }
    QList<Question> questions { { Kind::Several, "role", AccountWords::tr("Roles"), roles,
        Question::Answer::Optional, some_roles, 3 } };
    if (!some_offices.isEmpty())
        questions.append(
            { Kind::Several, "office", AccountWords::tr("Offices, as the policy has them"), offices,
                Question::Answer::Optional, some_offices, 2 });
    return { AccountWords::tr("What may they do?"),
        AccountWords::tr(
            "One role or office at least. An auditor has no other; a contractor brings in "
            "and nothing else."),
        questions };
}

static Question line(const char* key, const QString& words, const QJsonObject& now)
{
    return { Kind::Line, key, words, { now[key].toString() }, Question::Answer::Optional };
}

static QList<Step> details(const QJsonObject& now)
{
    return { { AccountWords::tr("Until when, and where do they belong?"),
                 AccountWords::tr(
                     "Days are written like 2026-11-30 and count themselves. What is left "
                     "empty has no bound."),
                 { line("section", AccountWords::tr("Section"), now),
                     line("from", AccountWords::tr("First day"), now),
                     line("until", AccountWords::tr("Last day"), now),
                     line("trained", AccountWords::tr("Day of the last training"), now) } },
        { AccountWords::tr("A contractor?"),
            AccountWords::tr("All four of a contractor; nothing of anybody else."),
            { line("company", AccountWords::tr("Company"), now),
                line("contract", AccountWords::tr("Number of the contract"), now),
                line("responsible", AccountWords::tr("Who answers for them at the company"), now),
                line("contract_until", AccountWords::tr("Last day of the contract"), now) } } };
}

static Step password()
{
    return { AccountWords::tr("The first password"),
        AccountWords::tr(
            "At least 8 characters. Hand it over in person. Where the policy wants a second "
            "factor, they set it up when they first log in, and can do nothing before that."),
        { { Kind::Secret, "first-password", AccountWords::tr("Password") },
            { Kind::Secret, "first-password-again", AccountWords::tr("The same once more") } } };
}

Form new_account_form(const Station& station)
{
    return Form {
        { AccountWords::tr("Who is it?"),
            AccountWords::tr("All accounts of one human being bear the same name of the person."),
            { { Kind::Line, "person-name", AccountWords::tr("Name of the person") },
                { Kind::Line, "new-account",
                    AccountWords::tr("Name of the account: letters a to z and digits") } } },
        rights(station, {}, {})
    }
    + details({}) + Form { password() };
}

Form account_form(const Station& station, const QString& change, const QJsonObject& account)
{
    if (change == "roles")
        return { rights(station, strings_in(account["roles"]), strings_in(account["offices"])) };
    if (change == "details")
        return details(account);
    return { password() };
}

QString second_factors(const QJsonObject& account)
{
    QStringList factors;
    if (account["second_factor"] == "totp")
        factors << AccountWords::tr("codes");
    else if (account["second_factor"] == "begun")
        factors << AccountWords::tr("begun, not confirmed");
    for (const auto& key : account["security_keys"].toArray()) {
        auto name = shown(key.toObject()["name"].toString());
        factors << (key.toObject()["copied"].toBool()
                ? AccountWords::tr("%1 (seems to have been copied: barred)").arg(name)
                : name);
    }
    return factors.isEmpty() ? AccountWords::tr("none yet") : factors.join("\n");
}

static void fill(broker::api::Details& details, const Answers& answers)
{
    auto said = [&](const char* key) { return line_in(answers, key).toStdString(); };
    details.set_section(said("section"));
    details.set_from(said("from"));
    details.set_until(said("until"));
    details.set_trained(said("trained"));
    details.set_company(said("company"));
    details.set_contract(said("contract"));
    details.set_responsible(said("responsible"));
    details.set_contract_until(said("contract_until"));
}

static void fill_rights(auto& message, const Answers& answers)
{
    for (const auto& role : answers["role"])
        message.add_roles(role.toStdString());
    for (const auto& office : answers["office"])
        message.add_offices(office.toStdString());
}

std::string password_in(const Answers& answers)
{
    auto first = answers["first-password"].value(0);
    return first == answers["first-password-again"].value(0) ? first.toStdString() : "";
}

Deed new_account(const Station& station, const Answers& answers)
{
    auto name = line_in(answers, "new-account");
    auto person = line_in(answers, "person-name");
    Deed deed;
    auto& add = *deed.request.mutable_add_account();
    add.set_name(name.toStdString());
    add.set_person(person.toStdString());
    add.set_password(password_in(answers));
    fill_rights(add, answers);
    fill(*add.mutable_details(), answers);
    auto fits = !add.password().empty();
    if (!fits)
        deed.request.clear_what();
    deed.words = [&station, name, person, answers, fits] {
        auto rights = roles_and_offices(station, answers["role"], answers["office"]);
        auto what = AccountWords::tr("%1 can log in as %2, and may do this here: %3")
                        .arg(shown(person), shown(name), rights);
        if (!fits)
            what += "\n" + AccountWords::tr("The two passwords are not the same: please go back.");
        return Deed::Words { AccountWords::tr("Make this account?"), what,
            AccountWords::tr("Make the account"), AccountWords::tr("The account is there") };
    };
    return deed;
}

// The question, and the way on.
static Deed::Words words_of(const QString& change, const QString& who)
{
    if (change == "lock")
        return { AccountWords::tr("Lock %1?").arg(who),
            AccountWords::tr(
                "Nobody can log in with this account until it is unlocked, and whoever is "
                "logged in with it now is out."),
            AccountWords::tr("Lock"), AccountWords::tr("The account is locked") };
    if (change == "unlock")
        return { AccountWords::tr("Unlock %1?").arg(who),
            AccountWords::tr(
                "The account can be used again, and the waiting after wrong passwords is "
                "over. Make sure whose tries they were."),
            AccountWords::tr("Unlock"), AccountWords::tr("The account is unlocked") };
    if (change == "reset")
        return { AccountWords::tr("Take the second factor of %1 away?").arg(who),
            AccountWords::tr(
                "They set up a new one when they next log in. Do this only for a person who "
                "stands before you, and give them a new password if the phone or token is "
                "lost."),
            AccountWords::tr("Take it away"), AccountWords::tr("The second factor is gone") };
    if (change == "password")
        return { AccountWords::tr("Give %1 this password?").arg(who),
            AccountWords::tr(
                "The old one does not count any more. Hand the new one over in person."),
            AccountWords::tr("Give it"), AccountWords::tr("The new password counts") };
    if (change == "roles")
        return { AccountWords::tr("Change what %1 may do?").arg(who),
            AccountWords::tr("Whoever is logged in with this account now is out."),
            AccountWords::tr("Change"), AccountWords::tr("The roles are changed") };
    return { AccountWords::tr("Change the days and details of %1?").arg(who),
        AccountWords::tr("Whoever is logged in with this account now is out."),
        AccountWords::tr("Change"), AccountWords::tr("The details are changed") };
}

Deed account_change(const Station& station, const QString& change, const QJsonObject& account,
    const Answers& answers)
{
    auto name = account["account"].toString();
    auto named = name.toStdString();
    auto who = account["person"].toString();
    Deed deed;
    bool fits = true;
    if (change == "lock") {
        deed.request.mutable_lock_account()->set_name(named);
        deed.weight = Weight::Danger;
    } else if (change == "unlock") {
        deed.request.mutable_unlock_account()->set_name(named);
    } else if (change == "reset") {
        deed.request.mutable_reset_second_factor()->set_name(named);
        deed.weight = Weight::Danger;
    } else if (change == "password") {
        deed.request.mutable_set_password()->set_name(named);
        deed.request.mutable_set_password()->set_password(password_in(answers));
        fits = !deed.request.set_password().password().empty();
    } else if (change == "roles") {
        deed.request.mutable_set_roles()->set_name(named);
        fill_rights(*deed.request.mutable_set_roles(), answers);
    } else {
        deed.request.mutable_set_details()->set_name(named);
        fill(*deed.request.mutable_set_details()->mutable_details(), answers);
    }
    if (!fits)
        deed.request.clear_what();
    deed.words = [&station, change, who, name, answers, fits] {
        auto words = words_of(change, shown(who) + " (" + shown(name) + ")");
        if (change == "roles")
            words.what = AccountWords::tr("From now on: %1")
                             .arg(roles_and_offices(station, answers["role"], answers["office"]))
                + "\n" + words.what;
        if (!fits)
            words.what = AccountWords::tr("The two passwords are not the same: please go back.");
        return words;
    };
    return deed;
}

}
