// SPDX-License-Identifier: MIT
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <gtest/gtest.h>

TEST(Utf8, IsStrict)
{
    for (const char* good : { "", "abc", "浄水場", "𠮷", "\xF4\x8F\xBF\xBF" })
        EXPECT_TRUE(base::is_valid_utf8(good)) << good;
    for (std::string_view wrong : { std::string_view("\xC0\x80"), // overlong
             std::string_view("\xE0\x80\x80"), std::string_view("\xF0\x80\x80\x80"),
             std::string_view("\xED\xA0\x80"), // surrogate
             std::string_view("\xF4\x90\x80\x80"), // above U+10FFFF
             std::string_view("\xE6\xB5"), std::string_view("\x80"), std::string_view("\xFF") })
        EXPECT_FALSE(base::is_valid_utf8(wrong));
}

TEST(Utf8, AFaultIsFoundWhereverItStands)
{
    std::u32string text = U"0123456789 水質、三号炉 abc é 𠮷 浄水場の報告 9876543210";
    EXPECT_TRUE(base::is_valid_utf8(base::encode_utf8(text)));
    for (std::size_t at = 0; at <= text.size(); ++at) {
        auto before = base::encode_utf8(text.substr(0, at));
        auto after = base::encode_utf8(text.substr(at));
        for (const char* wrong : { "\x80", "\xE6\xB5", "\xED\xA0\x80", "\xE0\x80\x80", "\xC0\x80" })
            EXPECT_FALSE(base::is_valid_utf8(before + wrong + after)) << at;
    }
}

TEST(Letters, AreAllButWhiteSpaceAndControlsOfAscii)
{
    constexpr std::pair<char32_t, char32_t> unseen[] { { 0, 0x20 }, { 0x7F, 0x7F }, { 0x85, 0x85 },
        { 0xA0, 0xA0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200F }, { 0x2028, 0x202F },
        { 0x205F, 0x206F }, { 0x3000, 0x3000 }, { 0xFEFF, 0xFEFF } };
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF)
            continue;
        std::string text = "水";
        base::append_utf8(text, point);
        bool is_letter = std::ranges::none_of(
            unseen, [&](auto one) { return point >= one.first && point <= one.second; });
        ASSERT_EQ(base::count_letters(text + "a"), is_letter ? 3u : 2u) << std::uint32_t { point };
    }
}

TEST(Letters, AreCountedWhereverTheyStand)
{
    for (char c = 0; static_cast<unsigned char>(c) < 0x80; ++c) {
        std::uint64_t own = c > 0x20 && c != 0x7F;
        for (std::size_t at = 0; at < 20; ++at) {
            for (char around : { 'a', ' ', '~', '\x7F', '\0' }) {
                std::string text(20, around);
                text[at] = c;
                std::uint64_t others = around == 'a' || around == '~' ? 19 : 0;
                ASSERT_EQ(base::count_letters(text), others + own) << int { c } << ' ' << at;
                ASSERT_EQ(base::count_letters(text + "水" + text), 2 * (others + own) + 1);
            }
        }
    }
}

TEST(Utf8, RoundTripsEveryCodePoint)
{
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF)
            continue;
        std::string text;
        base::append_utf8(text, point);
        auto decoded = base::decode_utf8(text);
        ASSERT_TRUE(decoded && decoded->size() == 1 && (*decoded)[0] == point)
            << std::uint32_t { point };
    }
}

TEST(Escaped, ShowsWhatWouldMoveACursorOrTurnAround)
{
    EXPECT_EQ(base::escaped("水道\n\x1b[2J"), "水道\\u{A}\\u{1B}[2J");
    EXPECT_EQ(base::escaped("a\u202Eexe.txt"), "a\\u{202E}exe.txt");
    EXPECT_EQ(base::escaped("\xFF\\"), "\\xFF\\\\");
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (!base::is_unsafe(point) || (point >= 0xD800 && point <= 0xDFFF))
            continue;
        std::string text;
        base::append_utf8(text, point);
        ASSERT_TRUE(base::escaped(text).starts_with("\\u{")) << std::uint32_t { point };
    }
}

TEST(Unsafe, HoldsTheEdgesOfEachRange)
{
    // First and last of what nobody sees or what turns the line around, and their neighbours.
    for (char32_t hidden : { U'\0', U'\x1F', U'\x7F', U'\x9F', U'\u00AD', U'\u034F', U'\u061C',
             U'\u115F', U'\u17B5', U'\u180E', U'\u200B', U'\u202E', U'\u2060', U'\u2069', U'\u3164',
             U'\uFE00', U'\uFE0F', U'\uFEFF', U'\uFFA0', U'\uFFFB', U'\U00013430', U'\U0001343F',
             U'\U0001BCA3', U'\U0001D173', U'\U000E0001', U'\U000E01EF', U'\U0010FFFF' })
        EXPECT_TRUE(base::is_unsafe(hidden)) << std::hex << std::uint32_t { hidden };
    for (char32_t seen :
        { U' ', U'~', U'\u00A0', U'\u00AE', U'\u200A', U'\u2010', U'\u2027', U'\u205F', U'\u3000',
            U'浄', U'ｶ', U'\uFE10', U'\uFFFD', U'\U0001342F', U'\U00013441', U'𠮷' })
        EXPECT_FALSE(base::is_unsafe(seen)) << std::hex << std::uint32_t { seen };
}

TEST(Cut, LeavesNoHalfOfALetter)
{
    EXPECT_EQ(base::cut("水質", 6), "水質");
    EXPECT_EQ(base::cut("水質", 5), "水");
    EXPECT_EQ(base::cut("水質", 4), "水");
    EXPECT_EQ(base::cut("水質", 3), "水");
    EXPECT_EQ(base::cut("水質", 2), "");
    EXPECT_EQ(base::cut("abc", 2), "ab");
    EXPECT_EQ(base::cut("", 0), "");
}
