// SPDX-License-Identifier: MIT
// tests/policies/good must be read, tests/policies/bad must not: each bad file says in its first
// line what the reader is to answer ("# expect 7:3: some words", one more such line for each
// further problem), and that many problems and no others must come.
#include "policy/language/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace {

std::vector<std::filesystem::path> files_in(const std::string& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(SEKISHO_SOURCE + folder))
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::string content(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), {} };
}

std::string name_of(const testing::TestParamInfo<std::filesystem::path>& info)
{
    auto name = info.param.stem().stem().string();
    std::ranges::replace_if(
        name, [](unsigned char c) { return !std::isalnum(c); }, '_');
    return name;
}

class GoodPolicy : public testing::TestWithParam<std::filesystem::path> { };
class BadPolicy : public testing::TestWithParam<std::filesystem::path> { };

TEST_P(GoodPolicy, IsRead)
{
    auto policy = policy::parse_policy(content(GetParam()), GetParam().filename().string());
    EXPECT_TRUE(policy) << policy.error().message;
}

TEST_P(BadPolicy, IsRefusedAtThePlaceItNames)
{
    auto text = content(GetParam());
    std::vector<std::string> expected;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line) && line.starts_with("# expect ");)
        expected.push_back("x:" + line.substr(std::string("# expect ").size()));
    ASSERT_FALSE(expected.empty()) << "the file does not say what to expect";

    auto policy = policy::parse_policy(text, "x");
    ASSERT_FALSE(policy);
    std::vector<std::string> problems;
    std::istringstream messages(policy.error().message);
    for (std::string line; std::getline(messages, line);)
        problems.push_back(line);
    ASSERT_EQ(problems.size(), expected.size()) << policy.error().message;
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(problems[i].substr(0, expected[i].size()), expected[i]);
}

INSTANTIATE_TEST_SUITE_P(
    Tests, GoodPolicy, testing::ValuesIn(files_in("/tests/policies/good")), name_of);
INSTANTIATE_TEST_SUITE_P(
    Tests, BadPolicy, testing::ValuesIn(files_in("/tests/policies/bad")), name_of);
INSTANTIATE_TEST_SUITE_P(Shipped, GoodPolicy,
    testing::Values(
        SEKISHO_SOURCE "/policy/station.policy.toml", SEKISHO_SOURCE "/policy/bench.policy.toml"),
    name_of);

}
