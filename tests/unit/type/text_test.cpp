// SPDX-License-Identifier: MIT
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;

TEST(Text, AnyJapaneseEncoding)
{
    EXPECT_EQ(look("浄水場\r\n", "txt"), sound("text"));
    EXPECT_EQ(look("\xEF\xBB\xBF浄水場\n", "log"), sound("text"));
    EXPECT_EQ(look("\x8F\xF2\x90\x85\x8F\xEA,1\r\n", "csv"), sound("csv")); // CP932
    EXPECT_EQ(look("\xBE\xF4\xBF\xE5\xBE\xEC\n", "txt"), sound("text")); // EUC-JP
    EXPECT_EQ(look("\x1B$B>t?e>l\x1B(B\n", "txt"), sound("text")); // ISO-2022-JP
    EXPECT_EQ(look(utf16("text\r\n"), "txt"), sound("text"));
    EXPECT_EQ(look(utf16("text\r\n") + "x", "txt").type, "unknown"); // Half a letter.
    EXPECT_EQ(look(std::string("t\0e\0x\0t\0", 8), "txt").type, "unknown"); // No mark, no encoding.
    EXPECT_EQ(look("bell\a", "txt").type, "unknown");
    EXPECT_EQ(look("one\vtwo\fthree", "txt"), sound("text")); // As Word saves its line breaks.
    EXPECT_EQ(look(std::string(5'000'000, 'a'), "txt"), sound("text")); // One line.
    EXPECT_EQ(look(std::string("a\0b", 3), "txt").type, "unknown");
}

// Else anything of an even size that begins with a mark would be text, and a policy may let some of
// it by unchanged.
TEST(Text, InUtf16IsMadeOfLettersToItsEnd)
{
    auto whole = [](const std::string& units) { return utf16("text\r\n") + units; };
    auto letters = [](std::initializer_list<unsigned> units) {
        std::string bytes;
        for (auto unit : units) {
            bytes += static_cast<char>(unit & 0xFF);
            bytes += static_cast<char>(unit >> 8);
        }
        return bytes;
    };
    EXPECT_EQ(look(whole(letters({ 0x6C34, 0xFEFF, 0xD842, 0xDFB7, '\v' })), "txt"), sound("text"));
    for (const auto& units : { letters({ 0 }), letters({ 7 }), letters({ 0xD842 }),
             letters({ 0xDFB7 }), letters({ 0xD842, 'a' }), letters({ 0xD842, 0xD842, 0xDFB7 }),
             letters({ 0xFFFE }), letters({ 0xFFFF }) })
        EXPECT_EQ(look(whole(units), "txt").type, "unknown") << testing::PrintToString(units);
    auto program = std::string("\x7F"
                               "ELF\2\1\1\0\0\0\0\0\0\0\0\0",
        16);
    for (const char* encoding : { "UTF-16", "UTF-16LE" }) {
        auto xml = "<?xml version='1.0' encoding='" + std::string(encoding) + "'?><root/>";
        EXPECT_EQ(look(utf16(xml).substr(2), "xml"), sound("xml"));
        EXPECT_EQ(look(utf16(xml).substr(2) + program, "xml").type, "unknown");
        EXPECT_EQ(look(utf16(xml) + program, "xml").type, "unknown");
    }
}

TEST(Text, ItsNameTellsATableFromProse)
{
    EXPECT_EQ(look("a,b\n", "csv"), sound("csv"));
    EXPECT_EQ(look("a\tb\n", "tsv"), sound("tsv"));
    EXPECT_EQ(look("{}\n", "json"), sound("json"));
    EXPECT_EQ(look("a,b\n", "txt"), sound("text"));
    EXPECT_EQ(look("a,b\n", "xyz"), sound("text")); // The policy refuses the name.
}

