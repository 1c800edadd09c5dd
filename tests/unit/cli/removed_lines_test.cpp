// SPDX-License-Identifier: MIT
// What was left out of a file, as it stands below its name on the command line.
#include "kiosk/cli/removed_lines.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using nlohmann::json;
using policy::Language;

static json row(const char* what, const char* where, const char* where_ja, int count)
{
    return { { "what", what }, { "where", where }, { "where_ja", where_ja }, { "count", count },
        { "en", std::string("the ") + what }, { "ja", std::string(what) + "の語" } };
}

TEST(RemovedLines, AreOneForEachKindWithItsFirstPlaces)
{
    auto removed = json::array({ row("macros", "word/vbaProject.bin", "word/vbaProject.bin", 1),
        row("form", "page 1", "1ページ", 2), row("metadata", "", "", 1),
        row("form", "page 2", "2ページ", 1), row("form", "page 3", "3ページ", 1),
        row("form", "page 4", "4ページ", 10) });
    EXPECT_THAT(cli::removed_lines(removed, Language::English),
        testing::ElementsAre("− the macros (1): word/vbaProject.bin",
            "− the form (14): page 1 (2), page 2 (1), page 3 (1), …", "− the metadata (1)"));
    EXPECT_THAT(cli::removed_lines(removed, Language::Japanese),
        testing::ElementsAre("− macrosの語 (1): word/vbaProject.bin",
            "− formの語 (14): 1ページ (2)、2ページ (1)、3ページ (1)、…", "− metadataの語 (1)"));
    EXPECT_TRUE(cli::removed_lines(json::array(), Language::English).empty());
}
