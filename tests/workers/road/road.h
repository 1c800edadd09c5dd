// SPDX-License-Identifier: MIT
// One file on the whole road, by the real workers, under the bench policy.
#pragma once

#include "kiosk/broker/engines/engines.h"
#include "kiosk/broker/road/road.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/sha256.h"
#include "policy/language/parse.h"

#include <ctime>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace road_test {

namespace fs = std::filesystem;
inline const std::string share = SEKISHO_LIBEXEC "/../share";

class Road : public testing::Test {
protected:
    Road()
    {
        auto form = (fs::temp_directory_path() / "road-test-XXXXXX").string();
        m_folder = mkdtemp(form.data());
        std::ofstream(m_folder / "test.yar")
            << "rule needle { strings: $a = \"a needle in the hay\" condition: $a }\n";
        m_definitions = { share + "/clamav-test-definitions", m_folder.string(), true };
        std::ifstream file(share + "/bench.policy.toml");
        std::string text { std::istreambuf_iterator<char>(file), {} };
        m_policy = policy::parse_policy(text, "bench").take();
        m_workers = std::make_unique<broker::Workers>(
            SEKISHO_LIBEXEC, broker::words_for(m_definitions, m_policy));
        m_context.zone = m_policy.zones[0];
        m_context.label = { 1, 1, 1 };
        m_context.engines = broker::bring_up(*m_workers, m_definitions, m_policy);
        m_context.now = std::time(nullptr);
    }
    ~Road() override { fs::remove_all(m_folder); }

    broker::Carried carry(
        const std::string& name, const std::string& bytes, std::chrono::milliseconds spent = {})
    {
        auto file = base::sealed_memory_file("file", base::view_of(std::string_view(bytes))).take();
        broker::Piece piece { file, bytes.size(),
            base::to_hex(base::sha256(base::view_of(std::string_view(bytes)))), name };
        policy::Spending spending(budget());
        spending.time(spent);
        auto left = spending.time_left();
        auto carried = broker::carry(
            { *m_workers, m_policy, m_context, 1, {}, passwords, instead }, piece, spending);
        EXPECT_EQ(broker::passes(carried.report.verdict), carried.output.has_value());
        seconds_charged = std::chrono::duration<double>(left - spending.time_left()).count();
        return carried;
    }
    std::vector<std::string> passwords;
    policy::Instead instead { policy::Instead::Nothing };
    // Other workers, with other words for some of them.
    void use_programs(
        const fs::path& folder, const std::map<std::string, std::vector<std::string>>& more)
    {
        auto words = broker::words_for(m_definitions, m_policy);
        for (const auto& [name, own] : more)
            words[name] = own;
        m_workers = std::make_unique<broker::Workers>(folder, words);
        m_context.engines = broker::bring_up(*m_workers, m_definitions, m_policy);
    }
    void limit_loss(policy::Countable what, unsigned percent)
    {
        m_policy.rules[0].options.loss.percent.fill(100);
        m_policy.rules[0].options.loss.percent.at(static_cast<std::size_t>(what)) = percent;
    }
    double seconds_charged { 0 };
    policy::Budget& budget() { return m_policy.limits.budget; }
    void treat_by(policy::Method method, const std::string& rule_name)
    {
        for (auto& rule : m_policy.rules) {
            if (rule.name == rule_name)
                rule.method = method;
        }
    }
    void lay_text_over(const std::string& rule_name, policy::Ocr ocr)
    {
        for (auto& rule : m_policy.rules) {
            if (rule.name == rule_name) {
                rule.options.text_layer = policy::TextLayer::Invisible;
                rule.options.ocr = ocr;
            }
        }
    }
    void let_rebuild(policy::FileType type)
    {
        policy::Rule rule;
        rule.name = "anew";
        rule.method = policy::Method::Rebuild;
        rule.types.set(static_cast<std::size_t>(type));
        m_policy.rules.insert(m_policy.rules.begin(), std::move(rule));
    }
    void let_by_unchanged(policy::FileType type)
    {
        policy::Rule rule;
        rule.name = "as it is";
        rule.reason = "a test";
        rule.method = policy::Method::Unchanged;
        rule.types.set(static_cast<std::size_t>(type));
        m_policy.rules.insert(m_policy.rules.begin(), std::move(rule));
    }
    void keep_all_unchanged()
    {
        for (auto& rule : m_policy.rules)
            rule.method = policy::Method::Unchanged;
    }

private:
    fs::path m_folder;
    broker::Definitions m_definitions;
    policy::Policy m_policy;
    std::unique_ptr<broker::Workers> m_workers;
    policy::Context m_context;
};

inline policy::ReasonCode first_reason(const broker::FileReport& report)
{
    EXPECT_FALSE(report.reasons.empty());
    return report.reasons.empty() ? policy::ReasonCode::Empty : report.reasons[0].code;
}

}
