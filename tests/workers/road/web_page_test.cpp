// SPDX-License-Identifier: MIT
// Web pages on the whole road, as text and as pages.
#include "tests/workers/road/road.h"

#include <gtest/gtest.h>

using policy::Method, policy::ReasonCode, policy::Verdict;
using road_test::Road, road_test::first_reason;

static const std::string page
    = "<!DOCTYPE html><html><head><title>t</title><script>x()</script></head>"
      "<body><h1>点検の記録</h1><p>異常なし。<img src='http://x/a.png'>"
      "<a href='http://x/'>more</a></p><table><tr><td>1<td>2</table></body></html>";

static std::string saved(const std::string& html, const std::string& more = "")
{
    return "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x/\r\n"
           "Subject: =?utf-8?Q?t?=\r\nDate: Sun, 22 Nov 2026 00:00:00 -0000\r\nMIME-Version: "
           "1.0\r\n"
           "Content-Type: "
           "multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n"
           "----b--\r\nContent-Type: text/html\r\nContent-ID: <frame-1@x>\r\n"
           "Content-Transfer-Encoding: 8bit\r\nContent-Location: http://x/\r\n\r\n"
        + html + more + "\r\n----b----\r\n";
}

static const std::string picture
    = "\r\n----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
      "Content-Location: http://x/a.png\r\n\r\nAAAA\r\n"
      "----b--\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: 8bit\r\n"
      "Content-Location: cid:c\r\n\r\n@import 'http://x/y';";

static std::string text_in(const broker::Carried& carried)
{
    if (!carried.output)
        return {};
    return std::string(base::text_of(base::read_all(carried.output->bytes, 1 << 20).take()));
}

static std::uint64_t removed(const broker::FileReport& report, const std::string& what)
{
    for (const auto& one : report.removed) {
        if (one.what == what)
            return one.count;
    }
    return 0;
}

TEST_F(Road, DrawsAWebPageAsPagesOfAPdf)
{
    treat_by(Method::Flatten, "marked-up text");
    auto carried = carry("記録.html", page);
    ASSERT_EQ(carried.report.verdict, Verdict::Flattened)
        << (carried.report.reasons.empty() ? "" : policy::to_line(carried.report.reasons[0]));
    EXPECT_EQ(removed(carried.report, "script"), 1u);
    EXPECT_EQ(removed(carried.report, "image"), 1u);
    EXPECT_EQ(carried.report.loss.images, 1u);
    EXPECT_EQ(carried.report.loss.links, 1u);
    auto again = carry("記録.html", page);
    EXPECT_EQ(text_in(again), text_in(carried));
    budget().pages = 0;
    EXPECT_EQ(first_reason(carry("記録.html", page).report), ReasonCode::Limit);
}

TEST_F(Road, TakesTheWordsOfASavedPage)
{
    auto carried = carry("記録.mhtml", saved(page, picture));
    ASSERT_EQ(carried.report.verdict, Verdict::Sanitized)
        << (carried.report.reasons.empty() ? "" : policy::to_line(carried.report.reasons[0]));
    auto words = text_in(carried);
    EXPECT_NE(words.find("点検の記録"), words.npos);
    EXPECT_EQ(words.find("import"), words.npos);
    EXPECT_EQ(removed(carried.report, "attachments"), 2u);
    EXPECT_EQ(removed(carried.report, "script"), 1u);
    treat_by(Method::Text, "mail");
    EXPECT_EQ(carry("記録.mht", saved(page, picture)).report.verdict, Verdict::TextOnly);
}

TEST_F(Road, DrawsASavedPageAsPagesOfAPdf)
{
    treat_by(Method::Flatten, "mail");
    auto carried = carry("記録.mhtml", saved(page, picture));
    ASSERT_EQ(carried.report.verdict, Verdict::Flattened)
        << (carried.report.reasons.empty() ? "" : policy::to_line(carried.report.reasons[0]));
    EXPECT_EQ(removed(carried.report, "attachments"), 2u);
    treat_by(Method::Flatten, "marked-up text");
    EXPECT_EQ(text_in(carry("記録.html", page)), text_in(carried));
}

TEST_F(Road, ChargesWhatASavedPageUnpacks)
{
    budget().entries = 4; // The file itself and its three parts.
    EXPECT_EQ(carry("記録.mhtml", saved(page, picture)).report.verdict, Verdict::Sanitized);
    budget().entries = 2;
    EXPECT_EQ(carry("記録.mhtml", saved(page, picture)).report.verdict, Verdict::Refused);
}
