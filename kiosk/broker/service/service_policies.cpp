// SPDX-License-Identifier: MIT
// The policy by the desks' words: proposed by one person, tried, and put in force by another.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/media/named_medium.h"
#include "kiosk/broker/policies/compare.h"
#include "kiosk/broker/selftest/selftest.h"
#include "kiosk/broker/service/telling.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr std::size_t longest_line = 400; // Bytes of one that is shown.
static constexpr std::size_t most_candidates = 20;

// Whoever puts it in force reads each line of it; none is cut off before their eyes.
static Result<void> check_lines(std::string_view text)
{
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        if (base::escaped(line).size() > longest_line)
            return Error { "a line of this policy is too long to be compared\n"
                           "比較のため、1行は短くしてください（長すぎる行があります）。" };
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return {};
}

static Result<std::string> content_of(
    intake::Medium& medium, const intake::Entry& entry, const std::string& folder)
{
    if (entry.size > policy::max_policy_bytes)
        return Error { "this file is too large for a policy\n"
                       "ポリシーとしては大きすぎるファイルです。" };
    base::Descriptor into(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!into)
        return base::system_error("a place for the policy");
    auto read = TRY(medium.read(entry.id, into));
    if (auto* lost = std::get_if<intake::Unreadable>(&read))
        return Error { "the policy cannot be read: " + lost->reason
            + "\nポリシーを読み出せません。" };
    if (lseek(into.get(), 0, SEEK_SET) != 0)
        return base::system_error("the policy");
    auto bytes = TRY(base::read_all(into, policy::max_policy_bytes));
    return std::string(base::text_of(bytes));
}

// With m_carrying held. `file`: its name on the medium; empty: the only one of its kind there.
Result<std::string> Service::policy_on(const std::string& address, const std::string& file)
{
    auto medium = TRY(open_named_medium(m_station, address));
    std::vector<intake::Entry> found;
    auto listing = TRY(medium->list([&](const intake::Entry& entry) -> Result<void> {
        if (entry.path.size() == 1 && entry.kind == intake::Kind::File
            && entry.path[0].ends_with(".toml") && (file.empty() || entry.path[0] == file)
            && found.size() < most_candidates)
            found.push_back(entry);
        return {};
    }));
    {
        std::lock_guard lock(m_records);
        auto identity = identity_of(listing);
        if (identity.empty() || !TRY(m_media.known(identity)))
            return Error { "a policy is taken from registered media only\n"
                           "ポリシーは登録された媒体からだけ取り込めます。" };
    }
    if (found.empty())
        return Error { "there is no such .toml file in the first folder of the medium\n"
                       "媒体の最上位に .toml ファイルがありません。" };
    if (found.size() > 1)
        return Error { "there is more than one .toml file on the medium: leave one\n"
                       "媒体に .toml ファイルが複数あります。1つだけにしてください。" };
    return content_of(*medium, found[0], m_station.folder("quarantine"));
}

Result<std::string> Service::proposed_text(const api::ProposePolicy& request)
{
    if (!request.medium().empty())
        return policy_on(request.medium(), request.file());
    if (!request.sha256().empty())
        return m_station.policies().text(request.sha256());
    return request.text();
}

