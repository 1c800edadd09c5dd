// SPDX-License-Identifier: MIT
// Rows of the registers of transfers: what was brought in, what was taken out, who agreed.
#include "kiosk/audit/book.h"

#include "kiosk/audit/rows.h"
#include "kiosk/ledger/entry.h"

#include <algorithm>

namespace audit {

std::string In::said(const char* japanese, const char* english) const
{
    return language == Language::Japanese ? japanese : english;
}

std::string In::unknown() const
{
    return said("（この装置では分からない）", "(not known to the station)");
}

std::string In::to_be_filled() const
{
    return said("（記入）", "(to be filled in)");
}

// Who agreed and when, one after another.
static std::string approvals_of(const Transfer& transfer, const In& in)
{
    std::string text;
    for (const auto& act : transfer.decisions) {
        if (act.what == "rejection")
            continue;
        auto how = act.what == "unlock" ? in.said("解除 ", "unlock ")
            : act.what == "witness"     ? in.said("立会 ", "witness ")
            : act.what == "break-glass" ? in.said("緊急 ", "emergency ")
                                        : std::string();
        text += (text.empty() ? "" : " / ") + how + act.who + " " + local_minute(act.wall);
    }
    return text;
}

static std::string medium_of(const Transfer& transfer)
{
    return transfer.stick.empty() ? transfer.medium : transfer.stick;
}

static std::string state_of(const Transfer& transfer, const In& in)
{
    if (!transfer.handed_over.empty())
        return in.said("払い出し済み", "handed out");
    if (transfer.end == "rejection")
        return in.said("却下・取下げ", "rejected or withdrawn");
    if (transfer.end == "cancelled")
        return in.said("中止", "cancelled");
    if (transfer.end == "interrupted")
        return in.said("中断", "interrupted");
    if (transfer.end == "content_expired")
        return in.said("保管期間終了", "kept for its time, and over");
    if (std::ranges::any_of(
            transfer.decisions, [](const Act& act) { return act.what != "rejection"; }))
        return in.said("承認あり", "approved by somebody");
    return transfer.checked.empty() ? in.said("検査中", "being checked")
                                    : in.said("承認待ち", "waits for approval");
}

static std::string counts_of(const Transfer& transfer, const In& in)
{
    if (!transfer.totals)
        return in.unknown();
    const auto& totals = *transfer.totals;
    return in.said("通過 ", "passed ") + std::to_string(totals.passed)
        + in.said("、保留 ", ", held ") + std::to_string(totals.held)
        + in.said("、拒否 ", ", refused ") + std::to_string(totals.refused)
        + in.said("、応答なし ", ", no answer ") + std::to_string(totals.no_answer);
}

// In the order in which they were submitted.
static std::vector<const Transfer*> submitted_in(const Book& book)
{
    std::vector<const Transfer*> all;
    for (const auto& [id, transfer] : book.transfers())
        if (!transfer.submitted.empty() && book.period().holds(transfer.submitted))
            all.push_back(&transfer);
    std::ranges::sort(all, {}, [](const Transfer* transfer) { return transfer->entries.front(); });
    return all;
}

Table bring_in_table(const Book& book, const In& in)
{
    Table table { Kind::BringIn, in.language,
        { { "section", "所属課室名", "Section" }, { "name", "名前", "Name" },
            { "when", "日時", "Date and time" }, { "item", "持込物", "Item" },
            { "count", "個数（ファイル）", "Quantity (files)" }, { "purpose", "用途", "Purpose" },
            { "place", "持込の場所", "Place" }, { "home", "持ち帰り日", "Taken home" },
            { "confirmed", "管理者の確認", "Confirmed by" }, { "label", "分類", "Label" },
            { "result", "結果", "Result" }, { "transfer", "申請番号", "Transfer" } },
        {} };
    for (const auto* transfer : submitted_in(book))
        table.rows.push_back(
            { { in.or_blank(transfer->section), transfer->who, local_minute(transfer->submitted),
                  medium_of(*transfer), std::to_string(transfer->brought_files), transfer->purpose,
                  transfer->zone, in.to_be_filled(), approvals_of(*transfer, in), transfer->label,
                  state_of(*transfer, in), transfer->id },
                transfer->entries });
    for (const auto& refusal : book.refusals())
        table.rows.push_back({ { in.unknown(), in.unknown(), local_minute(refusal.wall),
                                   refusal.stick, "0", "", "", in.to_be_filled(), "", "",
                                   in.said("接続を拒否：", "refused: ") + refusal.why, "" },
            { refusal.entry } });
    std::ranges::stable_sort(table.rows, {}, [](const Row& row) { return row.entries.front(); });
    return table;
}

// What left on a medium or into a folder, and media that were lent.
Table take_out_table(const Book& book, const In& in)
{
    Table table { Kind::TakeOut, in.language,
        { { "section", "所属課室名", "Section" }, { "name", "名前", "Name" },
            { "when", "日時", "Date and time" }, { "item", "持出物", "Item" },
            { "count", "個数（ファイル）", "Quantity (files)" }, { "purpose", "用途", "Purpose" },
            { "place", "持出の場所", "Place of use" }, { "due", "返却期限", "Due back" },
            { "returned", "返却日", "Returned" }, { "confirmed", "管理者の確認", "Confirmed by" },
            { "label", "分類", "Label" }, { "transfer", "申請番号", "Transfer" } },
        {} };
    for (const auto& [id, transfer] : book.transfers())
        for (const auto& one : transfer.handed_over)
            if (book.period().holds(one.wall))
                table.rows.push_back(
                    { { in.or_blank(transfer.section), one.who.empty() ? transfer.who : one.who,
                          local_minute(one.wall), one.destination, std::to_string(one.files),
                          transfer.purpose, transfer.zone, in.to_be_filled(), in.to_be_filled(),
                          approvals_of(transfer, in), transfer.label, id },
                        { transfer.entries } });
    for (const auto& [id, medium] : book.media())
        for (const auto& loan : medium.loans)
            if (book.period().holds(loan.lent)) {
                table.rows.push_back(
                    { { medium.owner, loan.to, local_minute(loan.lent), id + " " + medium.name, "",
                          in.said("媒体の貸出", "loan of a medium"), in.to_be_filled(), loan.until,
                          loan.returned.empty() ? in.said("未返却", "not returned")
                                                : local_minute(loan.returned),
                          loan.by, medium.label, "" },
                        loan.entries });
            }
    std::ranges::stable_sort(table.rows, {}, [](const Row& row) { return row.entries.back(); });
    return table;
}

static std::string minutes_between(const std::string& from, const std::string& to)
{
    auto begin = ledger::seconds_of(from);
    auto end = ledger::seconds_of(to);
    return begin == 0 || end < begin ? std::string() : std::to_string((end - begin) / 60);
}

Table transfer_table(const Book& book, const In& in)
{
    Table table { Kind::Transfers, in.language,
        { { "transfer", "申請番号", "Transfer" }, { "submitted", "申請日時", "Submitted" },
            { "name", "申請者", "By" }, { "section", "所属課室名", "Section" },
            { "class", "種別", "Class" }, { "zone", "行き先", "Zone" },
            { "label", "分類", "Label" }, { "purpose", "用途", "Purpose" },
            { "medium", "媒体", "Medium" }, { "files", "ファイル", "Files" },
            { "approvals", "承認", "Approvals" },
            { "minutes", "検査後から承認まで（分）", "Minutes from check to approval" },
            { "state", "状態", "State" }, { "handed_out", "払い出し", "Handed out" },
            { "manifest", "内容のSHA-256", "SHA-256 of what was approved" } },
        {} };
    for (const auto* transfer : submitted_in(book)) {
        std::string out;
        for (const auto& one : transfer->handed_over)
            out += (out.empty() ? "" : " / ") + local_minute(one.wall) + " " + one.destination;
        auto approved = std::ranges::find(transfer->decisions, "approval", &Act::what);
        table.rows.push_back(
            { { transfer->id, local_minute(transfer->submitted), transfer->who,
                  in.or_blank(transfer->section), transfer->transfer_class, transfer->zone,
                  transfer->label, transfer->purpose, medium_of(*transfer),
                  counts_of(*transfer, in), approvals_of(*transfer, in),
                  approved == transfer->decisions.end()
                      ? std::string()
                      : minutes_between(transfer->checked, approved->wall),
                  state_of(*transfer, in), out, transfer->manifest },
                transfer->entries });
    }
    return table;
}

Table make_table(const Book& book, Kind kind, Language language)
{
    In in { language };
    switch (kind) {
    case Kind::BringIn: return bring_in_table(book, in);
    case Kind::TakeOut: return take_out_table(book, in);
    case Kind::Media: return media_table(book, in);
    case Kind::Privileged: return privileged_table(book, in);
    case Kind::Evidence: return evidence_table(book, in);
    case Kind::Transfers: break;
    }
    return transfer_table(book, in);
}

}
