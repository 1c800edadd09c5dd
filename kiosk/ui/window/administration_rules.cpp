// SPDX-License-Identifier: MIT
// The ways of what keeps the station well and by its rules.
#include "kiosk/ui/administrator/grant_words.h"
#include "kiosk/ui/administrator/grants_page.h"
#include "kiosk/ui/administrator/health_page.h"
#include "kiosk/ui/administrator/hub_page.h"
#include "kiosk/ui/administrator/policies_page.h"
#include "kiosk/ui/administrator/policy_words.h"
#include "kiosk/ui/administrator/upkeep_words.h"
#include "kiosk/ui/window/administration.h"

namespace ui {

void Administration::keep_up(const QString& name, Page* from)
{
    ask(
        name, [this, name] { return upkeep_form(m_station, name); },
        [this, name](const Answers& answers) { return upkeep(m_station, name, answers); }, from);
}

void Administration::join_upkeep()
{
    connect(m_health, &HealthPage::back, this, [this] { emit show(m_hub); });
    connect(m_health, &HealthPage::way, this, [this](const QString& name) {
        if (name == "definitions-rollback")
            sign(upkeep(m_station, name, {}), m_health);
        else
            keep_up(name, m_health);
    });
}

void Administration::join_policies()
{
    connect(m_policies, &ListPage::back, this, [this] { emit show(m_hub); });
    connect(m_policies, &ListPage::chosen, this, [this](const QJsonObject& version) {
        m_policy->open(version);
        emit show(m_policy);
    });
    connect(m_policies, &PoliciesPage::propose, this, [this] {
        ask(
            "policy-form", [this] { return policy_form(m_station); },
            [this](const Answers& answers) { return proposed_policy(m_station, {}, answers); },
            m_policies);
    });
    connect(m_policy, &ThingPage::back, this, [this] { emit show(m_policies); });
    connect(m_policy, &ThingPage::way, this, [this](const QString& way) {
        auto version = m_policy->thing();
        if (way == "policy-activate")
            sign(activated_policy(version, m_policy->compared_with()), m_policy);
        else if (way == "policy-withdraw")
            sign(withdrawn_policy(version), m_policy);
        else
            ask(
                "policy-form", [] { return policy_again_form(); },
                [this, version](const Answers& answers) {
                    return proposed_policy(m_station, version, answers);
                },
                m_policy);
    });
}

void Administration::join_grants()
{
    connect(m_grants, &ListPage::back, this, [this] { emit show(m_hub); });
    connect(m_grants, &ListPage::chosen, this, [this](const QJsonObject& grant) {
        m_grant->open(grant);
        emit show(m_grant);
    });
    connect(m_grants, &GrantsPage::ask, this, [this](const QString& kind) {
        ask(
            "grant-form", [this, kind] { return grant_form(m_station, kind); },
            [this, kind](const Answers& answers) { return new_grant(m_station, kind, answers); },
            m_grants);
    });
    connect(m_grant, &ThingPage::back, this, [this] { emit show(m_grants); });
    connect(m_grant, &ThingPage::way, this, [this](const QString& way) {
        auto grant = m_grant->thing();
        auto change = way.section('-', 1);
        auto deed = [this, change, grant](const Answers& answers) {
            return grant_change(m_station, change, grant, answers);
        };
        if (change == "accept")
            sign(deed({}), m_grant);
        else
            ask(
                "grant-form", [] { return withdrawal_form(); }, deed, m_grant);
    });
}

}
