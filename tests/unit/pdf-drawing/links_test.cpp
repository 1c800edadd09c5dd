// SPDX-License-Identifier: MIT
// Addresses in one spelling, or none.
#include "tests/unit/pdf-drawing/documents.h"
#include "tests/unit/pdf-drawing/lists.h"

#include <gmock/gmock.h>

using documents::refusal, documents::written;
using encode_pdf_drawing::normal_address;
using lists::List;
using testing::HasSubstr, testing::Not;

TEST(DrawnLinks, AreOfTheWebAlone)
{
    EXPECT_EQ(normal_address("HTTP://Example.ORG"), "http://example.org/");
    EXPECT_EQ(
        normal_address("https://a-b.example:8443/X?y=1#z"), "https://a-b.example:8443/X?y=1#z");
    EXPECT_EQ(normal_address("https://example.org/(a)\\b\n<c>"),
        "https://example.org/%28a%29%5Cb%0A%3Cc%3E");
    EXPECT_EQ(normal_address("https://example.org/%zz"), "https://example.org/%25zz");
    for (const auto* other : { "", "http", "http:", "http://", "http:///a", "ftp://a/", "file:///a",
             "javascript:a://b", "mailto:a@b", "http://a@b/", "http://a:b@c/", "http://[::1]/",
             "http://a:0/", "http://a:/", "http://a:123456/", "http://-a/", "http://.a/",
             "http://a b/", "http://a\\b/", "http://\xE6\xB0\xB4/", " http://a/", "//a/" })
        EXPECT_EQ(normal_address(other), std::nullopt) << other;
}

TEST(DrawnLinks, AreOfABoundedLength)
{
    std::string start = "http://a/";
    EXPECT_TRUE(normal_address(start + std::string(2'000 - start.size(), 'x')));
    EXPECT_FALSE(normal_address(start + std::string(2'001 - start.size(), 'x')));
    EXPECT_FALSE(normal_address(start + std::string(1'000, '\n'))); // Three characters each.
}

// Whatever bytes a lying renderer calls an address.
TEST(DrawnLinks, NeverEndTheirString)
{
    for (const auto* address : { "http://a/)/S/JavaScript/JS(x", "http://a/\\051>>", "http://a)/",
             "http://a/\r\nendobj", "http://a:80)/" }) {
        auto file = written({ List().link(address) });
        ASSERT_TRUE(file) << file.error().message;
        EXPECT_EQ(refusal(file.value()), "") << address;
        EXPECT_THAT(file.value(), Not(HasSubstr(")/"))) << address;
        EXPECT_THAT(file.value(), Not(HasSubstr("\\"))) << address;
    }
}

TEST(DrawnLinks, LieOnTheirPage)
{
    auto link = [](int left, int lower, int right, int upper, int page, int top) {
        auto file
            = written({ List().u8(lists::link_to_page).u32(left, lower, right, upper, page, top) });
        if (file) {
            EXPECT_EQ(refusal(file.value()), "");
        }
        return file;
    };
    EXPECT_THAT(link(0, 0, 1, 1, 0, 0).value(), HasSubstr("/Annots"));
    for (auto [right, upper] :
        { std::pair(0, 1), std::pair(1, 0), std::pair(-1, 1), std::pair(14'400'001, 1) })
        EXPECT_THAT(link(0, 0, right, upper, 0, 0).value(), Not(HasSubstr("/Annots")));
    EXPECT_FALSE(link(0, 0, 1, 1, 1, 0));
    EXPECT_FALSE(link(0, 0, 1, 1, 0, -1));
    EXPECT_FALSE(link(0, 0, 1, 1, 0, 14'400'001));
    EXPECT_TRUE(link(0, 0, 1, 1, 0, 14'400'000));
}
