// SPDX-License-Identifier: MIT
// What the report tells of addresses that a file shows or leads to, for each kind of file.
#include "kiosk/broker/road/seen.h"
#include "tests/workers/office/documents.h"
#include "tests/workers/pdf/samples.h"
#include "tests/workers/road/road.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using policy::Method, policy::Verdict;
using road_test::Road;
using testing::ElementsAre, testing::IsEmpty, testing::UnorderedElementsAre;

// "link text https://…": kind, place, text.
static std::vector<std::string> seen_in(const broker::FileReport& report)
{
    EXPECT_TRUE(broker::passes(report.verdict))
        << (report.reasons.empty() ? "" : policy::to_line(report.reasons[0]));
    std::vector<std::string> all;
    for (const auto& one : report.seen.listed) {
        std::string kind = one.kind == broker::SightKind::Link ? "link"
            : one.kind == broker::SightKind::Address           ? "address"
            : one.kind == broker::SightKind::Label             ? "label"
                                                               : "code";
        std::string place = one.place == broker::SightPlace::Text ? " text "
            : one.place == broker::SightPlace::Link               ? " link "
            : one.place == broker::SightPlace::Property           ? " property "
                                                                  : " code ";
        all.push_back(kind + place + one.text);
    }
    return all;
}

TEST_F(Road, TellsTheAddressesOfATextInWhateverEncoding)
{
    // "詳細は" in CP932, then an address.
    auto report
        = carry("memo.txt", "\x8F\xDA\x8D\xD7\x82\xCDhttps://example.jp/a\r\nx@example.jp\r\n")
              .report;
    EXPECT_THAT(seen_in(report),
        ElementsAre("link text https://example.jp/a", "address text x@example.jp"));
    EXPECT_EQ(report.seen.links, 1u);
    EXPECT_EQ(report.seen.addresses, 1u);
    EXPECT_THAT(seen_in(carry("plain.txt", "nothing to see\r\n").report), IsEmpty());
}

TEST_F(Road, SaysThatItLooksForNoneInWhatPassesAsItIs)
{
    const auto* bytes = "a,https://evil.example/\r\nb,c\r\n";
    EXPECT_TRUE(broker::to_json(carry("a.csv", bytes).report)["seen"].is_object());
    let_by_unchanged(policy::FileType::Csv);
    auto report = carry("a.csv", bytes).report;
    EXPECT_EQ(report.verdict, Verdict::Unchanged);
    EXPECT_TRUE(broker::to_json(report)["seen"].is_null());
}

TEST_F(Road, EndsAnAddressWhereACellEnds)
{
    EXPECT_THAT(
        seen_in(carry("a.csv", "www.example.jp/a,b\r\n\"https://example.jp/?a,b\",c\r\n").report),
        ElementsAre("link text www.example.jp/a", "link text https://example.jp/?a,b"));
}

TEST_F(Road, TellsWhereLinksOfAWebPageLedThatAreTextNow)
{
    auto report = carry("a.html",
        "<html><body>こちら<a href='https://example.jp/'>from here</a>"
        "<a href='mailto:a@example.jp?subject=x'>mail</a><a href='ftp://example.com/x'>ftp</a>")
                      .report;
    EXPECT_THAT(seen_in(report),
        UnorderedElementsAre("link link https://example.jp/", "address link a@example.jp",
            "link link ftp://example.com/x"));
}

TEST_F(Road, TellsTheAddressesOfAPdf)
{
    auto bytes
        = samples::book({ .contents = { "BT /F1 12 Tf 10 50 Td (see www.example.jp/a) Tj ET" },
            .page = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 50 50]/A<</S/URI/URI"
                    "(https://evil.example/)>>>><</Type/Annot/Subtype/Link/Rect[60 0 90 50]/A<</S/"
                    "Launch/F(cmd.exe)>>>>]" });
    auto expected = UnorderedElementsAre(
        "link text www.example.jp/a", "link link https://evil.example/", "link link cmd.exe");
    EXPECT_THAT(seen_in(carry("a.pdf", bytes).report), expected);
    treat_by(Method::Text, "PDF");
    EXPECT_THAT(seen_in(carry("a.pdf", bytes).report), expected);
    treat_by(Method::Rebuild, "PDF");
    EXPECT_THAT(seen_in(carry("a.pdf", bytes).report), expected);
}

