// SPDX-License-Identifier: MIT
// T44 to T52: what a name may become on the output, by cases and by properties.
#include "policy/names/names.h"

#include "kiosk/core/base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <uninorm.h>

using namespace policy;
using testing::ElementsAre;

static const NameRules rules;

static OutputName text(std::string_view name)
{
    return output_component(rules, name, FileType::PlainText);
}

static OutputName folder(std::string_view name)
{
    return output_component(rules, name, std::nullopt);
}

TEST(OutputNames, KeepOrdinaryNamesAsTheyAre)
{
    for (auto name : { "report.txt", "計画書.txt", "ポンプ場(第2).txt", "令和6年度 点検表.txt",
             "A社_見積・改訂版【最終】.txt", "Müller-Lüdenscheidt.txt", "ﾎﾟﾝﾌﾟ.txt", "①配管図.txt",
             "㈱水道.txt", "v1.2.3.txt", "々〆〇.txt", "ABC123.txt", "か～さ.txt" }) {
        EXPECT_EQ(text(name).path, name);
        EXPECT_TRUE(text(name).changes.empty()) << name;
    }
}

TEST(OutputNames, ComposeWhatAnotherSystemTookApart)
{
    // か + combining voicing mark, as macOS writes it.
    auto name = text("\u304B\u3099\u30DB\u309A.txt");
    EXPECT_EQ(name.path, "がポ.txt");
    EXPECT_THAT(name.changes, ElementsAre(NameChange::Normalized));
    EXPECT_EQ(text("\u2F00\u2F2F.txt").path, "一工.txt"); // Radicals that look like ideographs.
}

TEST(OutputNames, DropDirectionAndInvisibleCharacters)
{
    EXPECT_EQ(text("testRTL\u202Etxt.exe.txt").path, "testRTLtxt_exe.txt");
    auto name = text("a\u200Bb\uFEFFc\u2067.txt");
    EXPECT_EQ(name.path, "abc.txt");
    EXPECT_THAT(name.changes, ElementsAre(NameChange::Invisible));
    // The ideographic variation selectors of Japanese names.
    EXPECT_EQ(text("渡邉\U000E0101.txt").path, "渡邉.txt");
    EXPECT_EQ(text("葛\U000E0100城\uFE00.txt").path, "葛城.txt");
    // Hieroglyphs are laid over one another by characters of their own.
    EXPECT_EQ(text("a\U00013430\U0001343Fb.txt").path, "ab.txt");
    EXPECT_EQ(text("家\U0001F468\u200D\U0001F469.txt").path, "家__.txt"); // A joined picture.
}

TEST(OutputNames, ReplaceWhatIsNotOnTheList)
{
    EXPECT_EQ(text("a:b.txt").path, "a_b.txt"); // An alternate stream.
    EXPECT_EQ(text("..\\..\\x.txt").path, "_.._x.txt");
    EXPECT_EQ(text("a/b:c?.txt").path, "a_b_c_.txt"); // Full width: best-fit to the real ones.
    EXPECT_EQ(text("C:\\x*?\"<>|.txt").path, "C__x______.txt");
    EXPECT_EQ(text("tab\there\x01.txt").path, "tab_here_.txt");
    EXPECT_EQ(text("¥円.txt").path, "_円.txt"); // A backslash in CP932.
    EXPECT_EQ(text("смета.txt").path, "_____.txt");
    EXPECT_EQ(text("\uE000外字.txt").path, "_外字.txt");
    EXPECT_EQ(text("bad\xFF\xFE\x80.txt").path, "bad___.txt");
    EXPECT_EQ(text("𠮷野\xFF.txt").path, "𠮷野_.txt"); // The letters beside it stay, of any length.
    EXPECT_THAT(
        text("bad\xFF.txt").changes, ElementsAre(NameChange::Bytes, NameChange::Characters));
}

TEST(OutputNames, RenameScriptsThatPassForEachOther)
{
    NameRules wide;
    wide.scripts.push_back(Script::Cyrillic);
    wide.scripts.push_back(Script::Greek);
    auto name = [&](std::string_view original) {
        return output_component(wide, original, FileType::PlainText);
    };
    EXPECT_EQ(name("смета.txt").path, "смета.txt"); // All of one script.
    auto mixed = name("p\u0430ypal.txt"); // Cyrillic a.
    EXPECT_EQ(mixed.path, "p_ypal.txt");
    EXPECT_THAT(mixed.changes, ElementsAre(NameChange::MixedScripts));
    EXPECT_EQ(name("見積\u03BF\u0430.txt").path, "見積__.txt");
}

