// SPDX-License-Identifier: MIT
// Rows of the register of media and of the report of what only few may do.
#include "kiosk/audit/rows.h"

#include "kiosk/ledger/entry.h"

#include <algorithm>

namespace audit {

using ledger::text_in;
using nlohmann::json;

// Behind the end of the period nothing is told of it.
static bool is_before_end(const Book& book, const std::string& wall)
{
    return Period { {}, book.period().until }.holds(wall);
}

static std::string state_of(const Medium& medium, const Book& book, const In& in)
{
    if (!medium.retired.empty() && is_before_end(book, medium.retired))
        return in.said("使用終了 ", "retired ") + local_minute(medium.retired) + " "
            + medium.retired_by + " " + medium.reason;
    if (!medium.loans.empty() && medium.loans.back().returned.empty())
        return in.said("貸出中 ", "lent to ") + medium.loans.back().to
            + in.said(" 返却期限 ", ", due back ") + medium.loans.back().until;
    return in.said("保管・使用中", "in use");
}

Table media_table(const Book& book, const In& in)
{
    Table table { Kind::Media, in.language,
        { { "medium", "管理番号", "Number" }, { "name", "名称", "Name" },
            { "owner", "所管", "Owner" }, { "kind", "区分", "Kind" },
            { "identity", "識別（シリアル番号等）", "Known by" },
            { "label", "取扱可能な分類", "Highest label" },
            { "registered", "登録日時", "Registered" }, { "by", "登録者", "By" },
            { "state", "状態", "State" }, { "loans", "貸出回数", "Times lent" },
            { "written", "期間中の書込", "Written to in the period" },
            { "last", "最後の書込", "Last written to" },
            { "checked", "現物確認", "Seen by a person" } },
        {} };
    for (const auto& [id, medium] : book.media()) {
        if (!medium.registered.empty() && !is_before_end(book, medium.registered))
            continue;
        std::uint64_t times = 0;
        std::string last;
        auto entries = medium.entries;
        for (const auto& [number, transfer] : book.transfers())
            for (const auto& one : transfer.handed_over)
                if (one.destination == id && book.period().holds(one.wall)) {
                    ++times;
                    last = std::max(last, one.wall);
                    entries.push_back(one.entry);
                }
        std::ranges::sort(entries);
        table.rows.push_back(
            { { id, medium.name, medium.owner, medium.kind, medium.identity, medium.label,
                  local_minute(medium.registered), medium.registered_by, state_of(medium, book, in),
                  std::to_string(medium.loans.size()), std::to_string(times), local_minute(last),
                  in.to_be_filled() },
                std::move(entries) });
    }
    return table;
}

static std::string act_of(const json& entry, const In& in)
{
    struct Name {
        const char* type;
        const char* japanese;
        const char* english;
    };
    static constexpr Name acts[] { { "account_change", "アカウントの変更", "Account changed" },
        { "grant", "代行・例外", "Deputy or exception" },
        { "media_change", "媒体登録の変更", "Register of media changed" },
        { "definitions_change", "定義の変更", "Definitions changed" },
        { "admin_key_rotate", "署名鍵の更新指示", "New key of the ledger ordered" },
        { "key_rotate", "署名鍵の更新", "New key of the ledger" },
        { "clock_fault", "時計の変更", "Clock was set" },
        { "recovery", "障害後の記録の継続", "Ledger continued after a fault" },
        { "break_glass_review", "緊急承認の事後確認", "Emergency looked into" },
        { "unlock", "媒体・経路の解除", "Medium or lane unlocked" },
        { "approval", "緊急時の承認", "Approved in an emergency" },
        { "audit_view", "記録の閲覧", "Record looked at" },
        { "audit_export", "簿冊の出力", "Register exported" },
        { "sign_off", "点検の確認", "Review signed off" },
        { "policy_change", "ポリシーの変更", "Policy changed" },
        { "backup", "バックアップ", "Backup taken" }, { "restore", "復元", "Restored" },
        { "clock_check", "時計の確認", "Clock compared" },
        { "export_failed", "簿冊の出力の失敗", "Register not exported" },
        { "boot", "別のポリシーでの起動", "Started with another policy" } };
    auto type = text_in(entry, "type");
    const auto* found = std::ranges::find(acts, type, &Name::type);
    return found == std::end(acts) ? type : in.said(found->japanese, found->english);
}

static std::string by_whom(const json& entry, const In& in)
{
    for (auto [person, account] : { std::pair("person", "by"),
             std::pair("approver_person", "approver"), std::pair("person", "account") })
        if (auto name = name_of(entry, person, account); !name.empty())
            return name;
    return in.said("装置", "the station");
}

// A word, or a list of words.
static std::string said_in(const json& entry, const char* key)
{
    auto text = text_in(entry, key);
    auto listed = entry.find(key);
    if (listed == entry.end() || !listed->is_array())
        return text;
    for (const auto& one : *listed)
        if (one.is_string())
            text += (text.empty() ? "" : ",") + one.get<std::string>();
    return text.empty() ? "-" : text;
}

static std::string subject_of(const json& entry)
{
    std::string text;
    for (const char* key : { "failed", "change", "account", "roles", "offices", "second_factor",
             "security_key", "medium", "name", "to", "section", "from", "until", "trained",
             "company", "contract", "responsible", "contract_until", "grant", "kind", "deputy",
             "deputy_for", "waives", "set", "transfer", "what", "register", "subject", "reason",
             "note", "policy_sha256", "before" }) {
        auto said = said_in(entry, key);
        if (said.empty() || text.size() > 400)
            continue;
        text
            += (text.empty() ? "" : " ") + std::string(key) + ":" + said.substr(0, said.find('\n'));
    }
    return text;
}

Table privileged_table(const Book& book, const In& in)
{
    Table table { Kind::Privileged, in.language,
        { { "when", "日時", "Date and time" }, { "name", "実施者", "By" }, { "act", "操作", "Act" },
            { "subject", "対象・内容", "Subject" },
            { "reviewed", "確認者の所見", "Remark of the reviewer" } },
        {} };
    for (const auto& entry : book.privileged())
        table.rows.push_back({ { local_minute(text_in(entry, "wall")), by_whom(entry, in),
                                   act_of(entry, in), subject_of(entry), in.to_be_filled() },
            { number_in(entry, "seq") } });
    std::ranges::sort(table.rows, {}, [](const Row& row) { return row.entries.front(); });
    return table;
}

}
