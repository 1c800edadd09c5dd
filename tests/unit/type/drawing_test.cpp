// SPDX-License-Identifier: MIT
// Drawings: those of text are walked to their end.
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;

static std::string dxf(const std::string& inside = "", const std::string& end = "  0\r\nEOF\r\n")
{
    return "999\r\nmade here\r\n  0\r\nSECTION\r\n  2\r\nENTITIES\r\n" + inside
        + "  0\r\nENDSEC\r\n" + end;
}

static std::string step(const std::string& data, const std::string& after = "")
{
    return "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION(('a;''b'),'2;1');\nENDSEC;\nDATA;\n" + data
        + "ENDSEC;\nEND-ISO-10303-21;\n" + after;
}

TEST(Drawing, DxfIsPairsInSections)
{
    auto line = std::string("  0\r\nLINE\r\n 10\r\n1.5\r\n  1\r\n\x90\x85\r\n 310\r\nFFFF\r\n");
    EXPECT_EQ(look(dxf(line), "dxf"), sound("dxf"));
    EXPECT_EQ(look(dxf() + "\x1A", "dxf"), sound("dxf"));
    EXPECT_EQ(look("0\nSECTION\n2\nHEADER\n0\nENDSEC\n0\nEOF", "dxf"), sound("dxf"));
    EXPECT_EQ(look(dxf(line), "txt"), sound("text"));
    for (const auto& inside : { "LINE\r\n  0\r\n", "x\r\n1\r\n", "1072\r\n1\r\n", "-6\r\n1\r\n",
             "1x\r\n1\r\n", "\r\n1\r\n", "0\r\nSECTION\r\n", "0\r\nEOF\r\n" })
        EXPECT_EQ(look(dxf(inside), "dxf").structure, "broken") << inside;
    EXPECT_EQ(look(dxf("", ""), "dxf").structure, "broken");
    EXPECT_EQ(look(dxf("", "  1\r\nx\r\n  0\r\nEOF\r\n"), "dxf").structure, "broken");
    EXPECT_EQ(look("0\nSECTION\n0\nENDSEC\n0\nEOF\n", "dxf").structure, "broken");
    EXPECT_EQ(look(dxf() + "more", "dxf").structure, "ambiguous");
    EXPECT_NE(look(dxf("1\r\n\a\r\n"), "dxf"), sound("dxf")); // A control character.
}

TEST(Drawing, DxfHoldsNothingOfOthers)
{
    for (const auto* object : { "OLE2FRAME", "OLEFRAME", "VBA_PROJECT" }) {
        auto seen = look(dxf("  0\r\n" + std::string(object) + "\r\n"), "dxf");
        EXPECT_EQ(seen.type, "dxf") << object;
        EXPECT_EQ(seen.structure, "broken") << object;
    }
    for (const auto* group : { "0\r\nOle2Frame\r\n", "0\r\nX\r\n100\r\nAcDbOle2Frame\r\n",
             "100\r\nAcDbVbaProject\r\n", "1\r\nx\r0\rOLE2FRAME\r\n" })
        EXPECT_EQ(look(dxf(group), "dxf").structure, "broken") << group;
    EXPECT_EQ(look(dxf("  1\r\nOLE2FRAME\r\n"), "dxf"), sound("dxf")); // A word.
    EXPECT_EQ(look(std::string("AutoCAD Binary DXF\r\n\x1A\0\0", 23), "dxf").structure, "broken");
}

TEST(Drawing, DxfFetchesNothingFromANetwork)
{
    auto shows = [](const std::string& object, const std::string& path) {
        return look(dxf("0\r\n" + object + "\r\n1\r\n" + path + "\r\n"), "dxf").structure;
    };
    for (const auto* object : { "BLOCK", "IMAGEDEF", "PDFDEFINITION", "DwfDefinition" }) {
        for (const auto* path : { "\\\\server\\x.dwg", "//server/x", "\\/server/x",
                 "https://server/x.dwg", "file://server/x" })
            EXPECT_EQ(shows(object, path), "broken") << object << " " << path;
        for (const auto* path : { "x.dwg", "..\\x.png", "C:\\x\\y.dwg", "" })
            EXPECT_EQ(shows(object, path), "sound") << object << " " << path;
    }
    EXPECT_EQ(shows("TEXT", "https://server/"), "sound"); // Words on paper.
}

TEST(Drawing, NoneIsAPageToo)
{
    auto page = "999\r\n<HTML>\r\n" + dxf();
    EXPECT_EQ(look(page, "dxf").structure, "ambiguous");
    EXPECT_EQ(look("999\r\n" + std::string(256, 'x') + "<html>\r\n" + dxf(), "dxf"), sound("dxf"));
    EXPECT_EQ(
        look("ISO-10303-21; /*<script>*/" + step("").substr(13), "p21").structure, "ambiguous");
}

TEST(Drawing, AnExchangeStructureIsStatementsInSections)
{
    EXPECT_EQ(look(step("#1=A('x',(1,2),$);\n#2=(B()C());\n"), "p21"), sound("p21"));
    EXPECT_EQ(look(step("#1=A('it''s; ENDSEC;'); /* ; */\n"), "stp"), sound("p21"));
    EXPECT_EQ(look(step("/*SXF\n#10 = line_feature('1')\nSXF*/\n#1=A();\n"), "sfc"), sound("sfc"));
    EXPECT_EQ(look(step("/*SXF\n#10 = line_feature('1')\nSXF*/\n"), "sfc"), sound("sfc"));
    EXPECT_EQ(look(step("", "more"), "p21").structure, "ambiguous");
    EXPECT_EQ(look(step("", "/* x */"), "p21"), sound("p21"));
    for (const auto* data : { "A();\n", "#1=A()\n", "#1=A('x);\n", "/* x\n", "DATA;\n", ";\n",
             "ENDSEC;\nENDSEC;\n", "END-ISO-10303-21;\n" })
        EXPECT_EQ(look(step(data), "p21").structure, "broken") << data;
    EXPECT_EQ(
        look("ISO-10303-21;\nHEADER;\nENDSEC;\nEND-ISO-10303-21;\n", "p21").structure, "broken");
    EXPECT_EQ(
        look("ISO-10303-21;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n", "p21").structure, "broken");
    EXPECT_EQ(look("ISO-10303-21;", "p21").structure, "broken");
}

TEST(Drawing, OthersAreKnownByTheirMarks)
{
    EXPECT_EQ(look("JwwData." + le32(700) + "data", "jww"), sound("jww"));
    EXPECT_EQ(look("JwwData." + le32(70'000) + "data", "jww").structure, "broken");
    EXPECT_EQ(look("JwwData. is the mark of a JWW\n", "txt").structure, "broken");
    EXPECT_EQ(look("JwwData.", "txt"), sound("text"));
    EXPECT_EQ(look(std::string("AC1032\0\0\0\0\0\1 and more", 21), "dwg"), sound("dwg"));
    EXPECT_EQ(look("AC1032 is a version of DWG", "txt"), sound("text"));
    // Not at its start alone: a JWW with a second face.
    EXPECT_EQ(look("JwwData." + le32(700) + zip({ { "a", "b" } }), "jww").structure, "ambiguous");
}

TEST(Drawing, IchitaroIsKnownByItsStreams)
{
    EXPECT_EQ(look(compound({ { "DocumentText", "x" }, { "\x04JSRV_SegmentInformation", "x" } })),
        sound("jtd"));
    EXPECT_EQ(look(compound({ { "JSCompDocument", "x" } })), sound("jtd"));
    EXPECT_EQ(look(compound({ { "DocumentText", "x" } })).type, "unknown");
}
