// SPDX-License-Identifier: MIT
#include "kiosk/token/report_descriptor.h"

#include "tests/fakes/authenticator/plugged.h"

#include <gtest/gtest.h>

using token::is_security_key;

// Of a boot keyboard: HID 1.11, appendix B.1.
static const base::Bytes keyboard { 0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07, 0x19, 0xe0,
    0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0x95, 0x01, 0x75, 0x08,
    0x81, 0x01, 0x95, 0x05, 0x75, 0x01, 0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x91, 0x02, 0x95, 0x01,
    0x75, 0x03, 0x91, 0x01, 0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x25, 0x65, 0x05, 0x07, 0x19, 0x00,
    0x29, 0x65, 0x81, 0x00, 0xc0 };

TEST(ReportDescriptor, OfASecurityKeyIsKnown)
{
    EXPECT_TRUE(is_security_key(fakes::fido_report_descriptor()));
}

TEST(ReportDescriptor, OfAKeyboardIsNoSecurityKeys)
{
    EXPECT_FALSE(is_security_key(keyboard));
    EXPECT_FALSE(is_security_key({}));
}

TEST(ReportDescriptor, OfAKeyThatIsAKeyboardToo)
{
    auto both = fakes::fido_report_descriptor();
    base::append(both, keyboard);
    EXPECT_FALSE(is_security_key(both));
    both = keyboard;
    base::append(both, fakes::fido_report_descriptor());
    EXPECT_FALSE(is_security_key(both));
    auto inside = fakes::fido_report_descriptor();
    inside.insert(inside.end() - 1, keyboard.begin(), keyboard.end());
    EXPECT_FALSE(is_security_key(inside));
}

TEST(ReportDescriptor, HasToBeWhole)
{
    auto whole = fakes::fido_report_descriptor();
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(is_security_key(base::View(whole).first(size))) << size;
    for (auto more : base::Bytes { 0xc0, 0x94, 0x06 }) {
        auto longer = whole;
        longer.push_back(more);
        EXPECT_FALSE(is_security_key(longer)) << int { more };
    }
}

// Each byte but the limits of the values, which say nothing of what it is.
TEST(ReportDescriptor, HasNothingElseInIt)
{
    auto right = fakes::fido_report_descriptor();
    for (auto at : std::vector<std::size_t> { 1, 2, 4, 5, 6, 8, 15, 17, 18, 21, 28, 30, 31, 33 }) {
        auto other = right;
        other[at] ^= 0x10;
        EXPECT_FALSE(is_security_key(other)) << at;
    }
    for (auto more :
        base::Bytes { 0x85, 0xb1, 0xfe, 0x19, 0xa1 }) { // A report's number, a feature ...
        auto other = right;
        other.insert(other.begin() + 7, { more, 0x01 });
        EXPECT_FALSE(is_security_key(other)) << int { more };
    }
}