TEST(Text, AScriptIsWhatItsNameSays)
{
    for (const char* extension : { "js", "vbs", "bat", "ps1", "hta", "py", "sh", "wsf" })
        EXPECT_EQ(look("harmless words\n", extension), sound("executable")) << extension;
    for (const char* extension : { "url", "lnk", "scf", "desktop", "library-ms" })
        EXPECT_EQ(look("harmless words\n", extension), sound("shortcut")) << extension;
}

TEST(Text, SettingsThatADesktopObeys)
{
    EXPECT_EQ(look("[AutoRun]\r\nopen=setup.exe\r\n", "txt"), sound("shortcut"));
    EXPECT_EQ(look("; hello\r\n  [InternetShortcut]\nURL=x\n", "ini"), sound("shortcut"));
    EXPECT_EQ(look(utf16("[.ShellClassInfo]\r\nIconResource=x\r\n"), "ini"), sound("shortcut"));
    EXPECT_EQ(look("See the section [AutoRun]: open=x\n", "txt"), sound("text"));
    EXPECT_EQ(look("[AutoRun]\n", "txt"), sound("text"));
    EXPECT_EQ(look("[pump]\nspeed=3\n", "ini"), sound("text"));
}

TEST(Text, ATableThatASpreadsheetCalculatesIsNotKnown)
{
    EXPECT_EQ(look("ID;PWXL;N;E\nC;Y1;X1;EEXEC(\"calc\")\n", "csv").type, "unknown");
    EXPECT_EQ(look("\xEF\xBB\xBFID;PWXL\n", "txt").type, "unknown");
    EXPECT_EQ(look("ID,name\n1,pump\n", "csv"), sound("csv"));
    EXPECT_EQ(look("ID;name\n1;pump\n", "csv"), sound("csv"));
}

TEST(Markup, IsWhatItsRootSays)
{
    EXPECT_EQ(look("<!DOCTYPE html><html></html>", "html"), sound("html"));
    EXPECT_EQ(look("<p>no frame</p>", "html"), sound("html"));
    EXPECT_EQ(look("<table><tr><td>1</td></tr></table>", "htm"), sound("html"));
    EXPECT_EQ(look("<?xml version='1.0'?><note><body>words</body></note>", "xml"), sound("xml"));
    EXPECT_EQ(
        look("<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'/>", "xhtml"), sound("html"));
    EXPECT_EQ(
        look("<?xml version='1.0'?>\n<!-- <html> -->\n<svg xmlns='x'/>", "svg"), sound("svg"));
    EXPECT_EQ(look("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg:svg/>", "svg"), sound("svg"));
    EXPECT_EQ(look("<svg><script/></svg>", "svg"), sound("svg"));
    EXPECT_EQ(look(utf16("<?xml version='1.0'?><root/>"), "xml"), sound("xml"));
    EXPECT_EQ(look("\xEF\xBB\xBF<?xml version='1.0'?><root/>", "xml"), sound("xml"));
    EXPECT_EQ(look("<root/>", "xml"), sound("xml"));
}

// XML 1.0, appendix F: what begins as a declaration in UTF-16 is in UTF-16, if it says so.
TEST(Markup, IsXmlInUtf16WithoutAMarkWhereItsDeclarationSaysSo)
{
    auto bare = [](const std::string& ascii) { return utf16(ascii).substr(2); };
    auto swapped = [](std::string bytes) {
        for (std::size_t at = 0; at + 1 < bytes.size(); at += 2)
            std::swap(bytes[at], bytes[at + 1]);
        return bytes;
    };
    auto xml = [](const std::string& encoding, const std::string& root = "<root/>") {
        return "<?xml version=\"1.0\" encoding='" + encoding + "' standalone=\"yes\"?>\n" + root;
    };
    for (const char* name : { "UTF-16", "utf-16le", "UTF-16LE" })
        EXPECT_EQ(look(bare(xml(name)), "xml"), sound("xml")) << name;
    for (const char* name : { "UTF-16", "UTF-16BE" })
        EXPECT_EQ(look(swapped(bare(xml(name))), "xml"), sound("xml")) << name;
    EXPECT_EQ(look(bare(xml("UTF-16", "<svg/>")), "xml"), sound("svg"));
    EXPECT_EQ(look(bare(xml("UTF-16", "<html/>")), "txt"), sound("html"));
    for (const auto& other :
        { bare(xml("UTF-8")), bare(xml("UTF-16BE")), swapped(bare(xml("UTF-16LE"))),
            bare("<?xml version='1.0'?><root/>"), bare("<root encoding='UTF-16'/>"),
            bare("<?xml encoding='UTF-16'"), bare(xml("UTF-16")) + "x" })
        EXPECT_EQ(look(other, "xml").type, "unknown");
}

