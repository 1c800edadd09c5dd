// SPDX-License-Identifier: MIT
// What becomes of the parts of a mail, and of a file of mails.
#include "sanitizer/unpack/mail/mbox.h"
#include "sanitizer/unpack/mail/signed_data.h"
#include "tests/unit/mail/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace unpack_mail;
using mail_test::told, mail_test::mail;
using testing::ElementsAre, testing::IsEmpty;

static const std::string attachment
    = "Content-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nYSxi\r\nCg==\r\n";

static std::string multi(const std::string& kind, const std::vector<std::string>& parts)
{
    std::string body;
    for (const auto& part : parts)
        body += "--b\r\n" + part + "\r\n";
    return mail("Content-Type: multipart/" + kind + "; boundary=b\r\n", body + "--b--\r\n");
}

TEST(Parts, AreBodiesAndAttachmentsInTheirOrder)
{
    auto all = told(multi("mixed", { "\r\nwords", attachment, "\r\nfooter" }));
    EXPECT_EQ(all.stop, "");
    EXPECT_THAT(all.parts, ElementsAre("text: words", "a.csv: a,b\n", "text: footer"));
    EXPECT_EQ(all.totals.entries, 3u);
    EXPECT_EQ(all.totals.bytes, 15u);
}

TEST(Parts, OfAnAlternativeAreOneBodyInTwoForms)
{
    std::string page = "Content-Type: text/html; charset=Shift_JIS\r\n\r\n<p>\x90\x85";
    EXPECT_THAT(told(multi("alternative", { "\r\nwords", page })).parts,
        ElementsAre("text: words", "page+: \xEF\xBB\xBF<p>水"));
    EXPECT_THAT(told(multi("mixed", { "\r\nwords", page })).parts,
        ElementsAre("text: words", "page: \xEF\xBB\xBF<p>水"));
    auto rich = told(multi("alternative", { "\r\nwords", "Content-Type: text/enriched\r\n\r\nx" }));
    EXPECT_THAT(rich.left_out, ElementsAre("2 text/enriched x1"));
}

TEST(Parts, WithoutANameGetOneByTheirType)
{
    EXPECT_THAT(told(multi("mixed", { "Content-Type: image/png\r\n\r\nx" })).parts,
        ElementsAre("part-1.png: x"));
    EXPECT_THAT(
        told(multi("mixed", { "Content-Type: a/b\r\n\r\nx" })).parts, ElementsAre("part-1.bin: x"));
    EXPECT_THAT(told(multi("mixed", { "Content-Type: message/delivery-status\r\n\r\nx" })).parts,
        ElementsAre("part-1.txt: x"));
}

TEST(Parts, ThatAreMailsAreNamedByTheirSubject)
{
    std::string inner = "Content-Type: message/rfc822\r\n\r\nSubject: in/side\r\n\r\nx";
    EXPECT_THAT(told(multi("mixed", { inner })).parts,
        ElementsAre("in_side.eml: Subject: in/side\r\n\r\nx\r\n"));
    EXPECT_THAT(told(multi("digest", { "\r\nSubject: y\r\n\r\nx" })).parts,
        ElementsAre("y.eml: Subject: y\r\n\r\nx\r\n"));
}

TEST(Parts, ThatLieElsewhereOrInPiecesAreToldAndNotGiven)
{
    auto all = told(multi("mixed",
        { "\r\nwords", "Content-Type: message/partial; id=1\r\n\r\nx",
            "Content-Type: message/external-body; name=far.doc\r\n\r\nx" }));
    EXPECT_THAT(all.refused, ElementsAre("part-2.txt 1", "far.doc 2"));
    EXPECT_THAT(all.parts, ElementsAre("text: words"));
}

// Encrypted throughout: refused. Encrypted beside something else: told.
TEST(Encryption, RefusesTheMailOrThePart)
{
    std::string armour = "\r\n-----BEGIN PGP MESSAGE-----\r\nx";
    EXPECT_EQ(told(multi("encrypted; protocol=x", { "\r\nx", "\r\ny" })).stop,
        "encrypted: the mail is encrypted");
    EXPECT_EQ(told(mail("", armour)).stop, "encrypted: the mail is encrypted");
    EXPECT_EQ(told(multi("mixed", { armour })).stop, "encrypted: the mail is encrypted");
    auto beside = told(multi("mixed", { "\r\nwords", armour }));
    EXPECT_EQ(beside.stop, "");
    EXPECT_THAT(beside.refused, ElementsAre("part-2.txt 0"));
    EXPECT_THAT(told(mail("", "x -----BEGIN PGP MESSAGE-----\r\n")).refused, IsEmpty());
}

