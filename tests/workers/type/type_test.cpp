// SPDX-License-Identifier: MIT
// The real libmagic, locked in, beside our own check.
#include "kiosk/broker/ask/type.h"
#include "kiosk/core/base/memory_file.h"
#include "policy/verdict/judge.h"
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;
using policy::FileType, policy::Structure;

static policy::TypeFacts ask(const std::string& bytes, const std::string& extension)
{
    static broker::Workers workers(SEKISHO_LIBEXEC);
    auto file = base::sealed_memory_file("input", base::view_of(bytes)).take();
    auto facts = broker::ask_type(workers, {}, file, extension);
    EXPECT_TRUE(facts) << facts.error().message;
    return facts ? facts.value() : policy::TypeFacts {};
}

static void expect_agreement(const std::string& bytes, const std::string& extension, FileType type)
{
    auto facts = ask(bytes, extension);
    EXPECT_EQ(facts.by_structure, type) << extension;
    EXPECT_EQ(facts.structure, Structure::Sound) << extension << ": " << facts.detail;
    EXPECT_TRUE(policy::agrees(facts.by_structure, facts.by_magic))
        << extension << ": " << facts.magic_mime;
}

// MS-OLEPS: a summary with one time in it, which libmagic puts into words.
static std::string summary()
{
    auto properties
        = le32(28) + le32(1) + le32(12) + le32(16) + le32(64) + le32(0x12345678) + le32(0x01D00000);
    return le16(0xFFFE) + le16(0) + le32(0x00020006) + std::string(16, '\0') + le32(1)
        + std::string("\xE0\x85\x9F\xF2\xF9\x4F\x68\x10\xAB\x91\x08\x00\x2B\x27\xB3\xD9", 16)
        + le32(48) + properties;
}

// Each of these once ended the worker or was called something else by libmagic.
TEST(Type, OldOfficeDocumentsAgree)
{
    for (const auto& [stream, extension, type] : { std::tuple("WordDocument", "doc", FileType::Doc),
             std::tuple("Workbook", "xls", FileType::Xls),
             std::tuple("PowerPoint Document", "ppt", FileType::Ppt),
             std::tuple("__properties_version1.0", "msg", FileType::Msg) }) {
        expect_agreement(compound({ { stream, "x" } }), extension, type);
        expect_agreement(
            compound({ { stream, "x" }, { "\5SummaryInformation", summary() } }), extension, type);
    }
}

