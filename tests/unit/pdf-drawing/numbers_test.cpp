// SPDX-License-Identifier: MIT
// One spelling for each number, read back by code that shares nothing with the writer's.
#include "sanitizer/encode/pdf/drawing/numbers.h"
#include "sanitizer/verify/pdf/drawing/number.h"

#include <gtest/gtest.h>

using verify_pdf::decimal_one, verify_pdf::signed_decimal;

static std::string decimal(std::int64_t value, int digits)
{
    std::string text;
    encode_pdf_drawing::append_decimal(text, value, digits);
    return text;
}

static std::string factor(std::int64_t value)
{
    std::string text;
    encode_pdf_drawing::append_factor(text, value);
    return text;
}

static bool is_read(std::string_view text, int digits)
{
    verify_pdf::Cursor cursor(text);
    return signed_decimal(cursor, digits) && cursor.at_end();
}

TEST(Numbers, AreWrittenInTheirShortestForm)
{
    EXPECT_EQ(decimal(0, 3), "0");
    EXPECT_EQ(decimal(1, 3), "0.001");
    EXPECT_EQ(decimal(-1, 3), "-0.001");
    EXPECT_EQ(decimal(1500, 3), "1.5");
    EXPECT_EQ(decimal(-12'000, 3), "-12");
    EXPECT_EQ(decimal(2'000'000'000, 3), "2000000");
    EXPECT_EQ(decimal(20'050, 2), "200.5");
    EXPECT_EQ(factor(65'536), "1");
    EXPECT_EQ(factor(-32'768), "-0.5");
    EXPECT_EQ(factor(1), "0.00002"); // 0.0000153, rounded.
    EXPECT_EQ(factor(-1), "-0.00002");
    EXPECT_EQ(factor(0), "0");
}

TEST(Numbers, AreReadBackAsTheyWereWritten)
{
    for (std::int64_t value = -2'000'000'000; value <= 2'000'000'000; value += 999'983) {
        auto text = decimal(value, 3);
        verify_pdf::Cursor cursor(text);
        auto read = signed_decimal(cursor, 3);
        ASSERT_TRUE(read) << text;
        ASSERT_EQ(read.value(), value * (decimal_one / 1000)) << text;
        ASSERT_TRUE(is_read(factor(value), 5)) << value;
    }
}

TEST(Numbers, AreReadInNoOtherSpelling)
{
    for (const auto* text : { "-0", "+1", "01", "1.", ".5", "1.50", "1.0", "1e3", "--1", "0x1", "",
             "-", "1.2345", "10000000000", "1 " })
        EXPECT_FALSE(is_read(text, 3)) << text;
    EXPECT_TRUE(is_read("1.234", 3));
    EXPECT_TRUE(is_read("9999999999.999", 3));
}