static const std::string oid_signed { "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 11 };
static const std::string oid_data { "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01", 11 };

static std::string tlv(char tag, const std::string& content)
{
    return { std::string(1, tag) + char(content.size()) + content };
}

static std::string signed_data(const std::string& content)
{
    auto inner = tlv('\x30', oid_data + tlv('\xA0', tlv('\x04', content)));
    auto data = tlv('\x30', "\x02\x01\x01" + tlv('\x31', "") + inner + tlv('\x31', ""));
    return tlv('\x30', oid_signed + tlv('\xA0', data));
}

TEST(Signatures, AreTakenOffAndTold)
{
    auto opened = open_cms(signed_data("\r\nwords"));
    EXPECT_EQ(opened.kind, Cms::Signed);
    EXPECT_EQ(opened.content, "\r\nwords");
    auto all = told(
        multi("signed", { "\r\nwords", "Content-Type: application/pgp-signature\r\n\r\nx" }));
    EXPECT_THAT(all.parts, ElementsAre("text: words"));
    EXPECT_THAT(all.left_out, ElementsAre("4 application/pgp-signature x1"));
}

TEST(Signatures, AreReadToTheirLastByteOrNotAtAll)
{
    auto whole = signed_data("words");
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_EQ(open_cms(whole.substr(0, size)).kind, Cms::Broken) << size;
    EXPECT_EQ(open_cms(whole + "x").kind, Cms::Broken);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto changed = whole;
        changed[at] = char(0x80); // No length, no tag of ours.
        open_cms(changed); // Ends, whatever it says.
    }
    std::string deep;
    for (int i = 0; i < 1000; ++i)
        deep += "\x30\x80";
    EXPECT_EQ(open_cms(deep).kind, Cms::Broken);
}

static const std::string from = "From a@example.jp Sat Nov 21 09:00:00 2026\n";

TEST(Mbox, IsSplitWhereEveryReaderSplitsIt)
{
    auto all = told(
        from + "Subject: one\n\nx\n>From here\n\n" + from + "Subject: 水\n\ny\n", Type::Mbox);
    EXPECT_THAT(all.parts,
        ElementsAre(
            "0001 one.eml: Subject: one\n\nx\n>From here\n\n", "0002 水.eml: Subject: 水\n\ny\n"));
    EXPECT_THAT(told(from + "\n", Type::Mbox).parts, ElementsAre("0001.eml: \n"));
}

TEST(Mbox, StopsAtLinesThatOnlySomeReadersTakeForAStart)
{
    for (auto bad : { "a: b\n\nx\n\nFrom the river\n",
             "a: b\n\nx\n"
             "From a@b Sat Nov 21 09:00:00 2026\n",
             "a: b\n\nFrom \n" })
        EXPECT_TRUE(told(from + bad, Type::Mbox).stop.starts_with("malformed: ")) << bad;
    EXPECT_TRUE(told("Subject: x\n\n", Type::Mbox).stop.starts_with("malformed: "));
}

TEST(Mbox, KnowsASeparatorByItsDate)
{
    for (auto line : { "From a@b Sat Nov 21 09:00:00 2026", "From - Sat Nov  1 09:00:00 2026\r",
             "From a at b  Sat Nov 21 09:00 2026", "From a@b Sat Nov 21 09:00:00 JST 2026",
             "From a@b Sat Nov 21 09:00:00 2026 +0900" })
        EXPECT_TRUE(is_separator(line)) << line;
    for (auto line : { "From a@b", "From the Sat Nov 21", "from a@b Sat Nov 21 09:00:00 2026",
             "From a@b Sat Nov 21 0900 2026", "From a@b Sat Nov x 09:00:00 2026", "" })
        EXPECT_FALSE(is_separator(line)) << line;
}