Reply Service::propose_policy(
    const api::Credentials& credentials, const api::ProposePolicy& request)
{
    auto done = [&]() -> Result<json> {
        auto shown = TRY(m_people.administrator(credentials)); // A code or touch does not wait.
        std::lock_guard carrying(m_carrying);
        auto by = TRY(m_people.still_administrator(shown.account));
        auto text = TRY(proposed_text(request));
        TRY(policy::parse_policy(text, request.file().empty() ? "policy" : request.file()));
        TRY(check_lines(text));
        PolicyVersion version;
        version.sha256 = base::to_hex(base::sha256(base::view_of(text)));
        version.reason = base::cut(base::escaped(request.reason()), 1000);
        version.proposed_by = by.account;
        version.proposer = by.person;
        version.proposed_at = m_station.now();
        if (version.reason.empty())
            return Error { "a proposal says what it is for\n変更の理由を入力してください。" };
        if (version.sha256 == m_station.policy_sha256())
            return Error { "this is the policy in force already\n"
                           "このポリシーはすでに有効です。" };
        std::lock_guard lock(m_records);
        Telling telling(m_station,
            { { "type", "policy_change" }, { "change", "propose" },
                { "policy_sha256", version.sha256 },
                { "replaces_sha256", m_station.policy_sha256() }, { "reason", version.reason },
                { "by", by.account }, { "person", by.person } });
        TRY(telling.begin());
        TRY(telling.end(m_station.policies().propose(version, text)));
        return to_json(version);
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "proposed as " + done.value()["sha256"].get<std::string>(),
        done.value().dump(), "" };
}

static Result<void> may_activate(const PolicyVersion& version, const policy::Actor& by)
{
    TRY(policy::check_actor(by));
    if (version.state != PolicyVersion::State::Proposed)
        return Error { "this version is not proposed\nこの版は提案されていません。" };
    if (!by.deputy_for.empty()
        || (!by.has(policy::Role::Approver) && !by.has(policy::Role::Administrator)))
        return Error { "a policy is put in force by an approver or administrator, for themselves\n"
                       "ポリシーを有効にできるのは承認者か管理者本人です。" };
    if (version.proposer.empty() || version.proposer == by.person)
        return Error { "nobody puts in force what they have proposed: another person does\n"
                       "提案した本人は有効にできません。別の人が行ってください。" };
    return {};
}

// Before anything is changed: scanners and samples of its own, as with new definitions.
static Result<void> tried(Station& station, const policy::Policy& policy)
{
    Workers workers(station.places().programs, words_for(station.definitions(), policy));
    auto engines = bring_up(workers, station.definitions(), policy);
    TRY(workers.spawn("scanners-signature", {})); // It reads whom to trust when it starts.
    auto checks = TRY(carry_samples(workers, policy, engines, station.now()));
    auto failure = failure_in(checks, policy::judge_engines(policy, engines, station.now()));
    if (!failure.empty())
        return Error { "the self-test fails with this policy: " + failure
            + "\nこのポリシーでは自己診断に合格しません。" };
    return {};
}

// What is in hand is finished first; what waits is decided by the new rules from here on.
Reply Service::activate_policy(
    const api::Credentials& credentials, const api::ActivatePolicy& request)
{
    auto done = [&]() -> Result<json> {
        auto shown = TRY(m_people.prove(credentials)); // A code or touch does not wait.
        std::lock_guard carrying(m_carrying);
        auto by = TRY(m_people.still(shown.account, credentials.deputy_for()));
        const auto& policies = m_station.policies();
        auto version = TRY(policies.find(request.sha256()));
        TRY(may_activate(version, by));
        auto before = m_station.policy_sha256();
        if (!request.active_sha256().empty() && request.active_sha256() != before)
            return Error { "another policy is in force by now than the one that was compared\n"
                           "比較した後に有効なポリシーが変わりました。もう一度比較してください。" };
        auto text = TRY(policies.text(version.sha256));
        if (compare_lines(m_station.policy_text(), text).extent != Comparison::Extent::Whole)
            return Error { "more is changed than can be compared: propose it in smaller steps\n"
                           "変更が多すぎて比較できません。分けて提案してください。" };
        TRY(tried(m_station, TRY(policy::parse_policy(text, "policy"))));
        std::lock_guard lock(m_records); // The trial took its time: everything is asked again.
        by = TRY(m_people.still(by.account));
        version = TRY(policies.find(request.sha256()));
        TRY(may_activate(version, by));
        version.activated_by = by.account;
        version.activator = by.person;
        version.activated_at = m_station.now();
        Telling telling(m_station,
            { { "type", "policy_change" }, { "change", "activate" },
                { "policy_sha256", version.sha256 }, { "replaces_sha256", before },
                { "proposed_by", version.proposed_by }, { "proposer", version.proposer },
                { "by", by.account }, { "person", by.person } });
        TRY(telling.begin()); // First the record (P7).
        TRY(telling.end(
            policies.activate(version, before, m_station.policy_text(), m_station.given_policy())));
        TRY(m_station.put_policy_in_force(text));
        m_people.policy_changed();
        m_fitness.reset();
        return json { { "policy_sha256", version.sha256 }, { "replaces_sha256", before } };
    }();
    if (!done)
        return { Outcomes::Held, "nothing is changed: " + done.error().message, "", "" };
    return { Outcomes::Done, "the new policy is in force", done.value().dump(), "" };
}

