// SPDX-License-Identifier: MIT
// A mail on the whole road: its words as a text, its attachments as files of their own.
#include "kiosk/broker/road/mail_text.h"
#include "tests/workers/office/documents.h"
#include "tests/workers/road/road.h"

#include <gmock/gmock.h>

using policy::FileType, policy::ReasonCode, policy::Verdict;
using road_test::Road, road_test::first_reason;
using testing::HasSubstr, testing::Not;

static std::string attachment(const std::string& name, const std::string& content)
{
    return "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\""
        + name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base::to_base64(base::view_of(content)) + "\r\n";
}

static std::string mail(const std::vector<std::string>& parts, const std::string& mark = "b")
{
    std::string all = "From: \"boss@city.jp\" <a@example.jp>\r\nTo: b@example.jp\r\nSubject: x\r\n"
                      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="
        + mark + "\r\n\r\n";
    for (const auto& part : parts)
        all += "--" + mark + "\r\n" + part + "\r\n";
    return all + "--" + mark + "--\r\n";
}

static std::string text_of(const broker::Carried& carried)
{
    EXPECT_TRUE(carried.output);
    if (!carried.output)
        return {};
    return std::string(base::text_of(base::read_all(carried.output->bytes, 1 << 20).take()));
}

static std::vector<std::string> removed(const broker::FileReport& report)
{
    std::vector<std::string> all;
    for (const auto& one : report.removed)
        all.push_back(one.what + " " + one.where);
    return all;
}

static const std::string words = "Content-Type: text/plain; charset=utf-8\r\n\r\n点検です。\r\n";

TEST_F(Road, MakesOneTextOfAMailWithoutAttachments)
{
    auto carried = carry("a.eml", mail({ words }));
    EXPECT_EQ(carried.report.verdict, Verdict::Sanitized);
    EXPECT_EQ(carried.output->type, FileType::PlainText);
    EXPECT_THAT(text_of(carried), HasSubstr("点検です。"));
    EXPECT_THAT(text_of(carried),
        HasSubstr("差出人 (From): a@example.jp\r\n    表示名 (name): boss@city.jp\r\n    ※"));
}

TEST_F(Road, CarriesAttachmentsAndSaysWhatBecameOfEach)
{
    auto carried = carry("a.eml",
        mail({ words, attachment("good.txt", "words\n"), attachment("bad.sh", "#!/bin/sh\nls\n"),
            attachment("none", "words\n") }));
    ASSERT_EQ(carried.report.verdict, Verdict::Sanitized)
        << policy::to_line(carried.report.reasons.at(0));
    EXPECT_EQ(carried.output->type, FileType::Zip);
    ASSERT_EQ(carried.report.parts.size(), 4u);
    EXPECT_EQ(carried.report.parts[0].verdict, Verdict::Sanitized);
    EXPECT_EQ(carried.report.parts[1].verdict, Verdict::Refused);
    EXPECT_EQ(carried.report.parts[2].verdict, Verdict::Refused);
    EXPECT_EQ(carried.report.parts[3].path, "本文.txt");
    EXPECT_THAT(removed(carried.report),
        testing::IsSupersetOf({ "part bad.sh: executable", "part none: type-mismatch" }));
}

// It is the file that people are told to open.
TEST_F(Road, GivesTheNameOfItsTextToNoAttachment)
{
    for (const auto* name : { "\xE6\x9C\xAC\xE6\x96\x87.txt", "\xE6\x9C\xAC\xE6\x96\x87.TXT" }) {
        auto carried = carry("a.eml", mail({ words, attachment(name, "forged words\n") }));
        ASSERT_EQ(carried.report.parts.size(), 2u);
        EXPECT_NE(carried.report.parts[0].outputs.at(0).path, "本文.txt");
        EXPECT_EQ(carried.report.parts[1].outputs.at(0).path, "本文.txt");
    }
}

