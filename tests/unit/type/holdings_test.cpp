// SPDX-License-Identifier: MIT
// What documents hold that will not come along.
#include "tests/unit/type/samples.h"

#include <gmock/gmock.h>

using namespace samples;
using policy::Holding, testing::ElementsAre, testing::IsEmpty;

static std::vector<Holding> held(const std::string& bytes)
{
    return type_scanner::recognise(base::view_of(bytes), "").holds;
}

static const std::string word_head = std::string("\xEC\xA5\xC1", 3) + std::string(9, '\0');

static std::string record(unsigned type, const std::string& data)
{
    return le16(type) + le16(static_cast<unsigned>(data.size())) + data;
}

static std::string book(const std::string& records)
{
    return compound({ { "Workbook", record(0x0809, le16(0x0600) + le16(5)) + records } });
}

TEST(Holdings, OfACompoundFileAreInItsStorages)
{
    EXPECT_THAT(held(compound({ { "WordDocument", word_head } })), IsEmpty());
    EXPECT_THAT(held(compound({ { "WordDocument", word_head }, { "VBA/dir", "x" } })),
        ElementsAre(Holding { "macros", 1 }));
    // A name alone is none.
    EXPECT_THAT(held(compound({ { "WordDocument", word_head }, { "VBA/x", "x" } })), IsEmpty());
    EXPECT_THAT(
        held(compound({ { "Workbook", "" }, { "MBD0001/Contents", "x" }, { "MBD0002/x", "x" } })),
        ElementsAre(Holding { "embedded-object", 2 }));
    EXPECT_THAT(held(compound({ { "Workbook", "" }, { "LNK0001/x", "x" }, { "Ctls", "x" },
                    { "\x05SummaryInformation", "x" } })),
        ElementsAre(Holding { "activex-control", 1 }, Holding { "external-link", 1 },
            Holding { "metadata", 1 }));
    EXPECT_THAT(held(compound({ { "WordDocument", word_head }, { "_xmlsignatures/12", "x" },
                    { "_signatures", "x" } })),
        ElementsAre(Holding { "signature", 2 }));
}

TEST(Holdings, OfAWordDocumentAreItsFields)
{
    auto wide = utf16("\x13 DDEAUTO c:\\x").substr(2);
    EXPECT_THAT(held(compound({ { "WordDocument", word_head + wide } })),
        ElementsAre(Holding { "active-field", 1 }));
    EXPECT_THAT(held(compound(
                    { { "WordDocument", word_head + "\x13 dde a\x14\x15\x13LINK b\x13 PAGE " } })),
        ElementsAre(Holding { "active-field", 2 }));
    EXPECT_THAT(
        held(compound({ { "WordDocument", word_head + "DDE a \x13 DDES \x13\x14" } })), IsEmpty());
}

TEST(Holdings, OfAWorkbookAreItsRecords)
{
    auto sheet = [](char kind) { return le32(0) + std::string(1, '\0') + kind + "\1\0S"; };
    auto link = record(0x01AE, le16(1) + le16(3) + std::string("\0a.x", 4));
    EXPECT_THAT(held(book(record(0x0085, sheet('\0')))), IsEmpty());
    EXPECT_THAT(held(book(record(0x0085, sheet('\1')) + record(0x0085, sheet('\6')))),
        ElementsAre(Holding { "macro-sheet", 1 }, Holding { "macros", 1 }));
    EXPECT_THAT(held(book(record(0x0809, le16(0x0600) + le16(0x0040)))),
        ElementsAre(Holding { "macro-sheet", 1 }));
    EXPECT_THAT(held(book(record(0x01AE, le16(1) + le16(0x0401)) + link)),
        ElementsAre(Holding { "external-link", 1 }));
    EXPECT_THAT(held(book(record(0x0876, "x"))), ElementsAre(Holding { "data-connection", 1 }));
    // Cut off in its midst.
    EXPECT_THAT(held(book(std::string(4096 - 8 - 4, '\0') + le16(0x0876) + le16(9))),
        ElementsAre(Holding { "data-connection", 1 }));
}

