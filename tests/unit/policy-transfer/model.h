// SPDX-License-Identifier: MIT
// What the rules of approval say, written apart from policy/transfer: simple and slow.
#pragma once

#include "policy/transfer/transfer.h"

#include <algorithm>
#include <set>

namespace transfer_test {

using namespace policy;

inline const std::string today = "2026-11-22";
inline constexpr std::int64_t unlock_holds = 100;

using Words = std::vector<std::string>;

// It keeps all that was ever said and looks at it anew each time.
class Model {
public:
    struct Said {
        Actor who;
        Consent what;
        std::int64_t when;
    };

    Model(const Policy& policy, const std::vector<Grant>& grants, Actor submitter)
        : m_roles(policy.approvals[0].roles)
        , m_unlock(policy.approvals[0].unlock)
        , m_count(policy.approvals[0].count)
        , m_in_order(policy.approvals[0].order == Order::Listed)
        , m_witness(policy.approvals[0].witness == WitnessRule::Required)
        , m_break_glass(!policy.people.break_glass_by.empty())
        , m_submitter(std::move(submitter))
    {
        for (const auto& grant : grants) {
            if (grant.kind == Grant::Kind::Deputy || grant.state != Grant::State::Accepted
                || grant.from > today || grant.until < today || grant.transfer_class
                || grant.label.confidentiality == 1)
                continue;
            m_witness = m_witness && grant.waives != "witness";
            for (auto& role : m_roles)
                role = role == grant.waives ? "approver" : role;
            for (auto& role : m_unlock)
                role = role == grant.waives ? "approver" : role;
        }
    }

    bool may_say(const Actor& who, Consent what, std::int64_t now) const
    {
        if (!is_clean(who) || !has(who, what == Consent::Witness ? Role::Witness : Role::Approver))
            return false;
        if (what == Consent::Unlock ? !checked && !approved : !checked)
            return false;
        if (meets(who, m_submitter))
            return false;
        for (const auto& one : said) {
            if (holds(one, now) && meets(who, one.who))
                return false;
        }
        auto agreed = of(Consent::Content, now).size();
        switch (what) {
        case Consent::Content:
            if (m_in_order && agreed < m_roles.size())
                return fits(who, m_roles[agreed]);
            return fits_any(who, m_roles);
        case Consent::Unlock:
            return !m_unlock.empty() && !filled(m_unlock, of(what, now)) && fits_any(who, m_unlock);
        case Consent::Witness: return m_witness && of(what, now).empty();
        case Consent::BreakGlass: break;
        }
        return m_break_glass && fits(who, "security");
    }

    bool agreed(std::int64_t now) const
    {
        if (!of(Consent::BreakGlass, now).empty())
            return true;
        auto people = of(Consent::Content, now);
        auto enough = people.size() >= m_count && filled(m_roles, people);
        for (std::size_t i = 0; m_in_order && enough && i < m_roles.size(); ++i)
            enough = fits(people[i], m_roles[i]);
        return enough && filled(m_unlock, of(Consent::Unlock, now))
            && (!m_witness || !of(Consent::Witness, now).empty());
    }

    // What has run out by then does not come back, were the clock set back.
    void say(const Said& one)
    {
        std::erase_if(said, [&](const Said& earlier) { return !holds(earlier, one.when); });
        said.push_back(one);
    }

    static bool is_clean(const Actor& who)
    {
        return !has(who, Role::Auditor) || who.roles.size() == 1;
    }

    static bool has(const Actor& who, Role role)
    {
        return std::count(who.roles.begin(), who.roles.end(), role) > 0;
    }

    static bool meets(const Actor& a, const Actor& b)
    {
        std::set<std::string> first { a.person, a.deputy_for };
        first.erase("");
        return first.contains(b.person) || (!b.deputy_for.empty() && first.contains(b.deputy_for));
    }

    bool checked { false };
    bool approved { false };
    std::vector<Said> said;

private:
    static bool fits(const Actor& who, const std::string& role)
    {
        return role == "approver" || std::count(who.offices.begin(), who.offices.end(), role) > 0;
    }

    static bool fits_any(const Actor& who, const Words& roles)
    {
        return std::any_of(
            roles.begin(), roles.end(), [&](const auto& role) { return fits(who, role); });
    }

    static bool holds(const Said& one, std::int64_t now)
    {
        return one.what != Consent::Unlock || (one.when <= now && now <= one.when + unlock_holds);
    }

    std::vector<Actor> of(Consent what, std::int64_t now) const
    {
        std::vector<Actor> people;
        for (const auto& one : said) {
            if (one.what == what && holds(one, now))
                people.push_back(one.who);
        }
        return people;
    }

    // Every way of seating the people, until one fits.
    static bool filled(const Words& roles, const std::vector<Actor>& people)
    {
        if (people.size() < roles.size())
            return false;
        std::vector<std::size_t> seats(people.size());
        for (std::size_t i = 0; i < seats.size(); ++i)
            seats[i] = i;
        do {
            auto all = true;
            for (std::size_t i = 0; i < roles.size(); ++i)
                all = all && fits(people[seats[i]], roles[i]);
            if (all)
                return true;
        } while (std::next_permutation(seats.begin(), seats.end()));
        return false;
    }

    Words m_roles;
    Words m_unlock;
    std::size_t m_count;
    bool m_in_order;
    bool m_witness;
    bool m_break_glass;
    Actor m_submitter;
};

}
