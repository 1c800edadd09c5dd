// SPDX-License-Identifier: MIT
#include "kiosk/cli/removed_lines.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace cli {

using nlohmann::json;
using policy::Language;

static constexpr std::size_t most_places = 3;

static std::string text_of(const json& row, const char* key)
{
    return row.value(key, std::string());
}

// "word/document.xml (3)", or without the number where there is but one place.
static std::string places_of(const std::vector<const json*>& rows, Language language)
{
    std::string line;
    std::size_t told = 0;
    for (const auto* row : rows) {
        auto place = text_of(*row, language == Language::Japanese ? "where_ja" : "where");
        if (place.empty())
            continue;
        if (told == most_places)
            return line + (language == Language::Japanese ? "、…" : ", …");
        line += told++ == 0 ? ": " : language == Language::Japanese ? "、" : ", ";
        line += place;
        if (rows.size() > 1)
            line += " (" + std::to_string(row->value("count", 0ull)) + ")";
    }
    return line;
}

std::vector<std::string> removed_lines(const json& removed, Language language)
{
    std::vector<std::vector<const json*>> kinds; // In the order of the first of each.
    for (const auto& row : removed) {
        auto what = text_of(row, "what");
        auto known = std::ranges::find_if(
            kinds, [&](const auto& rows) { return text_of(*rows.front(), "what") == what; });
        if (known == kinds.end())
            kinds.push_back({ &row });
        else
            known->push_back(&row);
    }
    std::vector<std::string> lines;
    for (const auto& rows : kinds) {
        unsigned long long count = 0;
        for (const auto* row : rows)
            count += row->value("count", 0ull);
        lines.push_back("− " + text_of(*rows.front(), language == Language::Japanese ? "ja" : "en")
            + " (" + std::to_string(count) + ")" + places_of(rows, language));
    }
    return lines;
}

}