TEST(Type, PackagesAgreeInWhateverOrderTheyArePacked)
{
    auto types = content_types(
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" });
    expect_agreement(zip({ { "[Content_Types].xml", types }, { "word/document.xml", "<x/>" } }),
        "docx", FileType::Docx);
    expect_agreement(zip({ { "docProps/app.xml", "<x/>" }, { "[Content_Types].xml", types } }),
        "docx", FileType::Docx);
    expect_agreement(zip({ { "word/document.xml", "<x/>" }, { "customXml/item1.xml", "<x/>" },
                         { "[Content_Types].xml", types } }),
        "docx", FileType::Docx);
    expect_agreement(
        open_document("application/vnd.oasis.opendocument.text"), "odt", FileType::Odt);
}

TEST(Type, CommonFilesAgree)
{
    expect_agreement(pdf(), "pdf", FileType::Pdf);
    expect_agreement(jpeg(), "jpg", FileType::Jpeg);
    expect_agreement(png(), "png", FileType::Png);
    expect_agreement(gif(), "gif", FileType::Gif);
    expect_agreement(bmp(), "bmp", FileType::Bmp);
    expect_agreement(tiff(), "tif", FileType::Tiff);
    expect_agreement(webp(), "webp", FileType::Webp);
    expect_agreement(ico(), "ico", FileType::Ico);
    auto cursor = ico();
    cursor[2] = 2;
    expect_agreement(cursor, "cur", FileType::Ico);
    expect_agreement(heif(), "heic", FileType::Heic);
    expect_agreement(heif("avif"), "avif", FileType::Avif);
    expect_agreement(emf(), "emf", FileType::Emf);
    expect_agreement(wmf(), "wmf", FileType::Wmf);
    expect_agreement(wmf().substr(22), "wmf", FileType::Wmf);
    expect_agreement(rtf(), "rtf", FileType::Rtf);
    expect_agreement(tar("a.txt", "text"), "tar", FileType::Tar);
    expect_agreement(zip({ { "a.txt", "text" } }), "zip", FileType::Zip);
    expect_agreement("浄水場\n", "txt", FileType::PlainText);
    expect_agreement("\x8F\xF2\x90\x85\x8F\xEA,1\r\n2,3\r\n", "csv", FileType::Csv);
    expect_agreement("[pump]\r\nspeed=3\r\n", "ini", FileType::PlainText);
    expect_agreement("{\"a\": [1, 2]}\n", "json", FileType::Json);
    expect_agreement("<html><p>words</p></html>", "html", FileType::Html);
    expect_agreement("<table><tr><td>1</td></tr></table>", "html", FileType::Html);
    expect_agreement("<?xml version='1.0'?><a/>", "xml", FileType::Xml);
    expect_agreement(utf16("<?xml version='1.0' encoding='UTF-16'?><a/>"), "xml", FileType::Xml);
    expect_agreement(
        utf16("<?xml version='1.0' encoding='UTF-16LE'?><a/>").substr(2), "xml", FileType::Xml);
    expect_agreement("<svg xmlns='http://www.w3.org/2000/svg'/>", "svg", FileType::Svg);
    expect_agreement(
        std::string(300, 'a') + "\n<script>quoted</script>\n", "log", FileType::PlainText);
    const std::string letter
        = "From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
    expect_agreement(letter + "\r\nHello\r\n", "eml", FileType::Eml);
    expect_agreement(letter + "\r\nHello\r\n", "txt", FileType::PlainText);
    expect_agreement(letter + "Content-Type: text/html\r\n\r\n<html><body>Hello</body></html>\r\n",
        "eml", FileType::Eml);
}

TEST(Type, APretenderDoesNot)
{
    EXPECT_EQ(ask("MZ\x90 This program", "txt").by_structure, FileType::Executable);
    EXPECT_EQ(ask(gif() + zip({ { "a", "b" } }), "gif").structure, Structure::Ambiguous);
    auto word_in_text = ask("PK\x03\x04 nothing more", "docx");
    EXPECT_EQ(word_in_text.structure, Structure::Broken);
    EXPECT_EQ(ask("", "txt").by_structure, FileType::Empty);
}

TEST(TypeWorker, KnowsDrawingsAsLibmagicDoesOrAlone)
{
    const std::string drawing = "0\r\nSECTION\r\n2\r\nENTITIES\r\n0\r\nENDSEC\r\n0\r\nEOF\r\n";
    expect_agreement(drawing, "dxf", FileType::Dxf);
    expect_agreement("  0\r\nSECTION\r\n  2" + drawing.substr(13), "dxf", FileType::Dxf);
    expect_agreement("999\r\nmade here\r\n" + drawing, "dxf", FileType::Dxf);
    const std::string step
        = "ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n#1=A();\nENDSEC;\nEND-ISO-10303-21;\n";
    expect_agreement(step, "p21", FileType::P21);
    auto features = step;
    features.replace(features.find("#1"), 0, "/*SXF\n#10 = line_feature('\x90\x85')\nSXF*/\n");
    expect_agreement(features, "sfc", FileType::Sfc);
    expect_agreement("JwwData." + le32(700) + std::string(100, '\0'), "jww", FileType::Jww);
    expect_agreement(
        std::string("AC1032\0\0\0\0\0\1 and more of a drawing", 34), "dwg", FileType::Dwg);
    expect_agreement(compound({ { "DocumentText", "x" }, { "\x04JSRV_SegmentInformation", "x" } }),
        "jtd", FileType::Jtd);
}
