// SPDX-License-Identifier: MIT
// What stands above a mail: words in every way of writing them, people, names of files.
#include "sanitizer/unpack/mail/address.h"
#include "sanitizer/unpack/mail/parameters.h"
#include "sanitizer/unpack/mail/words.h"
#include "tests/unit/mail/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace unpack_mail;
using mail_test::letters, mail_test::told, mail_test::mail;
using testing::Contains, testing::ElementsAre, testing::IsEmpty;

static std::string words(const std::string& text)
{
    return decode_words(text, letters());
}

TEST(Words, AreDecodedInBothCodingsAndAllCharsets)
{
    EXPECT_EQ(words("=?UTF-8?B?5rC05L2N?="), "水位");
    EXPECT_EQ(words("=?utf-8?q?=E6=B0=B4_=E4=BD=8D?="), "水 位");
    EXPECT_EQ(words("=?ISO-2022-JP?B?GyRCP2UwTBsoQg==?="), "水位");
    EXPECT_EQ(words("=?Shift_JIS?B?kIWIyg==?="), "水位");
    EXPECT_EQ(words("=?EUC-JP?B?v+WwzA?="), "水位"); // Padding is left out by some.
    EXPECT_EQ(words("=?UTF-8*ja?B?5rC0?="), "水"); // RFC 2231 section 5.
}

TEST(Words, AreOneRunWhereOneIsSplitWithinALetter)
{
    EXPECT_EQ(words("=?UTF-8?B?5rA=?= =?UTF-8?B?tA==?="), "水");
    EXPECT_EQ(words("=?UTF-8?B?5rC0?=\r\n =?ISO-2022-JP?B?GyRCMEwbKEI=?="), "水位");
    EXPECT_EQ(words("Re: =?UTF-8?B?5rC0?= and"), "Re: 水 and");
    EXPECT_EQ(words("=?UTF-8?B?5rC0?==?UTF-8?B?5L2N?="), "水位");
}

TEST(Words, StayAsTheyAreWhereTheyAreNone)
{
    for (std::string text : { "=?", "=?UTF-8?B?", "=?UTF-8?X?YQ==?=", "=?none?B?YQ==?=",
             "=?UTF-8?B?!?=", "=?UTF-8?Q?=G1?=", "a =? b ?= c", "=?=?=?=?", "=?UTF-8?B?YQ" })
        EXPECT_EQ(words(text), text);
}

TEST(Words, MakeOneLineWithoutAnythingUnseen)
{
    std::uint64_t dropped = 0;
    EXPECT_EQ(one_line("a\r\nFrom: b\tc\u202Efdp\u200B\x1B[31m", dropped), "a From: b cfdp[31m");
    EXPECT_EQ(dropped, 3u);
}

static std::string people(const std::string& value)
{
    std::uint64_t dropped = 0;
    auto read = read_addresses(value, letters(), dropped);
    if (!read)
        return "none";
    std::string all;
    for (const auto& person : *read)
        all += "[" + person.address + "|" + person.name + "]";
    return all;
}

TEST(People, AreTheirAddressesWhateverTheyAreCalled)
{
    EXPECT_EQ(people("a@b.jp"), "[a@b.jp|]");
    EXPECT_EQ(
        people("=?UTF-8?B?5rC0?= <a@b.jp>, c@d.jp (somebody)"), "[a@b.jp|水][c@d.jp|somebody]");
    EXPECT_EQ(people("\"boss@city.jp\" <a@evil.example>"), "[a@evil.example|boss@city.jp]");
    EXPECT_EQ(people("\"=?UTF-8?B?5rC0?=\" <a@b.jp>"), "[a@b.jp|水]");
    EXPECT_EQ(people("\"Last, \\\"First\\\"\" <a@b.jp>"), "[a@b.jp|Last, \"First\"]");
    EXPECT_EQ(people("staff: a@b.jp, c@d.jp;, e@f.jp"), "[a@b.jp|][c@d.jp|][e@f.jp|]");
    EXPECT_EQ(people("undisclosed-recipients:;"), "");
    EXPECT_EQ(people("<>"), "[|]");
}

TEST(People, HaveNoFormWhereReadersDiffer)
{
    for (auto value : { "<a@b.jp> <c@d.jp>", "a@b.jp <c@d.jp", "\"a@b.jp", "<a@b.jp> c@d.jp",
             "a b c", "\"quoted\"@b.jp", "a@b@c.jp", "<a@b.jp, c@d.jp>", "(a", "a)" })
        EXPECT_EQ(people(value), "none") << value;
}

