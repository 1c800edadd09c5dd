// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/report.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace fs = std::filesystem;
using nlohmann::json;

class ReportTest : public testing::Test {
protected:
    ReportTest()
    {
        std::string name = testing::TempDir() + "sekisho-report-XXXXXX";
        folder = mkdtemp(name.data());
    }
    ~ReportTest() override { fs::remove_all(folder); }

    fs::path folder;
};

TEST_F(ReportTest, HasTheHeadAndEveryLineInOrder)
{
    std::ofstream lines(folder / "files.jsonl");
    json expected { { "version", 1 }, { "files", json::array() } };
    for (int i = 0; i < 3'000; ++i) { // Over several blocks.
        json line { { "path", std::string(200, 'x') + "\n" + std::to_string(i) } };
        lines << line.dump() << "\n";
        expected["files"].push_back(line);
    }
    lines.close();
    auto path = broker::write_report(folder, { { "version", 1 } });
    ASSERT_TRUE(path) << path.error().message;
    EXPECT_EQ(json::parse(std::ifstream(path.value())), expected);
}

TEST_F(ReportTest, OfAnEmptyMediumHasNoFiles)
{
    std::ofstream(folder / "files.jsonl").close();
    auto path = broker::write_report(folder, { { "version", 1 } });
    ASSERT_TRUE(path) << path.error().message;
    EXPECT_EQ(json::parse(std::ifstream(path.value()))["files"], json::array());
}

TEST_F(ReportTest, IsNoneWhenTheLinesCannotBeRead)
{
    EXPECT_FALSE(broker::write_report(folder, { { "version", 1 } }));
    fs::create_directory(folder / "files.jsonl"); // Opens, and fails at the first reading.
    EXPECT_FALSE(broker::write_report(folder, { { "version", 1 } }));
}