// Another program may show what cannot be read here, or a picture in place of words.
TEST_F(Road, TellsInTheTextThatAnotherFormOfItIsLeftOut)
{
    auto with_page = [&](const std::string& page) {
        return mail({ "Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n" + words
            + "\r\n--c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + "\r\n--c--" });
    };
    auto told = HasSubstr("Another form of the text");
    EXPECT_THAT(text_of(carry("a.eml", with_page("<img src=http://a.jp/x>"))), told);
    EXPECT_THAT(text_of(carry("a.eml", with_page("<p>点検です。</p>"))), Not(told));
}

TEST_F(Road, LeavesAttachmentsOutWhereThePolicyWantsTheTextAlone)
{
    treat_by(policy::Method::Text, "mail");
    auto carried = carry("a.eml", mail({ words, attachment("good.txt", "words\n") }));
    EXPECT_EQ(carried.report.verdict, Verdict::TextOnly);
    EXPECT_EQ(carried.output->type, FileType::PlainText);
    EXPECT_THAT(text_of(carried), HasSubstr("good.txt → "));
    EXPECT_THAT(removed(carried.report), testing::Contains("attachments good.txt"));
}

// In the bytes of the mail nobody sees it; each scanner looks at the attachment and at the words.
TEST_F(Road, ScansTheAttachmentsAndTheWordsByThemselves)
{
    auto hay = std::string("a needle in the hay\n");
    auto attached = carry("a.eml", mail({ words, attachment("hay.txt", hay) }));
    EXPECT_EQ(first_reason(attached.report.parts.at(0)), ReasonCode::Malware);
    auto coded = "Content-Transfer-Encoding: base64\r\n\r\n" + base::to_base64(base::view_of(hay));
    EXPECT_EQ(carry("a.eml", mail({ coded })).report.verdict, Verdict::Refused);
    auto both = carry("a.eml", mail({ coded, attachment("good.txt", "words\n") }));
    EXPECT_EQ(both.report.verdict, Verdict::Refused);
}

TEST_F(Road, SpendsOneBudgetOnAMailAndWhatIsInIt)
{
    auto inner = "Content-Type: message/rfc822\r\n\r\n"
        + mail({ words, attachment("b.txt", "words\n") }, "in");
    auto archive = documents::zip_of({ { "a.txt", "words\n" } });
    budget().depth = 1;
    auto flat = carry("a.eml", mail({ words, inner, attachment("a.zip", archive) }));
    EXPECT_EQ(first_reason(flat.report), ReasonCode::Limit); // A part of it is too deep.
    budget().depth = 2;
    auto deep = carry("a.eml", mail({ words, inner, attachment("a.zip", archive) }));
    EXPECT_EQ(deep.report.parts.at(1).verdict, Verdict::Sanitized);
    budget().entries = 3;
    EXPECT_EQ(first_reason(carry("a.eml", mail({ words, words, words, words })).report),
        ReasonCode::Limit);
}

TEST(MailText, SaysTheSameOnlyWhereNoSignIsOther)
{
    for (auto [a, b] : { std::pair("a b", "ab"), std::pair("* a", "- a"), std::pair("---\na", "a"),
             std::pair("a <http://b/>", "a"), std::pair("", " ") })
        EXPECT_TRUE(broker::say_the_same(a, b)) << a << "|" << b;
    for (auto [a, b] : { std::pair("-5", "5"), std::pair("1.000", "1,000"), std::pair("a+b", "ab"),
             std::pair("a.b@c", "ab@c"), std::pair("a?", "a"), std::pair("a", "") })
        EXPECT_FALSE(broker::say_the_same(a, b)) << a << "|" << b;
}

TEST_F(Road, RepeatsNoBodyThatSaysTheSameInHtml)
{
    auto alternative = [&](const std::string& page) {
        return "Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n" + words
            + "\r\n--c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + "\r\n--c--";
    };
    auto same = carry("a.eml", mail({ alternative("<p>点検<b>です</b>。</p>") }));
    EXPECT_THAT(text_of(same), Not(HasSubstr("another form")));
    auto other = carry("a.eml", mail({ alternative("<p>別の話</p><img src=http://a.jp/x>") }));
    EXPECT_THAT(text_of(other), HasSubstr("another form"));
    EXPECT_THAT(text_of(other), HasSubstr("別の話"));
    EXPECT_THAT(removed(other.report), testing::Contains("image html, line 1"));
}

TEST_F(Road, TakesAFileOfMailsForAnArchiveOfThem)
{
    std::string from = "From a@example.jp Sat Nov 21 09:00:00 2026\n";
    auto carried = carry("box.mbox", from + mail({ words }) + "\n" + from + mail({ words }));
    EXPECT_EQ(carried.report.verdict, Verdict::Sanitized);
    EXPECT_EQ(carried.output->type, FileType::Zip);
    EXPECT_EQ(carried.report.parts.size(), 2u);
    treat_by(policy::Method::Text, "mail");
    EXPECT_EQ(
        first_reason(carry("box.mbox", from + mail({ words })).report), ReasonCode::Unsupported);
}
