// SPDX-License-Identifier: MIT
// The Q0–Q4 evidence sheet: beside each question what the record shows of this station, and what a
// person must add. It never answers a question: what the station cannot know it says so, and
// whether the standard is met is nobody's judgement but a person's.
#include "kiosk/audit/rows.h"

namespace audit {

static std::string count(std::uint64_t number)
{
    return std::to_string(number);
}

static std::string engines_of(const Station& station)
{
    std::string text;
    for (const auto& engine : station.engines)
        text += (text.empty() ? "" : " / ") + engine;
    return text;
}

static std::string age_of_definitions(const Station& station, const In& in)
{
    if (station.oldest_definitions_days < 0)
        return in.said("定義の日付は記録にない", "the record has no date of the definitions");
    return in.said("起動時の定義の古さは最大", "definitions at a start were at most ")
        + std::to_string(station.oldest_definitions_days) + in.said("日", " days old");
}

static Totals files_of(const Book& book)
{
    Totals sum;
    for (const auto& [id, transfer] : book.transfers())
        if (transfer.totals && book.period().holds(transfer.checked)) {
            sum.files += transfer.totals->files;
            for (const auto& [code, files] : transfer.totals->reasons)
                sum.reasons[code] += files;
        }
    return sum;
}

static std::string stopped_by_definitions(Totals files, const In& in)
{
    auto number = files.reasons["definitions-stale"] + files.reasons["engine-not-ready"]
        + files.reasons["test-definitions"];
    return in.said("定義が古い・エンジンが使えないため止めたファイル：",
               "files stopped since definitions were too old or an engine was not ready: ")
        + count(number);
}

Table evidence_table(const Book& book, const In& in)
{
    const auto& station = book.station();
    auto files = files_of(book);
    auto starts = station.boot_entries;
    auto judged = in.said("未判定（人が判定して記入）", "not judged (a person judges and writes)");
    Table table { Kind::Evidence, in.language,
        { { "question", "項目", "Question" }, { "asked", "求められること", "What is asked" },
            { "known", "この装置の記録が示すこと", "What this station's record shows" },
            { "missing", "人が確認して添えるもの", "What a person must add" },
            { "answer", "判定", "Answer" } },
        {} };
    auto row = [&](const char* question, std::string asked, std::string known, std::string missing,
                   std::vector<std::uint64_t> entries) {
        table.rows.push_back(
            { { question, std::move(asked), std::move(known), std::move(missing), judged },
                std::move(entries) });
    };
    row("Q0", in.said("電子計算機を用いるか", "Is a computer used?"),
        in.said("この装置自身は電子計算機である。期間中の起動：",
            "This station is a computer itself. Starts in the period: ")
            + count(station.boots),
        in.said("対象設備の電子計算機の一覧（1台につき1枚）",
            "The computers of the facility; one sheet for each"),
        starts);
    row("Q1", in.said("主体認証の機能があるか", "Is there a function that authenticates?"),
        in.said("期間中のログイン：成功 ", "Log-ins in the period: ") + count(station.log_ins)
            + in.said("、失敗 ", ", failed ") + count(station.failed_log_ins)
            + in.said("。この装置についてのみ。", ". Of this station only."),
        in.said("対象の電子計算機それぞれの機能の有無と使用の有無（別々に）",
            "For each computer: whether it has the function, and apart from that whether it is "
            "used"),
        {});
    row("Q2",
        in.said("対策ソフト・常に最新・自動検査の三つ、または代替措置",
            "Antivirus, always current, automatic scan: all three; or the alternative"),
        in.said("最後の起動時のエンジン：", "Engines at the last start: ")
            + (station.engines.empty() ? in.unknown() : engines_of(station)) + in.said("。", ". ")
            + age_of_definitions(station, in)
            + in.said("。検査したファイル：", ". Files that were checked: ") + count(files.files)
            + in.said("。", ". ") + stopped_by_definitions(files, in),
        in.said("対象の電子計算機の状態。代替措置による場合は、物理的な分離と媒体対策の両方の証拠。"
                "媒体を許可したまま本装置を使うことは、それだけでは代替措置の成立を意味しない。",
            "The state of each computer. For the alternative: proof of the physical separation and "
            "of the measure against media, both. That this station is used while ports stay open "
            "does not by itself make the alternative."),
        starts);
    row("Q3",
        in.said("サポート終了OSでないか、または代替措置", "No unsupported OS, or the alternative"),
        in.unknown(),
        in.said("OSの名称・版・サポート終了日（この装置を含む）",
            "Name, version and end of support of each OS, this station's included"),
        {});
    row("Q4",
        in.said("施錠等の隔離と入退管理（可搬なら盗難防止）",
            "Locked away and entry managed; portable: kept from theft"),
        in.unknown(),
        in.said("設置場所、錠・隔壁の種類、入退管理の方法、最終確認日",
            "Place, kind of lock or barrier, how entry is managed, day of the last check"),
        {});
    row("—", in.said("記録の連続性", "Continuity of the record"),
        in.said("期間中の時計の変更：", "Times that the clock was set in the period: ")
            + count(station.clock_faults),
        in.said("同梱の検証結果", "The result of the proof that goes with this"), {});
    return table;
}

}