TEST(OutputNames, EndInTheExtensionOfTheVerifiedType)
{
    EXPECT_EQ(output_component(rules, "a.docx", FileType::Pdf).path, "a.pdf");
    EXPECT_EQ(output_component(rules, "A.JPG", FileType::Jpeg).path, "A.jpg");
    EXPECT_EQ(output_component(rules, "a.jpeg", FileType::Jpeg).path, "a.jpeg");
    EXPECT_EQ(output_component(rules, "a", FileType::Png).path, "a.png");
    EXPECT_EQ(output_component(rules, "第1.2版 計画", FileType::Pdf).path, "第1.2版 計画.pdf");
    EXPECT_EQ(text("invoice.pdf.exe").path, "invoice_pdf.txt");
    EXPECT_EQ(text("invoice.pdf .txt").path, "invoice_pdf.txt");
    EXPECT_EQ(text("run.JS.txt").path, "run_JS.txt");
    EXPECT_EQ(text("x.txt   .exe").path, "x_txt.txt");
    EXPECT_EQ(text("x.exe.").path, "x.txt");
    EXPECT_EQ(folder("x.exe").path, "x_exe");
    EXPECT_EQ(folder("2026.11.21").path, "2026.11.21");
}

// T45: 10,000 names that try; every one ends in the type's own extension and holds no other.
TEST(OutputNames, NeverEndInAnotherExtensionHoweverTheyAreWritten)
{
    std::mt19937 generator(45);
    static const std::string pieces[] { "exe", "ScR", "pdf", "docx", ".", ".", " ", "  ", "lnk",
        "\u202E", "\u200B", "\u3000", "名", "a", "_", "-", "txt", "js", "…", ".." };
    for (auto round = 0; round < 10'000; ++round) {
        std::string original;
        for (auto count = 1 + generator() % 8; count > 0; --count)
            original += pieces[generator() % std::size(pieces)];
        auto path = text(original).path;
        auto dot = path.rfind('.');
        ASSERT_NE(dot, std::string::npos) << original;
        ASSERT_TRUE(extension_fits(FileType::PlainText, path.substr(dot + 1))) << path;
        for (auto bad : { ".exe", ".scr", ".lnk", ".js", ".pdf" }) {
            auto lower = path;
            for (auto& c : lower)
                c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            auto at = lower.find(bad);
            auto size = std::string_view(bad).size();
            ASSERT_FALSE(at != std::string::npos
                && (at + size == lower.size() || lower[at + size] == '.'
                    || lower[at + size] == ' '))
                << path;
        }
    }
}

// T46: every reserved name in every position, case and width.
TEST(OutputNames, AreNeverReservedOnWindows)
{
    for (std::string name : { "con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt1", "lpt9",
             "CON", "Aux", "cOm5", "CON", "COM1", "clock$", "conin$" }) {
        for (std::string suffix : { "", ".txt", ".x.txt", " ", ".", " .txt" }) {
            for (const auto& output : { text(name + suffix), folder(name + suffix) }) {
                auto key = collision_key(output.path);
                auto base = key.substr(0, key.find('.'));
                base.erase(base.find_last_not_of(' ') + 1);
                EXPECT_TRUE(base.ends_with("_")) << name + suffix << " -> " << output.path;
            }
        }
    }
    EXPECT_EQ(text("com1.txt").path, "com1_.txt");
    EXPECT_EQ(text("COM\u00B9.txt").path, "COM_.txt"); // Superscript one.
    EXPECT_EQ(text("console.txt").path, "console.txt");
    EXPECT_EQ(text("com10.txt").path, "com10.txt");
    EXPECT_EQ(text("desktop.ini").path, "desktop_.ini");
    EXPECT_EQ(text("Autorun.inf").path, "Autorun_.txt");
    EXPECT_EQ(folder("System Volume Information").path, "System Volume Information_");
    EXPECT_EQ(folder("__MACOSX").path, "__MACOSX_");
    EXPECT_EQ(output_component(rules, "folder.jpg", FileType::Jpeg).path, "folder_.jpg");
}