TEST_F(Road, TellsTheAddressesOfAWordDocumentAndOfLinksThatDoNotComeAlong)
{
    auto bytes = documents::docx_of(
        "<w:p><w:r><w:t>www.exam</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ple.jp</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>a@example.jp</w:t></w:r></w:p>"
        "<w:p><w:hyperlink r:id=\"rIdL\"><w:r><w:t>here</w:t></w:r></w:hyperlink>"
        "<w:hyperlink r:id=\"rIdF\"><w:r><w:t>file</w:t></w:r></w:hyperlink></w:p>",
        {}, {},
        { { "rIdL", "hyperlink https://evil.example/ External" },
            { "rIdF", "hyperlink file:///x.exe External" } });
    // By way of its pages, on which LibreOffice leaves no links.
    EXPECT_THAT(seen_in(carry("a.docx", bytes).report),
        UnorderedElementsAre("link text www.example.jp", "address text a@example.jp"));
    treat_by(Method::Rebuild, "office documents");
    EXPECT_THAT(seen_in(carry("a.docx", bytes).report),
        UnorderedElementsAre("link text www.example.jp", "address text a@example.jp",
            "link link https://evil.example/", "link link file:///x.exe"));
}

TEST_F(Road, TellsWhereFieldsOfBothKindsLead)
{
    auto bytes = documents::docx_of(
        "<w:p><w:fldSimple w:instr=\" HYPERLINK &quot;https://simple.example/&quot; "
        "\"><w:r><w:t>bank"
        "</w:t></w:r></w:fldSimple><w:r><w:fldChar "
        "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>"
        " HYPERLINK \"https://complex.example/\" </w:instrText></w:r><w:r><w:fldChar "
        "w:fldCharType=\"separate\"/></w:r><w:r><w:t>shop</w:t></w:r><w:r><w:fldChar "
        "w:fldCharType=\"end\"/></w:r></w:p>",
        {}, {}, {});
    treat_by(Method::Rebuild, "office documents");
    EXPECT_THAT(seen_in(carry("a.docx", bytes).report),
        UnorderedElementsAre(
            "link link https://simple.example/", "link link https://complex.example/"));
}

TEST_F(Road, TellsTheAddressesOfSheetsAndSlidesAndJoinsNoCells)
{
    EXPECT_THAT(seen_in(carry("a.pptx", documents::pptx("https://example.jp/")).report),
        ElementsAre("link text https://example.jp/"));
    treat_by(Method::Rebuild, "office documents");
    auto cell = [](const std::string& text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    };
    auto book = documents::xlsx(cell("www.example.jp/") + cell("a") + cell("b@example.jp"));
    EXPECT_THAT(seen_in(carry("a.xlsx", book).report),
        ElementsAre("link text www.example.jp/", "address text b@example.jp"));
}

TEST_F(Road, TellsTheAddressesOfOpenDocument)
{
    treat_by(Method::Rebuild, "office documents");
    auto bytes = documents::open_document("text",
        "<text:p>www.exam<text:span>ple.jp</text:span></text:p><text:p><text:a "
        "xlink:type=\"simple\" "
        "xlink:href=\"https://evil.example/\">here</text:a><text:a xlink:type=\"simple\" "
        "xlink:href=\"ftp://x.example/\">there</text:a></text:p>");
    EXPECT_THAT(seen_in(carry("a.odt", bytes).report),
        UnorderedElementsAre("link text www.example.jp", "link link https://evil.example/",
            "link link ftp://x.example/"));
}

TEST_F(Road, TellsTheAddressesOfADrawing)
{
    EXPECT_THAT(seen_in(carry("a.svg",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"48\">"
                    "<text y=\"30\">www.example.jp</text></svg>")
                            .report),
        ElementsAre("link text www.example.jp"));
}

TEST_F(Road, TellsWhereTheLinksOfADrawingLed)
{
    EXPECT_THAT(seen_in(carry("a.svg",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                    "xmlns:x=\"http://www.w3.org/1999/xlink\" width=\"96\" height=\"48\">"
                    "<a href=\"https://evil.example/\"><text y=\"30\">here</text></a>"
                    "<a x:href=\"mailto:a@evil.example\"><rect width=\"9\" height=\"9\"/></a>"
                    "<a href=\"#r\"/><a href=\"javascript:x\"/></svg>")
                            .report),
        UnorderedElementsAre("link link https://evil.example/", "address link a@evil.example"));
}

