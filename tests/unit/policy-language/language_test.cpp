// SPDX-License-Identifier: MIT
#include "policy/language/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace policy;

static const std::string head = "[station]\nname = \"s\"\nzones = [\"a\", \"b\"]\n";

static Policy read(const std::string& text)
{
    auto policy = parse_policy(head + text, "test");
    EXPECT_TRUE(policy) << policy.error().message;
    return policy ? policy.take() : Policy {};
}

TEST(PolicyLanguage, RefusesEverythingWhenItNamesNothing)
{
    auto policy = read("");
    for (const auto& type : all_file_types())
        EXPECT_EQ(rule_for(policy, TransferClass::Document, type.type, "a", Label {}), nullptr);
    EXPECT_EQ(route_for(policy, TransferClass::Document, "a", Label {}), nullptr);
    EXPECT_FALSE(policy.definitions.allow_built_in_test_set);
    EXPECT_THAT(policy.scanners.all_required(), testing::ElementsAre("clamav", "yara"));
}

TEST(PolicyLanguage, TakesTheFirstRuleThatMatches)
{
    auto policy = read(R"(
[[rule]]
name = "secret pictures"
families = ["image"]
label_at_least = "C3,I1,A1"
method = "refuse"
reason = "too secret"
[[rule]]
name = "pictures in a"
families = ["image"]
zones = ["a"]
classes = ["document", "mail"]
method = "rebuild"
[[rule]]
name = "pictures"
families = ["image"]
method = "flatten"
)");
    auto name = [&](TransferClass transfer_class, std::string_view zone, Label label) {
        auto rule = rule_for(policy, transfer_class, FileType::Png, zone, label);
        return rule ? rule->name : "none";
    };
    EXPECT_EQ(name(TransferClass::Document, "a", { 3, 1, 1 }), "secret pictures");
    EXPECT_EQ(name(TransferClass::Document, "a", { 2, 1, 1 }), "pictures in a");
    EXPECT_EQ(name(TransferClass::View, "a", { 2, 1, 1 }), "pictures");
    EXPECT_EQ(name(TransferClass::Mail, "b", { 2, 1, 1 }), "pictures");
    EXPECT_EQ(rule_for(policy, TransferClass::Document, FileType::Pdf, "a", {}), nullptr);
}

TEST(PolicyLanguage, AFamilyHoldsOnlyTypesThatTheMethodExistsFor)
{
    auto policy
        = read("[[rule]]\nfamilies = [\"office\"]\nmethod = \"unchanged\"\nreason = \"r\"\n");
    EXPECT_NE(rule_for(policy, TransferClass::Document, FileType::Docx, "a", {}), nullptr);
    EXPECT_EQ(rule_for(policy, TransferClass::Document, FileType::Docm, "a", {}), nullptr);
    EXPECT_EQ(
        rule_for(policy, TransferClass::Document, FileType::EncryptedOffice, "a", {}), nullptr);
}

TEST(PolicyLanguage, SaysEverythingThatIsWrongAtOnceAndInOrder)
{
    auto reading = read_policy("[limits]\nmemory_bytes = 1\nmemory = 2\n[station]\nname = 3\n");
    ASSERT_EQ(reading.problems.size(), 4u);
    EXPECT_EQ(reading.problems[0].line, 2u);
    EXPECT_EQ(reading.problems[1].line, 3u);
    EXPECT_EQ(reading.problems[2].line, 4u);
    EXPECT_EQ(reading.problems[3].line, 5u);
    EXPECT_EQ(reading.problems[3].column, 8u);
}

