// SPDX-License-Identifier: MIT
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;

static const std::string word
    = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
static const std::string sheet
    = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
static const std::string macro_word = "application/vnd.ms-word.document.macroEnabled.main+xml";
static const std::string vba = "application/vnd.ms-office.vbaProject";

TEST(Package, IsWhatItsMainPartIs)
{
    const std::pair<std::string, std::string> kinds[] {
        { word, "docx" },
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "dotx" },
        { macro_word, "docm" },
        { "application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "dotm" },
        { sheet, "xlsx" },
        { "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "xltx" },
        { "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm" },
        { "application/vnd.ms-excel.template.macroEnabled.main+xml", "xltm" },
        { "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xlsb" },
        { "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "pptx" },
        { "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
            "ppsx" },
        { "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
            "potx" },
        { "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml", "pptm" },
        { "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml", "ppsm" },
        { "application/vnd.ms-powerpoint.template.macroEnabled.main+xml", "potm" },
    };
    for (const auto& [content_type, name] : kinds)
        EXPECT_EQ(look(ooxml({ content_type, "application/xml" }), name), sound(name));
    EXPECT_EQ(look(zip({ { "a.txt", "text" } }), "zip"), sound("zip"));
}

// Whatever a name promises, the main part decides; the policy compares the two.
TEST(Package, AHarmlessExtensionDoesNotHideMacros)
{
    EXPECT_EQ(look(ooxml({ macro_word, vba }, { { "word/vbaProject.bin", "x" } }), "docx"),
        sound("docm"));
}

TEST(Package, MacrosInAKindWithoutAreAmbiguous)
{
    EXPECT_EQ(look(ooxml({ word, vba })).structure, "ambiguous");
    EXPECT_EQ(look(ooxml({ word }, { { "word/vbaProject.bin", "x" } })).structure, "ambiguous");
    EXPECT_EQ(look(ooxml({ word }, { { "word/VBAPROJECT.BIN", "x" } })).structure, "ambiguous");
    EXPECT_EQ(
        look(ooxml({ sheet, "application/vnd.ms-excel.macrosheet+xml" })).structure, "ambiguous");
    EXPECT_EQ(look(ooxml({ sheet }, { { "xl/media/project.bin", "x" } })), sound("xlsx"));
}

// However a second main part is written, it is seen.
TEST(Package, TwoMainPartsAreAmbiguous)
{
    EXPECT_EQ(look(ooxml({ word, sheet })).structure, "ambiguous");
    EXPECT_EQ(look(ooxml({ word, macro_word })).structure, "ambiguous");
    EXPECT_EQ(
        look(ooxml({ word, "application/vnd.ms-excel.addin.macroEnabled.main+xml" })).structure,
        "ambiguous");
    auto types = content_types({ word });
    auto with = [&](const std::string& more) {
        auto xml = types;
        xml.insert(xml.find("</Types>"), more);
        return look(zip({ { "[Content_Types].xml", xml } }));
    };
    EXPECT_EQ(
        with("<Override PartName='/b' ContentType='" + macro_word + "'/>").structure, "ambiguous");
    EXPECT_EQ(with("<x:Override PartName='/b'\n ContentType = \"" + macro_word + "\" />").structure,
        "ambiguous");
    auto shouted = macro_word;
    for (auto& c : shouted)
        c = static_cast<char>(std::toupper(c));
    EXPECT_EQ(
        with("<Default Extension='b' ContentType='" + shouted + "'/>").structure, "ambiguous");
    // In a comment it is none.
    EXPECT_EQ(with("<!-- ContentType=\"" + macro_word + "\" -->"), sound("docx"));
}

TEST(Package, AListThatTwoReadersCouldReadInTwoWaysIsNotRead)
{
    auto types = content_types({ word });
    auto look_at = [](const std::string& xml) {
        return look(zip({ { "[Content_Types].xml", xml } }));
    };
    auto with = [&](const std::string& more) {
        auto xml = types;
        return look_at(xml.insert(xml.find("</Types>"), more)).structure;
    };
    EXPECT_EQ(look_at(types), sound("docx"));
    EXPECT_EQ(look_at("\xEF\xBB\xBF" + types), sound("docx"));
    EXPECT_EQ(with("<Override ContentType='appl&#105;cation/x'/>"), "broken"); // A reference.
    EXPECT_EQ(with("<![CDATA[x]]>"), "broken");
    EXPECT_EQ(with("<?php ?>"), "broken");
    EXPECT_EQ(with("<Override ContentType='a' ContentType='b'/>"), "broken");
    EXPECT_EQ(with("<Override ContentType='a>'/>"), "broken");
    EXPECT_EQ(with("<Override ContentType=a/>"), "broken");
    EXPECT_EQ(with("words"), "broken");
    EXPECT_EQ(with("<Override"), "broken");
    EXPECT_EQ(with("<!-- open"), "broken");
    EXPECT_EQ(with(std::string("<a/>\0", 5)), "broken");
    EXPECT_EQ(with("\xFF"), "broken");
    auto declared = [&](const std::string& encoding) {
        auto xml = types;
        return look_at(xml.replace(xml.find("UTF-8"), 5, encoding)).structure;
    };
    EXPECT_EQ(declared("utf-8"), "sound");
    EXPECT_EQ(declared("UTF-7"), "broken");
    EXPECT_EQ(declared("UTF-16"), "broken");
    EXPECT_EQ(look_at("<!DOCTYPE Types [<!ENTITY a 'b'>]>" + types).structure, "broken");
    EXPECT_EQ(look_at(utf16(types)).structure, "broken");
}

TEST(Package, TwoKindsInOnePackageAreAmbiguous)
{
    Files files { { "mimetype", "application/vnd.oasis.opendocument.text" },
        { "[Content_Types].xml", content_types({ word }) } };
    EXPECT_EQ(look(zip(files)).structure, "ambiguous");
    EXPECT_EQ(look(ooxml({ word }, { { "[content_types].XML", content_types({ macro_word }) } }))
                  .structure,
        "ambiguous");
}

TEST(Package, OpenDocument)
{
    EXPECT_EQ(look(open_document("application/vnd.oasis.opendocument.text")), sound("odt"));
    EXPECT_EQ(look(open_document("application/vnd.oasis.opendocument.spreadsheet")), sound("ods"));
    EXPECT_EQ(look(open_document("application/vnd.oasis.opendocument.presentation")), sound("odp"));
    EXPECT_EQ(look(open_document("application/vnd.oasis.opendocument.formula")).type, "unknown");
    EXPECT_EQ(look(open_document("application/vnd.oasis.opendocument.text",
                       { { "META-INF/manifest.xml", "<manifest:encryption-data/>" } }))
                  .structure,
        "encrypted");
    EXPECT_EQ(look(open_document("text/plain")), sound("zip"));
}

TEST(Package, OtherPackagesAreNotKnown)
{
    EXPECT_EQ(look(ooxml({ "application/vnd.ms-visio.drawing.main+xml" })).type, "unknown");
    EXPECT_EQ(look(ooxml({ "application/vnd.ms-package.xps-fixeddocument+xml" })).type, "unknown");
    EXPECT_EQ(look(ooxml({})).type, "unknown");
}

TEST(Package, AZipIsStrict)
{
    auto whole = zip({ { "a.txt", "text" }, { "b.txt", "text" } });
    EXPECT_EQ(look(whole), sound("zip"));
    EXPECT_EQ(look(whole + "x").structure, "ambiguous");
    EXPECT_NE(look(whole.substr(0, whole.size() - 1)).structure, "sound");
    EXPECT_EQ(look(zip({ { "a", "1" }, { "a", "2" } })).structure, "ambiguous");
    auto locked = whole;
    locked[6] = 1; // Bit 0 of the flags, in both headers.
    locked[locked.find("PK\x01\x02") + 8] = 1;
    EXPECT_EQ(look(locked).structure, "encrypted");
    EXPECT_EQ(look(zip({})), sound("zip"));
}
