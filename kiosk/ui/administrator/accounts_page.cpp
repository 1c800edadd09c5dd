// SPDX-License-Identifier: MIT
#include "kiosk/ui/administrator/accounts_page.h"

#include "kiosk/ui/administrator/account_words.h"

namespace ui {

struct AccountStanding {
    Q_DECLARE_TR_FUNCTIONS(ui::AccountStanding)
};

// Why nobody gets in with it now; empty: they can.
static QString trouble_of(const QJsonObject& account)
{
    if (account["locked"].toBool())
        return AccountStanding::tr("Locked");
    if (auto reason = account["not_today"].toString(); !reason.isEmpty())
        return in_own_language(reason);
    if (account["wait_seconds"].toInt() > 0)
        return AccountStanding::tr("Waits after wrong passwords");
    return {};
}

static QString last_login(const QJsonObject& account)
{
    auto time = account["last_login"].toString();
    return time.isEmpty() ? AccountStanding::tr("never") : moment(time);
}

static QString id_of(const QJsonObject& account)
{
    return account["account"].toString();
}

AccountsPage::AccountsPage(Station& station)
    : ListPage("accounts", station)
    , m_station(station)
    , m_add(new Button("account-add", Weight::Primary))
{
    add_right(m_add);
    connect(m_add, &QPushButton::clicked, this, &AccountsPage::add);
}

ListPage::Words AccountsPage::words() const
{
    return { tr("Accounts"), tr("There are no accounts.") };
}

broker::api::Request AccountsPage::request() const
{
    broker::api::Request request;
    request.mutable_list_accounts();
    return request;
}

Row AccountsPage::row(const QJsonObject& account) const
{
    auto trouble = trouble_of(account);
    auto until = account["until"].toString();
    return { id_of(account),
        shown(account["person"].toString()) + " (" + shown(id_of(account)) + ")",
        roles_and_offices(m_station, strings_in(account["roles"]), strings_in(account["offices"])),
        (trouble.isEmpty() ? QString() : trouble + "  ")
            + tr("Last log-in: %1").arg(last_login(account))
            + (until.isEmpty() ? QString() : "  " + tr("Until %1").arg(shown(until))),
        trouble.isEmpty() ? std::nullopt : std::optional(Mood::Warning) };
}

void AccountsPage::say()
{
    ListPage::say();
    m_add->setText(tr("New account"));
}

AccountPage::AccountPage(Station& station)
    : ThingPage("account-one", station)
{
}

broker::api::Request AccountPage::request() const
{
    broker::api::Request request;
    request.mutable_list_accounts();
    return request;
}

bool AccountPage::is_it(const QJsonObject& account) const
{
    return account["account"] == thing()["account"];
}

QString AccountPage::title() const
{
    return shown(thing()["person"].toString());
}

QList<Fact> AccountPage::facts() const
{
    auto said = [this](const char* key) { return shown(thing()[key].toString()); };
    return { { tr("Account"), said("account") },
        { tr("May do this"),
            roles_and_offices(
                station(), strings_in(thing()["roles"]), strings_in(thing()["offices"])) },
        { tr("Section"), said("section") }, { tr("First day"), said("from") },
        { tr("Last day"), said("until") }, { tr("Last training"), said("trained") },
        { tr("Company"), said("company") }, { tr("Contract"), said("contract") },
        { tr("Answers for them"), said("responsible") },
        { tr("Contract until"), said("contract_until") },
        { tr("Second factor"), second_factors(thing()) },
        { tr("Last log-in"), last_login(thing()) } };
}

QList<ThingPage::Way> AccountPage::ways() const
{
    QList<Way> ways { { "account-roles", tr("Change roles") },
        { "account-details", tr("Change days and details") },
        { "account-password", tr("Give a new password") } };
    if (thing()["second_factor"] != "none" || !thing()["security_keys"].toArray().isEmpty())
        ways.append({ "account-reset", tr("Take the second factor away"), Weight::Danger });
    if (thing()["locked"].toBool() || thing()["wait_seconds"].toInt() > 0)
        ways.append({ "account-unlock", tr("Unlock") });
    if (!thing()["locked"].toBool())
        ways.append({ "account-lock", tr("Lock"), Weight::Danger });
    return ways;
}

void AccountPage::tell(Notice& notice) const
{
    if (auto trouble = trouble_of(thing()); !trouble.isEmpty())
        notice.tell(Mood::Warning, trouble, tr("Nobody can log in with this account now."));
}

}