// Each number at, and one beyond, both ends of its range.
TEST(PolicyLanguage, HoldsEveryNumberToItsRange)
{
    struct Range {
        std::string before, key;
        std::uint64_t least, most;
        std::string after;
    };
    const std::string command = "[[scanners.command]]\nname=\"n\"\nargv=[\"/x\",\"{file}\"]\n"
                                "clean=[0]\nfound=[1]\n";
    const std::string rule = "[[rule]]\ntypes=[\"pdf\"]\nmethod=\"flatten\"\n";
    const Range ranges[] {
        { "[limits]\n", "memory_bytes", 64u << 20, 64ull << 30, "" },
        { "[limits]\n", "max_file_bytes", 1, 1ull << 40, "" },
        { "[limits]\n", "seconds_base", 1, 3600, "" },
        { "[limits]\n", "seconds_per_mebibyte", 0, 600, "" },
        { "[limits]\n", "seconds_per_page", 0, 600, "" },
        { "[limits.budget]\n", "bytes", 1, 1ull << 40, "" },
        { "[limits.budget]\n", "entries", 1, 10'000'000, "" },
        { "[limits.budget]\n", "depth", 0, 64, "" },
        { "[limits.budget]\n", "pages", 1, 1'000'000, "" },
        { "[limits.budget]\n", "pixels", 1, 1'000'000'000'000'000, "" },
        { "[limits.budget]\n", "seconds", 1, 86'400, "" },
        { "[definitions]\n", "max_age_days", 1, 3650, "" },
        { "[definitions.engine_max_age_days]\n", "yara", 1, 3650, "" },
        { command, "seconds", 1, 86'400, "" },
        { rule, "dpi", 72, 600, "" },
        { rule, "jpeg_quality", 30, 100, "" },
        { "[[approval]]\nclasses=[\"mail\"]\nroles=[\"approver\"]\n", "count", 1, 8, "" },
        { "[[approval]]\nclasses=[\"mail\"]\nroles=[\"approver\"]\nunlock=[\"approver\"]\n",
            "unlock_minutes", 1, 10'080, "" },
        { "[retention]\n", "held_days", 1, 3650, "" },
        { "[people]\n", "session_idle_minutes", 1, 480, "" },
        { "[people]\n", "training_max_age_days", 1, 3650, "" },
        { "[names]\n", "max_component_bytes", 32, 255, "" },
        { "[names]\n", "max_path_bytes", 64, 4000, "" },
        { "[names]\n", "max_depth", 0, 64, "" },
    };
    for (const auto& range : ranges) {
        auto good = [&](std::int64_t value) {
            auto text = head + range.before + range.key + " = " + std::to_string(value) + "\n";
            return read_policy(text).problems.empty();
        };
        auto least = static_cast<std::int64_t>(range.least);
        auto most = static_cast<std::int64_t>(range.most);
        EXPECT_TRUE(good(least)) << range.key;
        EXPECT_TRUE(good(most)) << range.key;
        EXPECT_FALSE(good(least - 1)) << range.key;
        EXPECT_FALSE(good(most + 1)) << range.key;
        EXPECT_FALSE(good(INT64_MIN)) << range.key;
        EXPECT_FALSE(good(INT64_MAX)) << range.key;
    }
}

TEST(PolicyLanguage, TakesEightRolesForOneApprovalAndNoMore)
{
    auto problems = [](int roles) {
        std::string names;
        std::string offices;
        for (int i = 1; i <= roles; ++i) {
            auto name = "\"o" + std::to_string(i) + "\"";
            names += (i > 1 ? ", " : "") + name;
            offices += "[[office]]\nname = " + name + "\n";
        }
        return read_policy(head + offices + "[[approval]]\nroles = [" + names + "]\n")
            .problems.size();
    };
    EXPECT_EQ(problems(8), 0u);
    EXPECT_EQ(problems(9), 1u);
}

TEST(PolicyLanguage, TakesSecondsWithAFraction)
{
    auto policy = read("[limits]\nseconds_per_page = 0.25\n");
    EXPECT_EQ(policy.limits.per_page, std::chrono::milliseconds(250));
    for (auto bad : { "nan", "inf", "-0.1", "1e300", "\"1\"", "true" })
        EXPECT_FALSE(parse_policy(head + "[limits]\nseconds_per_page = " + bad + "\n", "t")) << bad;
}

TEST(PolicyLanguage, NeverToleratesMoreThanWhatTheMethodTakesAway)
{
    auto with = [](std::string_view method, std::string_view pattern) {
        return !!parse_policy(head + "[[rule]]\nfamilies=[\"office\"]\nreason=\"r\"\nmethod=\""
                + std::string(method) + "\"\ntolerate=[\"" + std::string(pattern) + "\"]\n",
            "t");
    };
    EXPECT_TRUE(with("flatten", "Heuristics.OLE2.ContainsMacros*"));
    EXPECT_TRUE(with("rebuild", "Heuristics.OLE2.ContainsMacros.VBA"));
    EXPECT_FALSE(with("unchanged", "Heuristics.OLE2.ContainsMacros*"));
    for (auto pattern : { "*", "Heuristics.*", "Win.Trojan.X", "Heuristics.Encrypted*",
             "Heuristics.Limits.Exceeded*", "*Heuristics.OLE2.ContainsMacros",
             "Heuristics.OLE2.ContainsMacros*x" })
        EXPECT_FALSE(with("flatten", pattern)) << pattern;
}

TEST(PolicyLanguage, ToleratesPasswordsOnlyOfWhatTravelsInParts)
{
    auto with = [](std::string_view families) {
        return !!parse_policy(head + "[[rule]]\nfamilies=[" + std::string(families)
                + "]\nmethod=\"rebuild\"\ntolerate=[\"Heuristics.Encrypted.*\"]\n",
            "t");
    };
    EXPECT_TRUE(with("\"archive\""));
    EXPECT_FALSE(with("\"archive\",\"image\""));
    EXPECT_FALSE(with("\"image\""));
}

TEST(PolicyLanguage, IsNotReadBeyondItsLargestSize)
{
    auto text = head + "#";
    text.resize(max_policy_bytes, ' ');
    EXPECT_TRUE(parse_policy(text, "t"));
    text += ' ';
    EXPECT_FALSE(parse_policy(text, "t"));
}

TEST(PolicyLanguage, NamesTheFileInEachLineOfTheError)
{
    auto policy = parse_policy("x = 1\ny = 2\n", "dir/p.toml");
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.error().message,
        "dir/p.toml:1:1: table [station] is missing\n"
        "dir/p.toml:1:1: unknown key \"x\" in the policy\n"
        "dir/p.toml:2:1: unknown key \"y\" in the policy");
}