// By way of LibreOffice's PDF, or of what it writes.
TEST_F(Road, TellsWhereTheLinksOfFlattenedAndOlderDocumentsLead)
{
    const std::string old = "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard {\\field{\\*\\fldinst "
                            "{HYPERLINK \"https://evil.example/\"}}{\\fldrslt {here}}} there\\par}";
    auto sheet = documents::open_document("spreadsheet",
        "<table:table table:name=\"t\"><table:table-row><table:table-cell "
        "office:value-type=\"string\"><text:p><text:a xlink:type=\"simple\" "
        "xlink:href=\"https://evil.example/\">here</text:a></text:p></table:table-cell>"
        "</table:table-row></table:table>");
    for (auto method : { Method::Flatten, Method::Rebuild }) {
        SCOPED_TRACE(policy::word(method));
        treat_by(method, "office documents");
        if (method == Method::Rebuild) { // LibreOffice's PDF of an RTF has no links.
            EXPECT_THAT(seen_in(carry("a.rtf", old).report),
                testing::Contains("link link https://evil.example/"));
        }
        EXPECT_THAT(seen_in(carry("a.ods", sheet).report),
            testing::Contains("link link https://evil.example/"));
    }
}

TEST_F(Road, TellsTheAddressesOfAMailsPage)
{
    auto report = carry("a.eml",
        "From: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/html\r\n\r\n<a "
        "href='https://evil.example/'>https://example.jp/</a>\r\n")
                      .report;
    EXPECT_THAT(seen_in(report),
        testing::IsSupersetOf({ "link link https://evil.example/", "link text https://example.jp/",
            "address text a@example.jp", "address text b@example.jp" }));
}

TEST_F(Road, TellsTheLabelThatADocumentBearsInItsFirstWordsOrItsHeader)
{
    EXPECT_THAT(
        seen_in(carry("a.txt", "機密性２　会議録\r\n").report), ElementsAre("label text 機密性2"));
    treat_by(Method::Rebuild, "office documents");
    auto odt = documents::open_document("text", "<text:p>【機密性3A】</text:p>");
    EXPECT_THAT(seen_in(carry("a.odt", odt).report), ElementsAre("label text 機密性3A"));
}

TEST(SeenRoom, IsSharedByAFileAndItsPartsAndLabelsHaveTheirOwn)
{
    auto with = [](std::initializer_list<broker::Sight> sights) {
        broker::FileReport report;
        report.seen.listed = sights;
        report.seen.links = sights.size();
        return report;
    };
    using broker::SightKind, broker::SightPlace;
    broker::Sight link { SightKind::Link, SightPlace::Text, "12345678", "90" };
    broker::Sight label { SightKind::Label, SightPlace::Text, "label 2" };
    auto listed_in = [&](broker::SeenRoom room) {
        auto report = with({ link, label });
        report.parts = { with({ label, link }), with({ link, label }) };
        report.parts[1].parts = { with({ label }) };
        broker::fit_seen(report, room);
        std::string all;
        auto add = [&](const broker::FileReport& one) {
            for (const auto& sight : one.seen.listed)
                all += sight.kind == SightKind::Label ? 'm' : 'k';
            all += ' ';
        };
        add(report);
        for (const auto& part : report.parts)
            add(part);
        add(report.parts[1].parts[0]);
        EXPECT_EQ(report.parts[1].seen.links, 2u); // Counted all the same.
        return all;
    };
    EXPECT_EQ(listed_in({ 3, 30, 28 }), "km mk km m ");
    EXPECT_EQ(listed_in({ 2, 30, 28 }), "km mk m m "); // So many addresses,
    EXPECT_EQ(listed_in({ 3, 29, 28 }), "km mk m m "); // so many bytes of them,
    EXPECT_EQ(listed_in({ 3, 30, 27 }), "km mk km  "); // so many of labels.
    EXPECT_EQ(listed_in({ 0, 0, 28 }), "m m m m ");
    EXPECT_EQ(listed_in({ 3, 30, 0 }), "k k k  ");
}

TEST_F(Road, ListsOfAFileWhatAReportHasRoomFor)
{
    std::string page = "<html><body>";
    for (int number = 0; number < 60; ++number) {
        auto host = std::to_string(number) + ".example";
        page += "<p>https://shown" + host + "/ a@shown" + host + " <a href='https://" + host
            + "/'>there</a> <a href='mailto:a@" + host + "'>mail</a></p>";
    }
    auto seen = carry("a.html", page).report.seen;
    EXPECT_GT(seen.links + seen.addresses, broker::SeenRoom().listed);
    EXPECT_EQ(seen.listed.size(), broker::SeenRoom().listed);
}
