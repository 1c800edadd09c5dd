// SPDX-License-Identifier: MIT
// Whoever must be somebody in particular, and what their account says of them.
#include "kiosk/broker/service/people.h"
#include "kiosk/core/base/text.h"

namespace broker {

static Result<policy::Actor> if_administrator(policy::Actor actor)
{
    TRY(policy::check_actor(actor));
    if (!actor.has(policy::Role::Administrator))
        return Error { "only an administrator may do this\nこの操作ができるのは管理者だけです。" };
    return actor;
}

Result<policy::Actor> People::administrator(const api::Credentials& credentials)
{
    return if_administrator(TRY(prove(credentials)));
}

Result<policy::Actor> People::still_administrator(const std::string& account)
{
    return if_administrator(TRY(still(account)));
}

static Result<policy::Actor> if_auditor(policy::Actor actor)
{
    TRY(policy::check_actor(actor));
    if (!actor.has(policy::Role::Auditor))
        return Error { "only an auditor may do this\nこの操作ができるのは監査担当者だけです。" };
    return actor;
}

Result<policy::Actor> People::auditor(const api::Credentials& credentials, const Caller& caller)
{
    return if_auditor(TRY(present(credentials, caller)));
}

Result<policy::Actor> People::proven_auditor(const api::Credentials& credentials)
{
    return if_auditor(TRY(prove(credentials)));
}

Result<policy::Actor> People::still_auditor(const std::string& account)
{
    return if_auditor(TRY(still(account)));
}

std::string People::section_of(const std::string& account)
{
    std::lock_guard lock(m_mutex);
    if (auto known = open())
        for (const auto& one : known.value()->list())
            if (one.account.name == account)
                return base::cut(base::escaped(one.account.details.section), 100);
    return {};
}

}