// MS-PPT 2.3.1: a container has version 15 and records in it.
TEST(Holdings, OfAPresentationAreItsRecords)
{
    auto atom = [](unsigned type, const std::string& data) {
        return le16(0) + le16(type) + le32(static_cast<unsigned>(data.size())) + data;
    };
    auto within = [](unsigned type, const std::string& records) {
        return le16(0xF) + le16(type) + le32(static_cast<unsigned>(records.size())) + records;
    };
    auto show = [](const std::string& records, const std::string& user = "x") {
        return compound({ { "PowerPoint Document", records }, { "Current User", user } });
    };
    auto action = [&](char kind) { return atom(0x0FF3, le32(0) + le32(0) + std::string(8, kind)); };
    EXPECT_THAT(held(show(within(0x03E8, atom(0x0400, le32(1) + le32(0) + le32(2))))), IsEmpty());
    EXPECT_THAT(held(show(within(0x03E8, within(0x03FF, atom(0x0400, le32(1) + le32(1)))))),
        ElementsAre(Holding { "macros", 1 }));
    EXPECT_THAT(held(show(within(0x0409, within(0x0FCC, "") + within(0x0FEE, "")))),
        ElementsAre(Holding { "activex-control", 1 }, Holding { "embedded-object", 1 }));
    EXPECT_THAT(held(show(action('\2') + action('\1') + action('\4'))),
        ElementsAre(Holding { "action", 2 }));
    EXPECT_EQ(look(show(within(0x1388, within(0x2F14, "")))).structure, "encrypted");
    EXPECT_EQ(look(show("", std::string(12, '\0') + le32(0xF3D1C4DF))).structure, "encrypted");
    EXPECT_EQ(look(show("", std::string(12, '\0') + le32(0xE391C05F))), sound("ppt"));
}

TEST(Holdings, OfRichTextStandInAnyGroup)
{
    auto in = [](const std::string& words) { return held("{\\rtf1 " + words + "}"); };
    EXPECT_THAT(in("\\\\object \\{\\\\objdata"), IsEmpty());
    EXPECT_THAT(in("{\\object\\objemb{\\*\\objdata 00}}{{\\object}}"),
        ElementsAre(Holding { "embedded-object", 2 }));
    EXPECT_THAT(in("{\\*\\objdata 00}"), ElementsAre(Holding { "embedded-object", 1 }));
    EXPECT_THAT(
        in("{\\bin9 {\\object {\\objdata}"), IsEmpty()); // Nine bytes are none of its words.
    for (std::string letter : { "\\u69", "\\u69 ?", "\\uc2\\u69 \\'81\\'45", "\\uc0\\u69 " }) {
        EXPECT_THAT(in("{\\*\\fldinst{ d}{\\'64}{" + letter + "}AUTO x}"),
            ElementsAre(Holding { "active-field", 1 }))
            << letter;
    }
    EXPECT_THAT(in("{\\*\\fldinst{ d}{\\u69 E}AUTO x}"), IsEmpty());
    EXPECT_THAT(in("{\\*\\template C:\\\\a.dot}{\\*\\template Normal.dot}"),
        ElementsAre(Holding { "template", 1 }));
    EXPECT_THAT(in("{\\info{\\author x}}{\\object\\objautlink}"),
        ElementsAre(Holding { "embedded-object", 1 }, Holding { "external-link", 1 },
            Holding { "metadata", 1 }));
}

