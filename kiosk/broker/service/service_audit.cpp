// SPDX-License-Identifier: MIT
// What auditors ask beside searching: registers, figures, and to sign off what they looked at. All
// of it is made of entries of the ledger, and is one itself.
#include "kiosk/broker/service/service.h"

#include "kiosk/audit/figures.h"
#include "kiosk/core/base/text.h"
#include "kiosk/ledger/entry.h"
#include "kiosk/ledger/keys.h"
#include "kiosk/ledger/ledger.pb.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr std::size_t most_rows = 5000; // On a screen and in its PDF.

static Error not_a_register()
{
    return Error { "a register is bring-in, take-out, media, transfers, privileged or q0-q4\n"
                   "簿冊の種類が正しくありません。" };
}

static Result<audit::Period> period_of(const std::string& since, const std::string& until)
{
    auto is_moment = [](const std::string& text) {
        return text.size() <= 20 && std::ranges::all_of(text, [](char c) {
            return (c >= '0' && c <= '9') || c == '-' || c == ':' || c == 'T' || c == 'Z';
        });
    };
    if (!is_moment(since) || !is_moment(until) || (!until.empty() && until + "~" < since))
        return Error { "that is no period\n期間が正しくありません。" };
    return audit::Period { since, until };
}

// So long before the period whatever ends in it may have begun.
static std::string some_time_before(const std::string& since)
{
    constexpr std::int64_t days = 92;
    static constexpr std::string_view rest = "0000-01-01T00:00:00Z";
    auto whole = since + std::string(rest.substr(std::min(since.size(), rest.size())));
    auto seconds = ledger::seconds_of(whole);
    using Time = std::chrono::system_clock::time_point;
    return seconds < days * 86'400
        ? std::string()
        : base::to_utc_text(Time(std::chrono::seconds(seconds - days * 86'400)));
}

// Page by page, so that nobody else waits long for the ledger.
static Result<void> read_into(
    audit::Book& book, ledger::Client& client, ledger::message::Find wanted)
{
    wanted.set_oldest_first(true);
    wanted.set_limit(1000);
    for (;;) {
        auto page = TRY(client.find(wanted));
        for (const auto& text : page) {
            auto entry = json::parse(text, nullptr, false);
            if (!entry.is_object() || !entry.contains("seq") || !entry["seq"].is_number_unsigned())
                return Error { "an entry of the ledger has no number" };
            wanted.set_from(entry["seq"].get<std::uint64_t>() + 1);
            book.take(entry);
        }
        if (page.size() < wanted.limit())
            return {};
    }
}

// Media from the beginning, all else from some time before the period on; never a file's entry.
Result<audit::Book> Service::read_book(const audit::Period& period)
{
    audit::Book book(period);
    ledger::message::Find media;
    media.set_kind("media_change");
    TRY(read_into(book, m_station.ledger(), media));
    ledger::message::Find others;
    others.set_since(some_time_before(period.since));
    for (const auto* kind : { "media_change", "file_verdict", "heartbeat", "selftest" })
        others.add_without(kind);
    TRY(read_into(book, m_station.ledger(), others));
    return book;
}

Result<audit::Table> Service::make_register(const api::ShowRegister& wanted)
{
    auto name = wanted.kind();
    bool is_english = name.ends_with(".en");
    if (is_english)
        name.resize(name.size() - 3);
    auto kind = audit::kind_named(name);
    if (!kind)
        return not_a_register();
    auto period = TRY(period_of(wanted.since(), wanted.until()));
    auto language = is_english ? audit::Language::English : audit::Language::Japanese;
    auto table = audit::make_table(TRY(read_book(period)), *kind, language);
    if (table.rows.size() > most_rows)
        return Error { "more than 5,000 rows; please choose a shorter period\n"
                       "5,000行を超えています。期間を短くしてください。" };
    return table;
}

// What the register holds for: how long the ledger was then, and its root.
Result<json> Service::checkpoint_shown()
{
    auto state = TRY(m_station.ledger().state());
    auto checkpoint = TRY(ledger::peek_checkpoint(state.checkpoint));
    return json { { "origin", checkpoint.origin }, { "size", checkpoint.size },
        { "root", base::to_base64(checkpoint.root) } };
}

Reply Service::show_register(const api::Request& asked, const Caller& caller)
{
    const auto& wanted = asked.show_register();
    auto done = [&]() -> Result<json> {
        auto by = TRY(m_people.auditor(asked.who(), caller));
        auto table = TRY(make_register(wanted));
        TRY(m_station.record(
            { { "type", "audit_view" }, { "by", by.account }, { "person", by.person },
                { "what", "register" }, { "register", wanted.kind() }, { "since", wanted.since() },
                { "until", wanted.until() }, { "rows", table.rows.size() } }));
        return json { { "register", audit::to_json(table) }, { "since", wanted.since() },
            { "until", wanted.until() }, { "checkpoint", TRY(checkpoint_shown()) },
            { "station", m_station.policy().station_name },
            { "made", base::to_utc_text(m_station.clock().now()) } };
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "", done.value().dump(), "" };
}

Reply Service::show_figures(const api::Request& asked, const Caller& caller)
{
    const auto& wanted = asked.show_figures();
    auto done = [&]() -> Result<json> {
        auto by = TRY(m_people.auditor(asked.who(), caller));
        auto period = TRY(period_of(wanted.since(), wanted.until()));
        auto book = TRY(read_book(period));
        TRY(m_station.record(
            { { "type", "audit_view" }, { "by", by.account }, { "person", by.person },
                { "what", "figures" }, { "since", wanted.since() }, { "until", wanted.until() } }));
        auto today = audit::local_minute(base::to_utc_text(m_station.clock().now())).substr(0, 10);
        return audit::figures_of(book, {}, today);
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "", done.value().dump(), "" };
}

// Whoever stands in the report of privileged use cannot sign it off. To look, to export and to sign
// off is what auditors are for.
static bool stands_in(const audit::Book& book, const policy::Actor& actor)
{
    return std::ranges::any_of(book.privileged(), [&](const json& entry) {
        auto type = ledger::text_in(entry, "type");
        if (type == "audit_view" || type == "audit_export" || type == "sign_off")
            return false;
        auto is = [&](const char* key, const std::string& name) {
            return ledger::text_in(entry, key) == name;
        };
        // An account that is changed is not who changes it, and neither is its person.
        return is("by", actor.account) || is("approver", actor.account)
            || is("approver_person", actor.person)
            || (type != "account_change" && is("person", actor.person));
    });
}

Reply Service::sign_off(const api::Credentials& credentials, const api::SignOff& request)
{
    auto done = [&]() -> Result<void> {
        auto by = TRY(m_people.proven_auditor(credentials));
        auto period = TRY(period_of(request.since(), request.until()));
        if (request.subject() != "record" && request.subject() != "privileged")
            return Error { "what is signed off is the record or the privileged use\n"
                           "確認の対象が正しくありません。" };
        if (request.note().empty())
            return Error { "please write what was found\n所見を入力してください。" };
        if (request.subject() == "privileged" && stands_in(TRY(read_book(period)), by))
            return Error { "whoever stands in this report cannot sign it off\n"
                           "この報告に載っている本人は確認できません。" };
        json entry { { "type", "sign_off" }, { "by", by.account }, { "person", by.person },
            { "subject", request.subject() }, { "since", request.since() },
            { "until", request.until() },
            { "note", base::cut(base::escaped(request.note()), 1000) } };
        entry["checkpoint"] = TRY(checkpoint_shown());
        TRY(m_station.record(entry));
        return {};
    }();
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "the review is signed off\n点検を確認済みとして記録しました。", "",
        "" };
}

}
