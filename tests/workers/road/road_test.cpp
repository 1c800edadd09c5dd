// SPDX-License-Identifier: MIT
// One file on the whole road, by the real workers: what is found only in what was made of it, and
// what an archive's parts share.
#include "tests/workers/office/documents.h"
#include "tests/workers/pdf/samples.h"
#include "tests/workers/road/road.h"
#include "tests/workers/unlock/tools.h"

#include <gtest/gtest.h>
#include <map>

using policy::ReasonCode, policy::Verdict;
using road_test::Road, road_test::first_reason;

static std::string utf16(const std::string& ascii)
{
    std::string text = "\xFF\xFE";
    for (char letter : ascii)
        text += { letter, '\0' };
    return text;
}

// P5: no scanner sees it in what was brought, one does in what would be taken away.
TEST_F(Road, RefusesWhatOnlyTheSecondScanFinds)
{
    EXPECT_EQ(carry("good.txt", utf16("nothing but hay\r\n")).report.verdict, Verdict::Sanitized);
    auto found = carry("bad.txt", utf16("a needle in the hay\r\n"));
    ASSERT_EQ(found.report.scans.size(), 2u);
    for (const auto& scan : found.report.scans)
        EXPECT_EQ(scan.state, policy::ScanState::Clean) << scan.scanner;
    EXPECT_EQ(found.report.verdict, Verdict::Refused);
}

TEST_F(Road, DrawsAnSvgAndChargesItsPageAndPixels)
{
    const std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"48\">"
                            "<script>1</script><text y=\"30\">水質</text></svg>";
    auto carried = carry("図.svg", svg);
    EXPECT_EQ(carried.report.verdict, Verdict::Flattened);
    ASSERT_EQ(carried.report.removed.size(), 1u);
    EXPECT_EQ(carried.report.removed[0].what, "script");
    budget().pixels = 150 * 75;
    EXPECT_EQ(carry("図.svg", svg).report.verdict, Verdict::Flattened);
    budget().pixels = 150 * 75 - 1;
    EXPECT_EQ(first_reason(carry("図.svg", svg).report), ReasonCode::Limit);
    treat_by(policy::Method::Text, "vector pictures");
    EXPECT_EQ(carry("図.svg", svg).report.verdict, Verdict::TextOnly);
}

// Who says yes would not be told what addresses it shows.
TEST_F(Road, DrawsNoSvgWhoseWordsNobodyCouldRead)
{
    auto svg = [](const std::string& content) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"48\">" + content
            + "<text y=\"30\">www.example.jp</text></svg>";
    };
    EXPECT_EQ(carry("図.svg", svg("<script>1</script >")).report.verdict, Verdict::Flattened);
    // The reader of words remembers less of an end tag.
    auto unread = carry("図.svg", svg("<script>1</script" + std::string(100, ' ') + ">")).report;
    EXPECT_EQ(unread.verdict, Verdict::Refused);
    EXPECT_EQ(first_reason(unread), ReasonCode::Broken);
    EXPECT_TRUE(unread.outputs.empty());
}

TEST_F(Road, LetsADrawingByAsItIsOnlyUnderItsName)
{
    const std::string drawing = "0\r\nSECTION\r\n2\r\nENTITIES\r\n0\r\nENDSEC\r\n0\r\nEOF\r\n";
    auto refused = carry("図面.dxf", drawing);
    EXPECT_EQ(refused.report.verdict, Verdict::Refused);
    EXPECT_EQ(first_reason(refused.report), ReasonCode::NoMethod);
    let_by_unchanged(policy::FileType::Dxf);
    auto carried = carry("図面.dxf", drawing);
    ASSERT_EQ(carried.report.verdict, Verdict::Unchanged);
    EXPECT_EQ(carried.output->type, policy::FileType::Dxf);
    EXPECT_EQ(carry("図面.dxf", drawing + "more").report.verdict, Verdict::Refused);
    auto object = drawing;
    object.replace(object.rfind("0\r\nENDSEC"), 0, "0\r\nOLE2FRAME\r\n");
    EXPECT_EQ(first_reason(carry("図面.dxf", object).report), ReasonCode::Broken);
    EXPECT_EQ(carry("図面.txt", drawing).report.verdict, Verdict::Sanitized);
    let_by_unchanged(policy::FileType::Jww);
    const std::string binary = std::string("JwwData.\xBC\x02\0\0", 12) + std::string(50, '\0');
    EXPECT_EQ(carry("図面.jww", binary).report.verdict, Verdict::Unchanged);
}

