// SPDX-License-Identifier: MIT
// Two tables, written apart, say the same of every code point there is.
#include "kiosk/core/base/text.h"
#include "sanitizer/decode/charset/points.h"
#include "sanitizer/verify/text/permitted.h"

#include <gtest/gtest.h>

using charset::Kind;

TEST(Points, CleanerAndVerifierAgreeOnAllOfUnicode)
{
    for (char32_t c = 0; c < 0x110000; ++c) {
        auto kind = charset::kind_of(c);
        bool kept = kind == Kind::Plain || kind == Kind::Han;
        EXPECT_EQ(verify_text::is_permitted(c), kept) << std::hex << unsigned(c);
        EXPECT_EQ(verify_text::is_ideograph(c), kind == Kind::Han) << std::hex << unsigned(c);
        EXPECT_EQ(verify_text::is_ideographic_selector(c), kind == Kind::HanSelector)
            << std::hex << unsigned(c);
        if (HasFailure())
            break;
    }
}

// The station's general rule, and where a text departs from it.
TEST(Points, NothingUnsafeIsKeptButTabs)
{
    for (char32_t c = 0; c < 0x110000; ++c) {
        bool kept = verify_text::is_permitted(c);
        EXPECT_EQ(kept, c == '\t' || !base::is_unsafe(c)) << std::hex << unsigned(c);
        if (HasFailure())
            break;
    }
}

TEST(Points, NoCodePointIsInvalid)
{
    EXPECT_EQ(charset::kind_of(0x110000), Kind::Invalid);
    EXPECT_EQ(charset::kind_of(0xFFFFFFFF), Kind::Invalid);
    EXPECT_FALSE(verify_text::is_permitted(0x110000));
}