Reply Service::withdraw_policy(const api::Credentials& credentials, const std::string& sha256)
{
    auto done = [&]() -> Result<void> {
        auto by = TRY(m_people.administrator(credentials));
        std::lock_guard lock(m_records);
        auto version = TRY(m_station.policies().find(sha256));
        if (version.state != PolicyVersion::State::Proposed)
            return Error { "this version is not proposed\nこの版は提案されていません。" };
        Telling telling(m_station,
            { { "type", "policy_change" }, { "change", "withdraw" }, { "policy_sha256", sha256 },
                { "by", by.account }, { "person", by.person } });
        TRY(telling.begin());
        return telling.end(m_station.policies().withdraw(sha256));
    }();
    return done ? Reply { Outcomes::Done, "withdrawn", "", "" } : held(done.error());
}

static json told_of(const PolicyVersion& version, const std::string& in_force)
{
    auto value = to_json(version);
    for (const auto* key : { "proposed_at", "activated_at" }) {
        auto seconds = value[key].get<std::int64_t>();
        value[key] = seconds == 0 ? json(nullptr)
                                  : json(base::to_utc_text(std::chrono::system_clock::time_point(
                                      std::chrono::seconds(seconds))));
    }
    if (version.state == PolicyVersion::State::Active && version.sha256 != in_force)
        value["state"] = "before"; // The station was started with another one since.
    else if (version.sha256 == in_force)
        value["state"] = "active";
    return value;
}

Reply Service::list_policies()
{
    std::lock_guard lock(m_records);
    auto all = m_station.policies().all();
    if (!all)
        return held(all.error());
    auto in_force = m_station.policy_sha256();
    auto told = json::array();
    bool is_among_them = false;
    for (auto one = all.value().rbegin(); one != all.value().rend(); ++one) {
        is_among_them |= one->sha256 == in_force;
        told.push_back(told_of(*one, in_force));
    }
    if (!is_among_them) {
        PolicyVersion given;
        given.sha256 = in_force;
        told.push_back(told_of(given, in_force));
    }
    return { Outcomes::Done, "", told.dump(), "" };
}

Reply Service::compare_policies(const api::ComparePolicies& request)
{
    static constexpr const char* signs[] { " ", "+", "-", "~" };
    auto text_of = [this](const std::string& sha256) -> Result<std::string> {
        if (sha256.empty() || sha256 == m_station.policy_sha256())
            return m_station.policy_text();
        return m_station.policies().text(sha256);
    };
    auto done = [&]() -> Result<json> {
        auto compared
            = compare_lines(TRY(text_of(request.before())), TRY(text_of(request.after())));
        auto lines = json::array();
        for (const auto& line : compared.lines)
            lines.push_back({ { "sign", signs[static_cast<std::size_t>(line.kind)] },
                { "before", line.before }, { "after", line.after },
                { "text", base::cut(base::escaped(line.text), longest_line) } });
        return json { { "before",
                          request.before().empty() ? m_station.policy_sha256() : request.before() },
            { "after", request.after() }, { "added", compared.added },
            { "removed", compared.removed }, { "lines", lines },
            { "whole", compared.extent == Comparison::Extent::Whole } };
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "", done.value().dump(), "" };
}

}