TEST_F(Road, OpensArchivesInArchivesAsDeepAsThePolicySays)
{
    auto one = documents::zip_of({ { "a.txt", "words\n" } });
    auto two = documents::zip_of({ { "one.zip", one } });
    budget().depth = 1;
    EXPECT_EQ(carry("one.zip", one).report.verdict, Verdict::Sanitized);
    auto deep = carry("two.zip", two);
    EXPECT_EQ(deep.report.verdict, Verdict::Refused);
    budget().depth = 2;
    EXPECT_EQ(carry("two.zip", two).report.verdict, Verdict::Sanitized);
}

TEST_F(Road, SaysOfAnArchiveOfRefusedFilesThatItIsNotEmpty)
{
    EXPECT_EQ(first_reason(carry("none.zip", documents::zip_of({})).report), ReasonCode::Empty);
    auto refused = carry("bad.zip", documents::zip_of({ { "a.txt", std::string(500, '\1') } }));
    EXPECT_EQ(first_reason(refused.report), ReasonCode::PartRefused);
}

TEST_F(Road, TellsEachEntryThatAnArchiveMayNotHave)
{
    auto carried = carry(
        "climb.zip", documents::zip_of({ { "../climb.txt", "up\n" }, { "stay.txt", "here\n" } }));
    EXPECT_EQ(carried.report.verdict, Verdict::Sanitized);
    ASSERT_EQ(carried.report.parts.size(), 2u);
    EXPECT_EQ(carried.report.parts[0].path, "../climb.txt");
    EXPECT_EQ(carried.report.parts[0].verdict, Verdict::Refused);
    EXPECT_EQ(carried.report.parts[1].verdict, Verdict::Sanitized);
}

// Of any type that the rule may name, also those that no verifier of ours reads.
TEST_F(Road, LetsBytesBeAsTheyAreWhereThePolicySaysSo)
{
    keep_all_unchanged();
    const std::map<std::string, std::string> files { { "a.json", "{ \"a\": 1 }" },
        { "a.csv", "=1+1,2\n" }, { "a.xml", "<?xml version=\"1.0\"?><a/>" },
        { "cp932.txt", "\x93\xfa\x95\xf1\n" }, { "a.docx", documents::docx("words") } };
    for (const auto& [name, bytes] : files) {
        auto carried = carry(name, bytes);
        EXPECT_EQ(carried.report.verdict, Verdict::Unchanged) << name;
        if (!carried.output)
            continue;
        auto written = base::Mapping::of(carried.output->bytes, bytes.size());
        ASSERT_TRUE(written);
        EXPECT_EQ(base::text_of(written.value().bytes()), bytes) << name;
    }
    EXPECT_EQ(carry("bad.txt", "a needle in the hay\n").report.verdict, Verdict::Refused);
}

TEST_F(Road, OpensWithThePasswordWhatIsOtherwiseRefused)
{
    auto zip = tools::encrypted_zip({ { "a.txt", "words\n" } }, "x 1", "-mem=AES256");
    auto within = documents::zip_of({ { "in.zip", zip }, { "b.txt", "more words\n" } });
    auto locked = carry("a.zip", zip);
    EXPECT_EQ(locked.report.verdict, Verdict::Refused);
    EXPECT_EQ(first_reason(locked.report), ReasonCode::Encrypted);

    passwords = { "wrong", "x 1" };
    for (const auto& [name, bytes] : { std::pair { "a.zip", zip }, { "within.zip", within } }) {
        auto opened = carry(name, bytes);
        EXPECT_EQ(opened.report.verdict, Verdict::Sanitized) << name;
        EXPECT_EQ(opened.report.sha256, base::to_hex(base::sha256(base::view_of(bytes)))) << name;
        const auto& report
            = opened.report.parts.size() == 1 ? opened.report : opened.report.parts.at(1);
        ASSERT_EQ(report.removed.size(), 1u) << name;
        EXPECT_EQ(report.removed[0].what, "encryption");
        EXPECT_EQ(report.parts.at(0).verdict, Verdict::Sanitized);
    }
    passwords = { "wrong" };
    EXPECT_EQ(first_reason(carry("a.zip", zip).report), ReasonCode::Encrypted);
}

