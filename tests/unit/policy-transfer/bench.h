// SPDX-License-Identifier: MIT
// People, a policy, and a transfer that stands where a test wants it.
#pragma once

#include "policy/transfer/transfer.h"

#include <gtest/gtest.h>

namespace transfer_test {

using namespace policy;

inline const std::string content = std::string(64, 'a');

inline Actor person(
    std::string name, std::vector<Role> roles, std::vector<std::string> offices = {})
{
    return { name + "-account", name, {}, std::move(roles), std::move(offices) };
}

inline const Actor submitter = person("yamada", { Role::Submitter });
inline const Actor approver = person("sato", { Role::Approver });
inline const Actor security = person("kato", { Role::Approver }, { "security" });
inline const Actor system_manager = person("ito", { Role::Approver }, { "system" });

inline Policy policy_with(std::vector<std::string> roles, unsigned count = 1)
{
    Policy policy;
    policy.zones = { "z" };
    policy.offices = { { "security", "", {} }, { "system", "", {} } };
    policy.approvals.emplace_back();
    policy.approvals[0].roles = std::move(roles);
    policy.approvals[0].count = count;
    return policy;
}

inline const Policy simple = policy_with({ "approver" });

inline Transfer submitted(const Policy& policy)
{
    auto transfer = Transfer::submit(
        policy, submitter, { "T-1", TransferClass::Document, "z", Label {}, "pump drawings" });
    EXPECT_TRUE(transfer) << transfer.error().message;
    return transfer.take();
}

inline Transfer checked(const Policy& policy)
{
    auto transfer = submitted(policy);
    EXPECT_TRUE(transfer.finish_check(content));
    return transfer;
}

}