// A name that says text does not make it harmless where a browser would show a page.
TEST(Markup, IsNotTextBecauseOfItsName)
{
    EXPECT_EQ(look("<html><script>x</script></html>", "txt"), sound("html"));
    EXPECT_EQ(look("<?xml version='1.0'?><a/>", "csv"), sound("xml"));
    EXPECT_EQ(look("words first <script>alert(1)</script>", "txt").structure, "ambiguous");
    EXPECT_EQ(look("a,b\n<html>,1\n", "csv").structure, "ambiguous");
    EXPECT_EQ(look(utf16("words first <script>"), "txt").structure, "ambiguous");
    EXPECT_EQ(look(std::string(256, 'a') + "<script>", "txt"), sound("text"));
    EXPECT_EQ(look(std::string(250, 'a') + "<script>", "txt"), sound("text"));
    EXPECT_EQ(look(std::string(249, 'a') + "<script>", "txt").structure, "ambiguous");
    EXPECT_EQ(look("a < b and b > c\n", "txt"), sound("text"));
}

TEST(Mail, IsKnownByThreeHeaders)
{
    const std::string letter
        = "From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\n\r\nHello\r\n";
    EXPECT_EQ(look(letter, "eml"), sound("eml"));
    EXPECT_EQ(look(letter, "txt"), sound("text")); // Somebody saved it as text.
    EXPECT_EQ(look("From: a@example.jp\nTo: b\n\nHello\n", "eml"), sound("text"));
    EXPECT_EQ(look("From a@example.jp Mon\nReceived: x\nTo: b\n", "mbox"), sound("mbox"));
    EXPECT_EQ(look("From: <Saved by a browser>\nSubject: x\nDate: x\nMIME-Version: 1.0\n"
                   "Content-Type: multipart/related; boundary=x\n",
                  "mht"),
        sound("mhtml"));
    EXPECT_EQ(look("\x78\x9F\x3E\x22 rest", "dat"), sound("tnef"));
    EXPECT_EQ(look("From a@b Sat Nov 21 09:00:00 2026\nFrom: a\nTo: b\nSubject: c\n\nx\n", "mbox"),
        sound("mbox"));
}

// Relays put a lot before it; and what lies below the headers makes no mail of a text.
TEST(Mail, IsKnownByItsWholeHeadersAndNothingElse)
{
    std::string relays;
    while (relays.size() < 20'000)
        relays += "ARC-Seal: i=1; a=rsa-sha256;\r\n\tb=aaaa\r\n";
    EXPECT_EQ(look(relays + "From: a\r\nTo: b\r\nSubject: c\r\n\r\nx", "eml"), sound("eml"));
    std::string below = "a,b\nFrom: a\nTo: b\nSubject: c\n";
    EXPECT_EQ(look(below, "csv"), sound("csv"));
    EXPECT_EQ(look("X: y\n\nFrom: a\nTo: b\nSubject: c\n", "log"), sound("text"));
    EXPECT_EQ(look(" From: a\nFrom: a\nTo: b\nSubject: c\n\n", "eml"), sound("text"));
    EXPECT_EQ(look("From the river\nTo: b\nSubject: c\n\n", "txt"), sound("text"));
}
