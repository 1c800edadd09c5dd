// SPDX-License-Identifier: MIT
#include "policy/language/table.h"

#include <algorithm>

namespace policy::language {

void read_office(Table& table, Policy& policy)
{
    Office office;
    if (table.text("name", office.name, Need::Required, 32)) {
        if (!is_identifier(office.name) || office.name == "approver")
            table.complain(
                "name", std::string("\"name\" must be ") + identifier + ", and not \"approver\"");
        if (office_named(policy.offices, office.name))
            table.complain("name", "there is an office \"" + office.name + "\" already");
    }
    office.title = office.name;
    table.text("title", office.title, Need::Optional);
    table.words("powers", Need::Optional, "submitter, approver, auditor, administrator or witness",
        [&](std::string_view word) {
            auto role = role_named(word);
            if (role)
                office.powers.push_back(*role);
            return role.has_value();
        });
    auto audits = std::ranges::find(office.powers, Role::Auditor) != office.powers.end();
    if (audits && office.powers.size() > 1)
        table.complain("powers", "who audits can have no other power");
    policy.offices.push_back(std::move(office));
}

void read_people(Table& table, const Policy& policy, PeopleRules& people)
{
    table.word(
        "second_factor", Need::Optional, "\"required\" or \"off\"", [&](std::string_view word) {
            people.second_factor
                = word == "off" ? SecondFactorRule::Off : SecondFactorRule::Required;
            return word == "off" || word == "required";
        });
    std::uint64_t minutes = 10;
    table.number("session_idle_minutes", minutes, 1, 480);
    people.session_idle = std::chrono::minutes(minutes);
    table.number("training_max_age_days", people.training_max_age_days, 1, 3650);
    auto read_offices = [&](const char* key, std::vector<std::string>& into) {
        table.words(key, Need::Optional, "the name of an [[office]]", [&](std::string_view name) {
            into.emplace_back(name);
            return office_named(policy.offices, name) != nullptr;
        });
    };
    read_offices("grants_accepted_by", people.grants_accepted_by);
    read_offices("break_glass_by", people.break_glass_by);
    read_offices("reviewed_by", people.reviewed_by);
    if (!people.break_glass_by.empty() && people.reviewed_by.empty())
        table.complain("break_glass_by", "\"break_glass_by\" needs \"reviewed_by\"");
}

}