// A password is worth asking for where nothing else is wrong.
TEST_F(Road, OpensNothingThatWouldNotPassWithoutItsPassword)
{
    auto zip = tools::encrypted_zip({ { "a.txt", "words\n" } }, "x 1", "-mem=AES256");
    passwords = { "x 1" };
    auto carried = carry("a.pdf", zip);
    EXPECT_FALSE(carried.output);
    std::vector<ReasonCode> codes;
    for (const auto& reason : carried.report.reasons)
        codes.push_back(reason.code);
    EXPECT_EQ(codes, (std::vector { ReasonCode::TypeMismatch, ReasonCode::Encrypted }))
        << policy::to_line(carried.report.reasons.back());
}

// As they come by mail, the password in a second one.
TEST_F(Road, OpensWithThePasswordWhatIsAttachedToAMail)
{
    auto zip = tools::encrypted_zip({ { "a.txt", "words\n" } }, "x 1", "-mem=ZipCrypto");
    auto mail = "From: a@example.com\r\nSubject: b\r\nMIME-Version: 1.0\r\n"
                "Content-Type: multipart/mixed; boundary=\"=b\"\r\n\r\n--=b\r\n"
                "Content-Type: text/plain\r\n\r\nhello\r\n--=b\r\n"
                "Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n"
                "Content-Disposition: attachment; filename=a.zip\r\n\r\n"
        + base::to_base64(base::view_of(zip)) + "\r\n--=b--\r\n";
    auto attachment = [&] {
        auto report = carry("a.eml", mail).report;
        EXPECT_EQ(report.verdict, Verdict::Sanitized);
        auto found = std::ranges::find(report.parts, "a.zip", &broker::FileReport::path);
        EXPECT_NE(found, report.parts.end());
        return found == report.parts.end() ? broker::FileReport() : *found;
    };
    EXPECT_EQ(first_reason(attachment()), ReasonCode::Encrypted);
    passwords = { "x 1" };
    EXPECT_EQ(attachment().verdict, Verdict::Sanitized);
}

// Neither what lies behind a password, nor what is beside it for everybody to see.
TEST_F(Road, LooksBehindThePasswordForWhatMayNotPass)
{
    passwords = { "x" };
    auto needle = std::string("a needle in the hay\n");
    auto behind = carry("a.zip", tools::encrypted_zip({ { "a.txt", needle } }, "x", "-mem=AES256"));
    EXPECT_EQ(behind.report.verdict, Verdict::Refused);
    auto beside = carry(
        "b.zip", tools::encrypted_zip({ { needle.substr(0, 19), "words\n" } }, "x", "-mem=AES256"));
    EXPECT_EQ(beside.report.verdict, Verdict::Refused);
    EXPECT_EQ(first_reason(beside.report), ReasonCode::Encrypted);
}

TEST_F(Road, KeepsNothingUnchangedThatLosesItsPassword)
{
    passwords = { "x" };
    auto pdf = samples::book({ .contents = { samples::words("a") } });
    tools::Folder folder;
    folder.put("a.pdf", pdf);
    folder.run("qpdf --encrypt x y 256 -- a.pdf b.pdf");
    auto encrypted = folder.get("b.pdf");
    EXPECT_EQ(carry("a.pdf", encrypted).report.verdict, Verdict::Flattened);
    keep_all_unchanged();
    EXPECT_EQ(carry("a.pdf", pdf).report.verdict, Verdict::Unchanged);
    auto carried = carry("a.pdf", encrypted);
    EXPECT_EQ(carried.report.verdict, Verdict::Refused);
    EXPECT_EQ(first_reason(carried.report), ReasonCode::Encrypted);
}

