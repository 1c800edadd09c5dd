// SPDX-License-Identifier: MIT
// The real clamscan, and programs that misbehave, as external engines.
#include "kiosk/broker/ask/command.h"
#include "kiosk/core/base/memory_file.h"

#include <gtest/gtest.h>

using policy::CommandScanner, policy::ScanState;

static CommandScanner clamscan()
{
    CommandScanner scanner;
    scanner.name = "clamscan";
    scanner.argv
        = { "/usr/bin/clamscan", "--no-summary", "--infected", "--database=/tmp/none", "{file}" };
    scanner.clean = { 0 };
    scanner.found = { 1 };
    return scanner;
}

static CommandScanner shell(std::string script)
{
    CommandScanner scanner;
    scanner.name = "shell";
    scanner.argv = { "/bin/sh", "-c", std::move(script) };
    scanner.clean = { 0 };
    scanner.found = { 1 };
    scanner.time = std::chrono::seconds(5);
    return scanner;
}

static policy::ScanFacts scan(const CommandScanner& scanner, std::string_view bytes)
{
    broker::Workers workers(
        SEKISHO_LIBEXEC, { { "scanners-command:" + scanner.name, scanner.argv } });
    auto file = base::sealed_memory_file("input", base::view_of(bytes)).take();
    return broker::ask_command(workers, {}, scanner, file);
}

TEST(CommandScanner, MapsExitCodesAndNothingElseIsAnAnswer)
{
    EXPECT_EQ(scan(shell("exit 0"), "x").state, ScanState::Clean);
    auto found = scan(shell("exit 1"), "x");
    EXPECT_EQ(found.state, ScanState::Found);
    EXPECT_EQ(found.findings, std::vector<std::string> { "exit-status-1" });
    EXPECT_EQ(scan(shell("exit 2"), "x").state, ScanState::NoAnswer);
    EXPECT_EQ(scan(shell("kill -9 $$"), "x").state, ScanState::NoAnswer);
}

TEST(CommandScanner, GivesTheEngineTheFileAndNothingOfTheStation)
{
    EXPECT_EQ(scan(shell("grep -q needle /tmp/file"), "hay needle hay").state, ScanState::Clean);
    EXPECT_EQ(
        scan(shell("test ! -e /etc/passwd && test ! -e /proc/1"), "x").state, ScanState::Clean);
    EXPECT_EQ(scan(shell("echo x > /usr/x"), "x").state, ScanState::NoAnswer);
}

TEST(CommandScanner, WithoutDefinitionsClamscanDoesNotSayClean)
{
    EXPECT_EQ(scan(clamscan(), "plain text").state, ScanState::NoAnswer);
}

TEST(CommandScanner, RunsTheRealClamscan)
{
    auto scanner = clamscan();
    // Definitions by way of the shell, because the engine sees only the system's folders.
    std::string eicar = std::string("X5O!P%@AP[4\\PZX54(P^)7CC)7}$")
        + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + "$H+H*";
    std::string hex = base::to_hex(base::view_of(eicar));
    auto with_shell = shell("echo 'Test.EICAR:0:*:" + hex
        + "' > /tmp/t.ndb && exec /usr/bin/clamscan --no-summary --database=/tmp/t.ndb /tmp/file");
    with_shell.time = std::chrono::seconds(60);
    auto clean = scan(with_shell, "plain text");
    EXPECT_EQ(clean.state, ScanState::Clean) << clean.detail;
    auto found = scan(with_shell, eicar);
    EXPECT_EQ(found.state, ScanState::Found) << found.detail;
}

TEST(CommandScanner, EndsAnEngineThatDoesNot)
{
    auto endless = shell("while :; do :; done");
    endless.time = std::chrono::seconds(1);
    EXPECT_EQ(scan(endless, "x").state, ScanState::NoAnswer);
}

TEST(CommandScanner, KnowsWhetherTheProgramIsThere)
{
    auto missing = shell("");
    missing.argv = { "/usr/bin/no-such-engine" };
    broker::Workers workers(SEKISHO_LIBEXEC, { { "scanners-command:shell", missing.argv } });
    auto engine = broker::ask_command_engine(workers, missing);
    ASSERT_TRUE(engine) << engine.error().message;
    EXPECT_FALSE(engine.value().ready);
}