TEST(Holdings, OfABinaryWorkbookAreItsParts)
{
    auto with = [](const std::string& part) {
        return held(ooxml(
            { "application/vnd.ms-excel.sheet.binary.macroEnabled.main" }, { { part, "x" } }));
    };
    EXPECT_THAT(with("xl/vbaProject.bin"), ElementsAre(Holding { "macros", 1 }));
    EXPECT_THAT(with("xl/macroSheets/sheet1.bin"), ElementsAre(Holding { "macro-sheet", 1 }));
    EXPECT_THAT(with("xl/activeX/activeX1.xml"), ElementsAre(Holding { "activex-control", 1 }));
    EXPECT_THAT(with("xl/activeX/activeX1.bin"), IsEmpty());
    EXPECT_THAT(with("xl/worksheets/sheet1.bin"), IsEmpty());
}

// MS-XLS 2.4.117: wherever it stands; LibreOffice and Excel open some by a password of their own.
TEST(Holdings, AFilePassAnywhereLocksAWorkbook)
{
    auto locked = record(0x002F, le16(0) + le32(0));
    auto far = book(std::string(2000, '\0') + locked);
    EXPECT_EQ(look(far).structure, "encrypted");
    EXPECT_EQ(
        look(compound({ { "Workbook", record(0x0809, "bof!") }, { "Book", locked } })).structure,
        "encrypted");
    EXPECT_EQ(look(book(record(0x002E, locked))), sound("xls"));
}

// What another reader numbers otherwise.
TEST(Holdings, ATableWithAHoleIsBroken)
{
    auto whole = compound({ { "WordDocument", word_head } });
    auto holed = whole;
    holed.replace(76, 12, le32(~0u) + whole.substr(76, 8));
    EXPECT_EQ(look(whole), sound("doc"));
    EXPECT_EQ(look(holed).type, "unknown");
    auto other_cutoff = whole;
    other_cutoff.replace(56, 4, le32(0));
    EXPECT_EQ(look(other_cutoff).type, "unknown");
}

TEST(Holdings, OfAPdfAreItsSignatures)
{
    EXPECT_THAT(held(pdf()), IsEmpty());
    auto with = [](const std::string& entry) {
        auto file = pdf();
        return held(file.insert(file.rfind("trailer"), "9 0 obj\n<<" + entry + ">>\nendobj\n"));
    };
    EXPECT_THAT(with("/ByteRange[0 1 2 3]"), ElementsAre(Holding { "signature", 1 }));
    EXPECT_THAT(with("/ByteRange [0 1 2 3]/V<</ByteRange%\n[0 1 2 3]>>"),
        ElementsAre(Holding { "signature", 2 }));
    EXPECT_THAT(with("/ByteRanges[0 1 2 3]"), IsEmpty());
    EXPECT_THAT(with("/ByteRange[0 1 2 3]/Encrypt 9 0 R"), ElementsAre(Holding { "signature", 1 }));
}

TEST(Holdings, OfAPackageAreItsSignatures)
{
    static const std::string word
        = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    static const std::string told
        = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml";
    const Holding one { "signature", 1 }, two { "signature", 2 };
    EXPECT_THAT(held(ooxml({ word }, { { "word/signatures.xml", "x" } })), IsEmpty());
    EXPECT_THAT(held(ooxml({ word },
                    { { "_xmlsignatures/origin.sigs", "" }, { "_xmlsignatures/sig1.xml", "x" },
                        { "_XmlSignatures/SIG2.XML", "x" } })),
        ElementsAre(two));
    EXPECT_THAT(held(ooxml({ word, told }, { { "elsewhere/a.xml", "x" } })), ElementsAre(one));
    static const std::string text = "application/vnd.oasis.opendocument.text";
    EXPECT_THAT(held(open_document(text)), IsEmpty());
    for (const auto* name : { "META-INF/documentsignatures.xml", "META-INF/macrosignatures.xml",
             "meta-inf/DocumentSignatures.xml" })
        EXPECT_THAT(held(open_document(text, { { name, "x" } })), ElementsAre(one)) << name;
}

