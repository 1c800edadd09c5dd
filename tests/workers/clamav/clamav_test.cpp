// SPDX-License-Identifier: MIT
// The real libclamav, locked in, with our own small signature set.
#include "kiosk/broker/ask/clamav.h"
#include "kiosk/core/base/memory_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using policy::ScanState;

static const std::string test_definitions = SEKISHO_SOURCE "/scanners/clamav/test-definitions";

static broker::Workers& workers()
{
    static broker::Workers the_workers(
        SEKISHO_LIBEXEC, { { "scanners-clamav", { test_definitions } } });
    return the_workers;
}

// Put together here, so that no scanner finds it in the source.
static std::string eicar()
{
    return std::string("X5O!P%@AP[4\\PZX54(P^)7CC)7}$") + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
        + "$H+H*";
}

static policy::ScanFacts scan(std::string_view bytes, std::uint64_t scan_bytes = 1 << 28)
{
    auto file = base::sealed_memory_file("input", base::view_of(bytes)).take();
    return broker::ask_clamav(workers(), {}, file, scan_bytes);
}

TEST(ClamAv, FindsTheTestFileAndPassesPlainText)
{
    auto found = scan(eicar());
    EXPECT_EQ(found.state, ScanState::Found) << found.detail;
    ASSERT_EQ(found.findings.size(), 1u);
    EXPECT_TRUE(found.findings[0].starts_with("Sekisho.Test.EICAR")) << found.findings[0];
    auto clean = scan("浄水場の日報\n");
    EXPECT_EQ(clean.state, ScanState::Clean) << clean.detail;
}

TEST(ClamAv, LooksIntoArchives)
{
    auto folder = std::filesystem::temp_directory_path() / ("clamav-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "eicar.txt") << eicar();
    auto zip = (folder / "a.zip").string();
    auto command = "7z a -bd -bso0 '" + zip + "' '" + (folder / "eicar.txt").string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    auto locked = (folder / "b.zip").string();
    command = "7z a -bd -bso0 -psecret '" + locked + "' '" + (folder / "eicar.txt").string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    auto read = [](const std::string& path) {
        std::ifstream file(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    auto plain = scan(read(zip));
    auto encrypted = scan(read(locked));
    std::filesystem::remove_all(folder);
    EXPECT_EQ(plain.state, ScanState::Found) << plain.detail;
    EXPECT_EQ(encrypted.state, ScanState::Found) << encrypted.detail; // Encrypted is never clean.
    ASSERT_FALSE(encrypted.findings.empty());
    EXPECT_TRUE(encrypted.findings[0].starts_with("Heuristics.Encrypted"));
}

TEST(ClamAv, NeverCallsCleanWhatItDidNotReadWhole)
{
    std::string large(3 << 20, 'a');
    EXPECT_EQ(scan(large, 4 << 20).state, ScanState::Clean);
    EXPECT_EQ(scan(large, 1 << 20).state, ScanState::Incomplete);
}

TEST(ClamAv, WithoutDefinitionsIsSilent)
{
    broker::Workers none(SEKISHO_LIBEXEC, { { "scanners-clamav", { "/nonexistent" } } });
    auto file = base::sealed_memory_file("input", base::view_of("text")).take();
    EXPECT_EQ(broker::ask_clamav(none, {}, file, 1 << 20).state, ScanState::NoAnswer);
}

TEST(ClamAv, TellsItsVersionAndTheAgeOfItsDefinitions)
{
    auto engine = broker::ask_clamav_engine(workers());
    ASSERT_TRUE(engine) << engine.error().message;
    EXPECT_TRUE(engine.value().ready);
    EXPECT_EQ(engine.value().definitions, "2 signatures");
    EXPECT_GT(engine.value().definitions_time, 0);
}
