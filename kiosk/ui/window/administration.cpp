// SPDX-License-Identifier: MIT
#include "kiosk/ui/window/administration.h"

#include "kiosk/ui/administrator/account_words.h"
#include "kiosk/ui/administrator/accounts_page.h"
#include "kiosk/ui/administrator/grants_page.h"
#include "kiosk/ui/administrator/health_page.h"
#include "kiosk/ui/administrator/hub_page.h"
#include "kiosk/ui/administrator/media_page.h"
#include "kiosk/ui/administrator/medium_words.h"
#include "kiosk/ui/administrator/policies_page.h"
#include "kiosk/ui/people/own_page.h"

namespace ui {

Administration::Administration(Station& station)
    : m_station(station)
    , m_hub(new HubPage(station))
    , m_accounts(new AccountsPage(station))
    , m_account(new AccountPage(station))
    , m_media(new MediaPage(station))
    , m_medium(new MediumPage(station))
    , m_health(new HealthPage(station))
    , m_policies(new PoliciesPage(station))
    , m_policy(new PolicyPage(station))
    , m_grants(new GrantsPage(station))
    , m_grant(new GrantPage(station))
    , m_own(new OwnPage(station))
    , m_form(new FormPage)
    , m_sign(new SignPage(station))
{
    connect(m_hub, &HubPage::back, this, &Administration::back);
    connect(m_hub, &HubPage::way, this, [this](const QString& name) {
        const QMap<QString, Page*> ways { { "accounts", m_accounts }, { "media", m_media },
            { "health", m_health }, { "policies", m_policies }, { "grants", m_grants } };
        if (name == "backup")
            keep_up(name, m_hub);
        else
            emit show(ways[name]);
    });
    join_own();
    join_accounts();
    join_media();
    join_upkeep();
    join_policies();
    join_grants();
    join_changes();
}

QList<Page*> Administration::pages() const
{
    return { m_hub, m_accounts, m_account, m_media, m_medium, m_health, m_policies, m_policy,
        m_grants, m_grant, m_own, m_form, m_sign };
}

Page* Administration::first() const
{
    return m_hub;
}

Page* Administration::own() const
{
    return m_own;
}

void Administration::join_own()
{
    connect(m_own, &ThingPage::back, this, &Administration::back);
    connect(m_own, &ThingPage::way, this, [this](const QString& way) {
        ask(
            "own-form", [way] { return own_form(way); },
            [this, way](const Answers& answers) { return own_change(m_station, way, answers); },
            m_own);
    });
}

void Administration::forget()
{
    m_form->forget();
    m_deed = {};
}

void Administration::ask(const QString& name, std::function<Form()> form,
    std::function<Deed(const Answers&)> deed, Page* from)
{
    m_deed = std::move(deed);
    m_from = from;
    m_form->begin(name, std::move(form));
    emit show(m_form);
}

void Administration::sign(Deed deed, Page* from)
{
    m_deed = {};
    m_from = from;
    m_sign->open(std::move(deed));
    emit show(m_sign);
}

void Administration::join_changes()
{
    connect(m_form, &FormPage::back, this, [this] {
        emit show(m_from);
        forget();
    });
    connect(m_form, &FormPage::filled, this, [this](const Answers& answers) {
        m_sign->open(m_deed(answers));
        emit show(m_sign);
    });
    connect(m_sign, &SignPage::back, this, [this] {
        if (m_deed)
            emit show(m_form); // As it was filled in.
        else
            emit show(m_from);
    });
    connect(m_sign, &SignPage::done, this, [this] {
        forget();
        emit show(m_from);
    });
}

void Administration::join_accounts()
{
    connect(m_accounts, &ListPage::back, this, [this] { emit show(m_hub); });
    connect(m_accounts, &ListPage::chosen, this, [this](const QJsonObject& account) {
        m_account->open(account);
        emit show(m_account);
    });
    connect(m_accounts, &AccountsPage::add, this, [this] {
        ask(
            "account-form", [this] { return new_account_form(m_station); },
            [this](const Answers& answers) { return new_account(m_station, answers); }, m_accounts);
    });
    connect(m_account, &ThingPage::back, this, [this] { emit show(m_accounts); });
    connect(m_account, &ThingPage::way, this, [this](const QString& way) {
        auto change = way.section('-', 1);
        auto account = m_account->thing();
        auto deed = [this, change, account](const Answers& answers) {
            return account_change(m_station, change, account, answers);
        };
        if (change == "roles" || change == "details" || change == "password")
            ask(
                "account-form",
                [this, change, account] { return account_form(m_station, change, account); }, deed,
                m_account);
        else
            sign(deed({}), m_account);
    });
}

void Administration::join_media()
{
    connect(m_media, &ListPage::back, this, [this] { emit show(m_hub); });
    connect(m_media, &ListPage::chosen, this, [this](const QJsonObject& medium) {
        m_medium->open(medium);
        emit show(m_medium);
    });
    connect(m_media, &MediaPage::add, this, [this] {
        ask(
            "medium-form", [this] { return new_medium_form(m_station); },
            [this](const Answers& answers) { return new_medium(m_station, answers); }, m_media);
    });
    connect(m_medium, &ThingPage::back, this, [this] { emit show(m_media); });
    connect(m_medium, &ThingPage::way, this, [this](const QString& way) {
        auto change = way.section('-', 1);
        auto medium = m_medium->thing();
        auto deed = [change, medium](
                        const Answers& answers) { return medium_change(change, medium, answers); };
        if (change == "return")
            sign(deed({}), m_medium);
        else
            ask(
                "medium-form", [change] { return medium_form(change); }, deed, m_medium);
    });
}

}
