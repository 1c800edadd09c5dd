// SPDX-License-Identifier: MIT
#include "kiosk/audit/table.h"

#include "kiosk/ledger/entry.h"

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

namespace audit {

using nlohmann::json;

namespace {

struct Name {
    Kind kind;
    std::string_view word;
    std::string_view japanese;
    std::string_view english;
};

constexpr Name names[] {
    { Kind::BringIn, "bring-in", "持込記録簿", "Bring-in register" },
    { Kind::TakeOut, "take-out", "持出記録簿", "Take-out register" },
    { Kind::Media, "media", "媒体管理簿", "Register of media" },
    { Kind::Transfers, "transfers", "申請・承認記録簿", "Register of transfers" },
    { Kind::Privileged, "privileged", "特権使用報告書", "Report of privileged use" },
    { Kind::Evidence, "q0-q4", "Q0–Q4 根拠資料", "Q0–Q4 evidence sheet" },
};

}

std::string_view word(Kind kind)
{
    return std::ranges::find(names, kind, &Name::kind)->word;
}

std::optional<Kind> kind_named(std::string_view text)
{
    const auto* found = std::ranges::find(names, text, &Name::word);
    return found == std::end(names) ? std::nullopt : std::optional(found->kind);
}

std::string_view title(Kind kind, Language language)
{
    const auto* found = std::ranges::find(names, kind, &Name::kind);
    return language == Language::Japanese ? found->japanese : found->english;
}

bool Period::holds(const std::string& wall) const
{
    return wall >= since && (until.empty() || wall < until + "~");
}

std::string local_minute(const std::string& wall)
{
    auto seconds = static_cast<std::time_t>(ledger::seconds_of(wall));
    std::tm parts {};
    char text[32];
    if (seconds == 0 || !localtime_r(&seconds, &parts)
        || std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts) == 0)
        return {};
    return text;
}

// What a spreadsheet takes for a formula, also behind blanks.
static bool begins_as_formula(const std::string& cell)
{
    auto first = cell.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return false;
    for (std::string_view sign : { "=", "+", "-", "@", "＝", "＋", "－", "＠" })
        if (std::string_view(cell).substr(first).starts_with(sign))
            return true;
    return false;
}

static std::string csv_cell(const std::string& cell)
{
    auto text = begins_as_formula(cell) ? "'" + cell : cell;
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (char c : text) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + "\"";
}

static std::string numbers_of(const Row& row)
{
    std::string text;
    for (auto number : row.entries)
        text += (text.empty() ? "" : " ") + std::to_string(number);
    return text;
}

std::string to_csv(const Table& table)
{
    bool is_japanese = table.language == Language::Japanese;
    std::string text = "\xEF\xBB\xBF";
    for (const auto& column : table.columns)
        text += csv_cell(is_japanese ? column.japanese : column.english) + ",";
    text += is_japanese ? "台帳の記録番号\r\n" : "Entries of the ledger\r\n";
    for (const auto& row : table.rows) {
        for (const auto& cell : row.cells)
            text += csv_cell(cell) + ",";
        text += numbers_of(row) + "\r\n";
    }
    return text;
}

json to_json(const Table& table)
{
    auto columns = json::array();
    for (const auto& column : table.columns)
        columns.push_back(
            { { "key", column.key }, { "ja", column.japanese }, { "en", column.english } });
    auto rows = json::array();
    for (const auto& row : table.rows)
        rows.push_back({ { "cells", row.cells }, { "entries", row.entries } });
    return { { "kind", word(table.kind) },
        { "title",
            { { "ja", title(table.kind, Language::Japanese) },
                { "en", title(table.kind, Language::English) } } },
        { "columns", columns }, { "rows", rows } };
}

}