// Though no single worker was too slow.
TEST_F(Road, RefusesWhatTookLongerThanTheBudget)
{
    keep_all_unchanged();
    budget().seconds = 600;
    EXPECT_EQ(carry("a.txt", "words\n").report.verdict, Verdict::Unchanged);
    auto slow = carry("a.txt", "words\n", std::chrono::milliseconds(600'000 - 1));
    EXPECT_EQ(first_reason(slow.report), ReasonCode::Limit);
    EXPECT_EQ(slow.report.verdict, Verdict::Refused);
}

// Else a thousand archives that take long to open, and hold little, would cost nothing.
TEST_F(Road, ChargesAnArchiveForWhatItsPartsDidNotTake)
{
    auto inner = documents::zip_of({ { "a.txt", "words\n" } });
    auto carried
        = carry("a.zip", documents::zip_of({ { "b.zip", inner }, { "c.txt", "words\n" } }));
    EXPECT_EQ(carried.report.verdict, Verdict::Sanitized);
    EXPECT_NEAR(seconds_charged, carried.report.seconds, 0.01); // Each charge is in milliseconds.
}

// A bomb among others costs them the budget: each would have the whole of it anew otherwise.
TEST_F(Road, GivesTheSiblingsOfABombNothing)
{
    documents::Files many;
    for (char name = 'a'; name <= 'e'; ++name)
        many[std::string(1, name) + ".txt"] = "words\n";
    auto archive = [&](const documents::Files& first) {
        return documents::zip_of({ { "1.zip", documents::zip_of(first) },
            { "2.zip", documents::zip_of({ { "a.txt", "words\n" } }) } });
    };
    budget().entries = 4;
    auto good = carry("good.zip", archive({ { "a.txt", "words\n" } }));
    EXPECT_EQ(good.report.verdict, Verdict::Sanitized);
    EXPECT_EQ(good.report.parts[1].verdict, Verdict::Sanitized);
    auto bad = carry("bad.zip", archive(many));
    ASSERT_EQ(bad.report.parts.size(), 2u);
    EXPECT_EQ(first_reason(bad.report.parts[0]), ReasonCode::Limit);
    EXPECT_FALSE(broker::passes(bad.report.parts[1].verdict));
    EXPECT_FALSE(broker::passes(bad.report.verdict));
}

// Of pages that become pictures, and of pictures that are drawn again.
TEST_F(Road, CountsThePixelsOfPages)
{
    auto pdf
        = samples::book({ .contents = { "q 200 0 0 100 0 0 cm BI /W 200 /H 100 /BPC 8 /CS /G ID "
                              + std::string(20'000, 'x') + " EI Q" } });
    auto both = documents::zip_of({ { "1.pdf", pdf }, { "2.pdf", pdf } });
    for (auto [method, pixels] : { std::pair(policy::Method::Flatten, 417u * 209u),
             std::pair(policy::Method::Rebuild, 200u * 100u) }) {
        treat_by(method, "PDF");
        budget().pixels = 2 * pixels;
        EXPECT_EQ(carry("both.zip", both).report.verdict, Verdict::Sanitized);
        budget().pixels = 2 * pixels - 1;
        auto one = carry("both.zip", both);
        ASSERT_EQ(one.report.parts.size(), 2u);
        EXPECT_TRUE(broker::passes(one.report.parts[0].verdict));
        EXPECT_EQ(first_reason(one.report.parts[1]), ReasonCode::Limit);
    }
}

TEST_F(Road, CountsThePixelsOfAllPartsTogether)
{
    std::string head("BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18", 29);
    auto picture = head + std::string(25, '\0') + std::string("\x10\x20\x30\0", 4);
    auto both = documents::zip_of({ { "1.bmp", picture }, { "2.bmp", picture } });
    budget().pixels = 2;
    EXPECT_EQ(carry("both.zip", both).report.verdict, Verdict::Sanitized);
    budget().pixels = 1;
    auto one = carry("both.zip", both);
    ASSERT_EQ(one.report.parts.size(), 2u);
    EXPECT_TRUE(broker::passes(one.report.parts[0].verdict));
    EXPECT_EQ(first_reason(one.report.parts[1]), ReasonCode::Limit);
}
