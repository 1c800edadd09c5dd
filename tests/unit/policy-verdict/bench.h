// SPDX-License-Identifier: MIT
// A policy, a file and a day on which everything is in order; tests then spoil one thing.
#pragma once

#include "policy/language/parse.h"
#include "policy/verdict/judge.h"

#include <gtest/gtest.h>

namespace verdict_test {

using namespace policy;

inline Policy policy_of(std::string_view rules)
{
    auto text = std::string("[station]\nname = \"s\"\nzones = [\"z\"]\n") + std::string(rules);
    auto policy = parse_policy(text, "test");
    EXPECT_TRUE(policy) << policy.error().message;
    return policy ? policy.take() : Policy {};
}

inline Policy usual()
{
    return policy_of(R"(
[[publisher]]
name = "Maker"
key_sha256 = ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]
[[publisher]]
name = "Other"
key_sha256 = ["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]
[[rule]]
name = "updates"
classes = ["update"]
families = ["program"]
method = "verify"
publishers = ["Maker"]
[[rule]]
name = "office"
families = ["office"]
method = "flatten"
dpi = 200
tolerate = ["Heuristics.OLE2.ContainsMacros*"]
[[rule]]
name = "pictures"
families = ["image"]
method = "rebuild"
[[rule]]
name = "tables"
types = ["csv"]
method = "unchanged"
reason = "The recorder needs them byte for byte."
[[rule]]
name = "no XML"
types = ["xml"]
method = "refuse"
reason = "Not here."
)");
}

inline FileFacts file_of(FileType type, std::string extension)
{
    FileFacts facts;
    facts.size = 1000;
    facts.extension = std::move(extension);
    facts.type = { type, type, std::string(info(type).mime), Structure::Sound, "", {} };
    facts.scans = { { "clamav", ScanState::Clean, {}, "" }, { "yara", ScanState::Clean, {}, "" } };
    return facts;
}

constexpr std::int64_t today = 1'800'000'000;
constexpr std::int64_t day = 86'400;

inline Context context()
{
    Context context;
    context.zone = "z";
    context.now = today;
    context.engines = { { "clamav", "1.0", "27000", today - day, false, true },
        { "yara", "4.2", "rules", today - day, false, true },
        { "type", "5.44", "", 0, false, true } };
    return context;
}

inline std::vector<ReasonCode> codes(const Decision& decision)
{
    std::vector<ReasonCode> all;
    for (const auto& reason : decision.reasons)
        all.push_back(reason.code);
    return all;
}

}
