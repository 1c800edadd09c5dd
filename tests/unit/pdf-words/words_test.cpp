// SPDX-License-Identifier: MIT
// The words of a page on their way through a file.
#include "sanitizer/decode/pdf/words.h"

#include <gmock/gmock.h>

using decode_pdf::read_words, decode_pdf::to_bytes, decode_pdf::Words;
using testing::ElementsAre, testing::IsEmpty;

TEST(PdfWords, AreReadAsTheyWereKept)
{
    auto read
        = read_words(to_bytes({ "関所 one", { "https://a.example/", "mailto:b@c.example" } }));
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().text, "関所 one");
    EXPECT_THAT(read.value().targets, ElementsAre("https://a.example/", "mailto:b@c.example"));

    auto none = read_words(to_bytes({}));
    ASSERT_TRUE(none);
    EXPECT_EQ(none.value().text, "");
    EXPECT_THAT(none.value().targets, IsEmpty());
}

TEST(PdfWords, AreNoneWhereTheyAreCutOff)
{
    auto bytes = to_bytes({ "one", { "two" } });
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(read_words(base::View(bytes).first(size))) << size;
    bytes.push_back('x');
    EXPECT_FALSE(read_words(bytes));
}

TEST(PdfWords, AreLookedAtWithTheirLinks)
{
    seen::Finder finder;
    EXPECT_EQ(decode_pdf::look_at({ "see www.a.example", { "https://b.example/" } }, finder), 16u);
    EXPECT_EQ(decode_pdf::look_at({ "/continued", {} }, finder), 10u);
    std::vector<std::string> found;
    for (const auto& one : finder.finish().listed())
        found.push_back(one.text);
    EXPECT_THAT(found, testing::UnorderedElementsAre("www.a.example", "https://b.example/"));
}