TEST(Holdings, OfAMailAreItsSignatures)
{
    auto with = [](const std::string& type) {
        return held("From: a@b.jp\r\nTo: c@d.jp\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
                    "Content-Type: "
            + type + "\r\n\r\nwords\r\n");
    };
    const Holding one { "signature", 1 };
    EXPECT_THAT(with("text/plain"), IsEmpty());
    EXPECT_THAT(with("multipart/mixed;\r\n boundary=\"multipart\""), IsEmpty());
    EXPECT_THAT(with("multipart/signed; boundary=\"a\""), ElementsAre(one));
    EXPECT_THAT(with("\r\n Multipart/Signed;\r\n boundary=\"a\""), ElementsAre(one));
    EXPECT_THAT(with("application/pkcs7-mime; smime-type=signed-data"), ElementsAre(one));
    EXPECT_THAT(with("application/x-pkcs7-mime"), ElementsAre(one));
    EXPECT_THAT(with("application/pkcs7-mime; smime-type=enveloped-data"), IsEmpty());
}

static std::string old_block(char kind, unsigned flags, const std::string& body)
{
    auto head = kind + le16(flags) + le16(static_cast<unsigned>(7 + body.size())) + body;
    return le32(crc32_of(head)).substr(0, 2) + head;
}

static std::string old_service(const std::string& name, unsigned flags = 0)
{
    auto large = (flags & 0x100) != 0 ? std::string(8, '\0') : std::string();
    auto size = le16(static_cast<unsigned>(name.size()));
    return old_block('\x7A', flags,
        le32(0) + le32(0) + '\3' + le32(0) + le32(0) + "\x1D\x30" + size + le32(0) + large + name);
}

TEST(Holdings, OfAnArchiveOfRarStandBesideItsFiles)
{
    auto old = [](const std::string& blocks, unsigned flags = 0) {
        return held(std::string("Rar!\x1A\x07\0", 7)
            + old_block('\x73', flags, std::string(6, '\0')) + blocks + old_block('\x7B', 0, ""));
    };
    EXPECT_THAT(old(old_service("RR") + old_block('\x78', 0, "")), IsEmpty());
    EXPECT_THAT(old(old_service("CMT") + old_service("STM", 0x100) + old_service("STM")),
        ElementsAre(Holding { "alternate-stream", 2 }, Holding { "archive-comment", 1 }));
    EXPECT_THAT(old(old_service("ACL") + old_block('\x76', 0, "")),
        ElementsAre(Holding { "unknown-part", 2 }));
    EXPECT_THAT(old("", 2), ElementsAre(Holding { "archive-comment", 1 }));
    EXPECT_THAT(old(old_block('\x75', 0, "")), ElementsAre(Holding { "archive-comment", 1 }));

    auto block = [](const std::string& inside) {
        auto head = static_cast<char>(inside.size()) + inside;
        return le32(crc32_of(head)) + head;
    };
    auto service = [&](const std::string& name) { // Of no data, with time and checksum.
        return block(std::string("\3\0\6\0\0", 5) + std::string(8, '\0') + std::string("\0\1", 2)
            + static_cast<char>(name.size()) + name);
    };
    auto recent = [&](const std::string& blocks) {
        return held(std::string("Rar!\x1A\x07\1\0", 8) + block(std::string("\1\0\0", 3)) + blocks
            + block(std::string("\5\0\0", 3)));
    };
    EXPECT_THAT(recent(service("QO") + service("RR")), IsEmpty());
    EXPECT_THAT(recent(service("CMT") + service("STM") + service("STM") + service("new")),
        ElementsAre(Holding { "alternate-stream", 2 }, Holding { "archive-comment", 1 },
            Holding { "unknown-part", 1 }));
}

TEST(Holdings, OfAZipAreItsComment)
{
    auto plain = zip({ { "a.txt", "text" } });
    EXPECT_THAT(held(plain), IsEmpty());
    auto end = plain.substr(0, plain.size() - 2) + le16(5) + "words";
    EXPECT_THAT(held(end), ElementsAre(Holding { "archive-comment", 1 }));
}
