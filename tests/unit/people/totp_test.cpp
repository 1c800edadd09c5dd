// SPDX-License-Identifier: MIT
#include "kiosk/people/totp.h"

#include <gtest/gtest.h>

using namespace people;

// RFC 6238 appendix B, SHA-1.
static const auto secret = base::view_of("12345678901234567890");

TEST(Totp, ComputesTheCodesOfTheStandard)
{
    for (auto [seconds, code] :
        std::initializer_list<std::pair<std::uint64_t, const char*>> { { 59, "94287082" },
            { 1111111109, "07081804" }, { 1111111111, "14050471" }, { 1234567890, "89005924" },
            { 2000000000, "69279037" }, { 20000000000, "65353130" } }) {
        EXPECT_EQ(totp_code(secret, seconds / 30, 8), code);
        EXPECT_EQ(totp_code(secret, seconds / 30), std::string(code).substr(2));
    }
}

TEST(Totp, TakesACodeOneStepEarlyOrLateAndOnce)
{
    std::int64_t now = 1'800'000'015;
    auto step = static_cast<std::uint64_t>(now / 30);
    for (auto one : { step - 1, step, step + 1 }) {
        EXPECT_EQ(step_of(secret, totp_code(secret, one), now, 0), one);
        EXPECT_FALSE(step_of(secret, totp_code(secret, one), now, one));
        EXPECT_FALSE(step_of(secret, totp_code(secret, one), now, step + 5));
    }
    EXPECT_FALSE(step_of(secret, totp_code(secret, step - 2), now, 0));
    EXPECT_FALSE(step_of(secret, totp_code(secret, step + 2), now, 0));
}

TEST(Totp, TakesNothingThatIsNoCode)
{
    auto right = totp_code(secret, 60'000'000);
    for (std::string wrong : { "", "1", "12345", "1234567" })
        EXPECT_FALSE(step_of(secret, wrong, 1'800'000'000, 0)) << wrong;
    EXPECT_FALSE(step_of(secret, right + "0", 1'800'000'000, 0));
    EXPECT_FALSE(step_of(secret, " " + right.substr(1), 1'800'000'000, 0));
    EXPECT_FALSE(step_of(secret, totp_code(secret, 0), 0, 0)); // Before time began.
    EXPECT_FALSE(step_of(secret, right, INT64_MIN, 0));
    EXPECT_TRUE(step_of(secret, right, 1'800'000'000, 0));
}

// RFC 4648 section 10.
TEST(Base32, IsAsTheStandardHasIt)
{
    for (auto [bytes, text] : std::initializer_list<std::pair<const char*, const char*>> {
             { "", "" }, { "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" }, { "foob", "MZXW6YQ" },
             { "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" } })
        EXPECT_EQ(to_base32(base::view_of(bytes)), text);
}

TEST(Otpauth, NamesStationAndAccountSafely)
{
    EXPECT_EQ(otpauth_uri("浄水場 1&x=", "yamada", secret),
        "otpauth://totp/%E6%B5%84%E6%B0%B4%E5%A0%B4%201%26x%3D:yamada"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=%E6%B5%84%E6%B0%B4%E5%A0%B4%201%26x%3D");
}
