// SPDX-License-Identifier: MIT
// The real gumbo, locked in, against pages that mean harm.
#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/ask/verify_text.h"
#include "kiosk/core/base/memory_file.h"

#include <algorithm>
#include <gtest/gtest.h>

using broker::Outcome, broker::Rebuilt, broker::Refused;

static std::string text_of_page(std::string_view page, const broker::TextLimits& limits = {})
{
    static broker::Workers workers(SEKISHO_LIBEXEC);
    auto input = base::sealed_memory_file("page", base::view_of(page)).take();
    auto outcome = broker::html_to_text(workers, input, limits);
    if (!outcome)
        return "no answer: " + outcome.error().message;
    if (auto* refused = std::get_if<Refused>(&outcome.value()))
        return "refused: " + refused->detail;
    auto& rebuilt = std::get<Rebuilt>(outcome.value());
    auto sound = broker::verify_text(
        workers, rebuilt.bytes, policy::FileType::PlainText, broker::ExpectedMark::Forbidden);
    EXPECT_TRUE(sound && std::holds_alternative<broker::VerifiedText>(sound.value()));
    EXPECT_EQ(rebuilt.type, policy::FileType::PlainText);
    std::string text(base::text_of(base::read_all(rebuilt.bytes, 1 << 20).take()));
    for (const auto& removed : rebuilt.removed)
        text += "|" + removed.what + ":" + std::to_string(removed.count) + "@" + removed.where;
    return text;
}

TEST(HtmlWorker, WritesTheVisibleText)
{
    EXPECT_EQ(
        text_of_page("<title>T</title>\n<script>evil()</script><p>水道<a href='https://a.jp'>局</a>"
                     "\r\n\n<img src=x onerror=evil()>&#x202E;"),
        "T\r\n\r\n水道局 <https://a.jp> |bidi-control:1@|script:2@lines 2-4|image:1@line 4");
    EXPECT_EQ(text_of_page("<meta charset=Shift_JIS><p>\x93\x5F\x8C\x9F"), "点検");
}

TEST(HtmlWorker, RefusesHostilePagesInTime)
{
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "<div>";
    EXPECT_EQ(text_of_page(deep + "x"), "refused: elements nested too deeply");
    std::string wide = "<p>";
    for (int i = 0; i < 900; ++i)
        wide += "<b id=" + std::to_string(i) + ">";
    for (int i = 0; i < 10'000; ++i)
        wide += "<p>x";
    EXPECT_EQ(text_of_page(wide), "refused: the page's tree is too large");
    EXPECT_EQ(text_of_page("<script>only</script>"), "refused: no visible text on the page");
}

TEST(HtmlWorker, HoldsItsLimitsOnBothSides)
{
    broker::TextLimits limits;
    limits.page_bytes = 100;
    EXPECT_EQ(text_of_page(std::string(100, 'x'), limits), std::string(100, 'x'));
    EXPECT_EQ(text_of_page(std::string(101, 'x'), limits), "refused: the text is too large");
}
