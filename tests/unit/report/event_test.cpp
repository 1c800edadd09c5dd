// SPDX-License-Identifier: MIT
#include "kiosk/broker/run/event.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using nlohmann::json;

// A report of so many bytes, most of them a part's.
static json report_of(std::size_t bytes)
{
    json report { { "path", "a.zip" }, { "parts", { { { "path", "" } } } } };
    report["parts"][0]["path"] = std::string(bytes - report.dump().size(), 'x');
    return report;
}

TEST(Event, HasTheFilesPartsAsFarAsADeskReads)
{
    auto report = report_of(broker::most_event_bytes);
    auto line = report.dump();
    ASSERT_EQ(line.size(), broker::most_event_bytes);
    EXPECT_EQ(broker::event_of(report, line), line);
    report = report_of(broker::most_event_bytes + 1);
    line = report.dump();
    ASSERT_EQ(line.size(), broker::most_event_bytes + 1);
    EXPECT_EQ(broker::event_of(report, line), R"({"parts":[],"path":"a.zip"})");
}
