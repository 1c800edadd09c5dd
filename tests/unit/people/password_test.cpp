// SPDX-License-Identifier: MIT
#include "kiosk/people/password.h"
#include "tests/unit/people/bench.h"

#include <gmock/gmock.h>

using namespace people;

// T82: what a stolen register costs to crack. Fails when somebody makes logging in "faster".
TEST(PasswordCost, IsWhatRfc9106RecommendsUnlessATestAsksForLess)
{
    auto hash = hash_password("correct horse", Cost {});
    ASSERT_TRUE(hash);
    EXPECT_THAT(hash.value(), testing::StartsWith("$argon2id$v=19$m=65536,t=3,p=1$"));
    // 128-bit salt and 256-bit tag, in base64 without padding.
    EXPECT_EQ(
        hash.value().size(), std::string("$argon2id$v=19$m=65536,t=3,p=1$").size() + 22 + 1 + 43);
    EXPECT_TRUE(is_outdated(hash_password("correct horse", people_test::cheap).value(), Cost {}));
    EXPECT_FALSE(is_outdated(hash.value(), Cost {}));
}

TEST(Password, IsSaltedAndVerified)
{
    auto one = hash_password("correct horse", people_test::cheap).value();
    auto two = hash_password("correct horse", people_test::cheap).value();
    EXPECT_NE(one, two);
    EXPECT_TRUE(is_password(one, "correct horse"));
    EXPECT_FALSE(is_password(one, "correct Horse"));
    EXPECT_FALSE(is_password(one, ""));
    EXPECT_FALSE(is_password("", ""));
    EXPECT_FALSE(is_password("$argon2id$", "correct horse"));
    EXPECT_FALSE(is_password(one, std::string(2'000, 'x')));
}

TEST(PasswordRules, WantEightCharactersAndNoneOfTheCommonest)
{
    auto good = [](std::string_view password) { return !!check_password("yamada", password); };
    EXPECT_FALSE(good(""));
    EXPECT_FALSE(good("x7!pQ2z"));
    EXPECT_TRUE(good("x7!pQ2zK"));
    EXPECT_TRUE(good("関所の長い合言葉"));
    EXPECT_FALSE(good("関所の合言葉だ"));
    EXPECT_FALSE(good("password"));
    EXPECT_FALSE(good("PassWord123"));
    EXPECT_FALSE(good("zzzzzzzzzzzz"));
    EXPECT_FALSE(good("my-Yamada-pw"));
    EXPECT_TRUE(good(std::string(1'022, 'x') + "yz"));
    EXPECT_FALSE(good(std::string(1'023, 'x') + "yz"));
    EXPECT_FALSE(good("\xff\xff\xff\xff\xff\xff\xff\xff\xff"));
}