static std::string name(const std::string& disposition)
{
    Valued read;
    if (auto stop = read_valued(letters().of_header(disposition), letters(), read))
        return "stop: " + stop->detail;
    return name_of_part(read, {}, letters(), 60);
}

TEST(Names, AreReadInEveryWayThatMailersWriteThem)
{
    for (std::string value : { "filename=\"水位.csv\"", "filename*=UTF-8''%E6%B0%B4%E4%BD%8D.csv",
             "filename*0*=UTF-8'ja'%E6%B0%B4; filename*1*=%E4%BD%8D; filename*2=.csv",
             "filename*1=\".csv\"; filename*0*=UTF-8''%E6%B0%B4%E4%BD%8D",
             "filename*=ISO-2022-JP''%1B$B?e0L%1B%28B.csv", "filename*=Shift_JIS''%90%85%88%CA.csv",
             "filename==?UTF-8?B?5rC05L2N?=.csv",
             "filename=\"=?ISO-2022-JP?B?GyRCP2UwTBsoQg==?=.csv\"",
             "filename*0=\"=?UTF-8?B?5rC05\"; filename*1=\"L2NLmNzdg==?=\"",
             "filename=\"\x1B$B?e0L\x1B(B.csv\"", "filename=\"\x90\x85\x88\xCA.csv\"",
             "filename=a.csv; filename*=UTF-8''%E6%B0%B4%E4%BD%8D.csv", "FileName = 水位.csv ;" })
        EXPECT_EQ(name("attachment; " + value), "水位.csv") << value;
    // 表 and 能 end in a backslash there; in ISO-2022-JP a quote stands within a letter.
    EXPECT_EQ(name("attachment; filename=\"\x95\\\x94\\.csv\""), "表能.csv");
    EXPECT_EQ(name("attachment; filename=\"\x1B$B!\"\x1B(B.csv\""), "、.csv");
    EXPECT_EQ(name("attachment; filename=a b (1).csv; size=3"), "a b (1).csv");
}

TEST(Names, AreOneHarmlessComponentThatKeepsItsEnd)
{
    EXPECT_EQ(name("a; filename=\"..\\\\..//x\""), ".._..__x");
    EXPECT_EQ(name("a; filename=\"..\""), "");
    EXPECT_EQ(name("a; filename*=UTF-8''a%0D%0Ab%00.csv"), "ab.csv");
    auto longest = name("a; filename=\"" + std::string(300, 'x') + ".csv\"");
    EXPECT_LE(longest.size(), 60u);
    EXPECT_GE(longest.size(), 40u);
    EXPECT_TRUE(longest.ends_with("x.csv"));
}

TEST(Names, StopWhereReadersDiffer)
{
    for (auto value : { "filename=a; filename=b", "filename*=UTF-8''a; filename*=UTF-8''b",
             "filename*0=a; filename*2=b", "filename*1=a", "filename*0=a; filename*0=b",
             "filename*00=a", "filename*x=a", "filename=\"a", "filename=\"a\" b", "filename", "=a",
             "filename*=a", "charset=a b", "charset=utf-8; charset*=us-ascii''iso-2022-jp",
             "boundary=a; boundary*0=b" })
        EXPECT_TRUE(name(std::string("attachment; ") + value).starts_with("stop: ")) << value;
}

TEST(Summary, ShowsWhoWhenAndWhatAndCountsTheRest)
{
    auto all = told(mail("To: b@example.jp\r\nSubject: =?UTF-8?B?5rC0?=\r\n =?UTF-8?B?5L2N?=\r\n"
                         "Subject: again\r\nReceived: x\r\nX-Mailer: y\r\n",
        "words\r\n"));
    EXPECT_EQ(all.stop, "");
    EXPECT_THAT(
        all.headers, ElementsAre("0: a@example.jp|", "3: b@example.jp|", "7: 水位", "7: again"));
    EXPECT_THAT(all.left_out, ElementsAre("0 received x1", "0 x-mailer x1"));
}

TEST(Summary, IsReadInWhateverCharsetItStandsAsItIs)
{
    for (std::string subject : { "水位", "\x1B$B?e0L\x1B(B", "\x90\x85\x88\xCA" })
        EXPECT_THAT(told(mail("Subject: " + subject + "\r\n", "")).headers, Contains("7: 水位"));
}