TEST(OutputNames, HaveNoEdgesThatSomebodyOverlooks)
{
    EXPECT_EQ(text(".hidden.txt").path, "hidden.txt");
    EXPECT_EQ(text("  a .txt").path, "a.txt");
    EXPECT_EQ(text("\u3000見積\u3000.txt").path, "見積.txt");
    EXPECT_EQ(text("a...txt").path, "a.txt");
    EXPECT_EQ(folder("a. .").path, "a");
    EXPECT_EQ(text("-rf.txt").path, "_rf.txt");
    for (auto nothing : { "", ".", "..", "...", " ", "\u200B", "\u3000" }) {
        EXPECT_EQ(folder(nothing).path, "unnamed") << nothing;
        EXPECT_EQ(text(nothing).path, "unnamed.txt") << nothing;
    }
    EXPECT_EQ(text(".txt").path, "txt.txt");
}

TEST(OutputNames, AreCutBetweenCharactersAtTheirLargestSize)
{
    std::string name;
    for (auto i = 0; i < 83; ++i)
        name += "長"; // 249 bytes; with ".txt" 253.
    EXPECT_TRUE(text(name + ".txt").changes.empty());
    auto cut = text(name + "長.txt");
    EXPECT_EQ(cut.path, name + ".txt");
    EXPECT_THAT(cut.changes, ElementsAre(NameChange::Length));
    EXPECT_EQ(text(std::string(251, 'a') + ".txt").path.size(), 255u);
    EXPECT_EQ(text(std::string(252, 'a') + ".txt").path.size(), 255u);
    EXPECT_EQ(text(std::string(100'000, 'a') + ".exe").path.size(), 255u);
    EXPECT_TRUE(base::is_valid_utf8(text(std::string(4'095, 'a') + "長").path));
}

// T44: each code point there is, alone and between letters.
TEST(OutputNames, HoldNothingUnsafeWhateverTheCodePoint)
{
    for (char32_t c = 1; c <= 0x10FFFF; ++c) {
        if ((c >= 0xD800 && c <= 0xDFFF) || c == '/')
            continue;
        std::string original = "a";
        base::append_utf8(original, c);
        original += "b";
        auto path = folder(original).path;
        auto points = base::decode_utf8(path);
        ASSERT_TRUE(points) << static_cast<unsigned>(c);
        for (auto point : *points) {
            ASSERT_FALSE(base::is_unsafe(point)) << static_cast<unsigned>(c);
            ASSERT_EQ(std::u32string_view(U"/\\:*?\"<>|\u00A5").find(point), std::u32string::npos)
                << static_cast<unsigned>(c);
        }
        auto again = folder(path);
        ASSERT_EQ(again.path, path) << static_cast<unsigned>(c);
        ASSERT_TRUE(again.changes.empty()) << static_cast<unsigned>(c);
    }
}

// Whatever the bytes: the answer is NFC, bounded, and its own answer.
TEST(OutputNames, AreStableUnderThemselves)
{
    std::mt19937 generator(44);
    for (auto round = 0; round < 20'000; ++round) {
        std::string original;
        for (auto count = generator() % 40; count > 0; --count) {
            static const std::u32string alphabet
                = U"aZ09 "
                  U"._-~()[]"
                  U"かがガガ\u3099\u309Aｶﾞ工エ長\u0301\u0308eÅ\u212B\u202E\u200D\u00B9ﬁＣＯＮ"
                  U"\u0430\u03B1\U0001F600\U000E0100";
            if (generator() % 16 == 0)
                original += static_cast<char>(generator());
            else
                base::append_utf8(original, alphabet[generator() % alphabet.size()]);
        }
        for (auto type : { std::optional<FileType> {}, std::optional(FileType::Pdf) }) {
            auto once = output_component(rules, original, type);
            auto twice = output_component(rules, once.path, type);
            ASSERT_EQ(once.path, twice.path) << base::escaped(original);
            ASSERT_TRUE(twice.changes.empty()) << base::escaped(original);
            ASSERT_LE(once.path.size(), 255u);
        }
    }
}

TEST(CollisionKey, IsTheSameForWhatSomeReaderTakesForTheSame)
{
    auto same = [](std::string_view a, std::string_view b) {
        return collision_key(a) == collision_key(b);
    };
    EXPECT_TRUE(same("README.txt", "readme.TXT"));
    EXPECT_TRUE(same("ｶﾞ", "ガ"));
    EXPECT_TRUE(same("Ａ", "a"));
    EXPECT_TRUE(same("straße", "STRASSE"));
    EXPECT_TRUE(same("①", "1"));
    EXPECT_TRUE(same("エ事", "工事")); // Katakana E, ideograph for work.
    EXPECT_FALSE(same("か", "が"));
    EXPECT_FALSE(same("あ", "ア"));
}
