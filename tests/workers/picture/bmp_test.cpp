// SPDX-License-Identifier: MIT
// Foreign bitmaps through the real, locked-in workers, and the second opinion on what comes out.
#include "sanitizer/decode/bmp/decode.h"
#include "sanitizer/encode/picture/bmp_writer.h"
#include "sanitizer/verify/picture/verify.h"
#include "tests/workers/picture/bench.h"

using broker::RefusalReason;

struct Foreign {
    std::uint32_t header { 40 };
    std::int32_t width { 5 };
    std::int32_t height { 3 };
    std::uint16_t bits { 24 };
    std::uint32_t coding { 0 };
    std::uint32_t colours { 0 };
    std::vector<std::uint32_t> masks;
    base::Bytes palette; // As stored.
    base::Bytes data;
};

static base::Bytes bmp(const Foreign& foreign)
{
    base::Bytes rest;
    base::append_u32_le(rest, foreign.header);
    if (foreign.header == 12) {
        base::append_u16_le(rest, static_cast<std::uint16_t>(foreign.width));
        base::append_u16_le(rest, static_cast<std::uint16_t>(foreign.height));
        base::append_u16_le(rest, 1);
        base::append_u16_le(rest, foreign.bits);
    } else {
        base::append_u32_le(rest, static_cast<std::uint32_t>(foreign.width));
        base::append_u32_le(rest, static_cast<std::uint32_t>(foreign.height));
        base::append_u16_le(rest, 1);
        base::append_u16_le(rest, foreign.bits);
        for (auto value : { foreign.coding, 0u, 3780u, 3780u, foreign.colours, 0u })
            base::append_u32_le(rest, value);
        for (auto mask : foreign.masks)
            base::append_u32_le(rest, mask);
        rest.resize(std::max<std::size_t>(rest.size(), foreign.header));
    }
    base::append(rest, foreign.palette);
    auto offset = 14 + rest.size();
    base::append(rest, foreign.data);
    base::Bytes file;
    base::append(file, base::view_of("BM"));
    base::append_u32_le(file, static_cast<std::uint32_t>(14 + rest.size()));
    base::append_u32_le(file, 0);
    base::append_u32_le(file, static_cast<std::uint32_t>(offset));
    base::append(file, rest);
    return file;
}

static base::Bytes bytes(std::initializer_list<int> values)
{
    base::Bytes all;
    for (auto value : values)
        all.push_back(static_cast<std::uint8_t>(value));
    return all;
}

static base::Bytes palette(int colours, int entry = 4)
{
    base::Bytes all;
    for (int i = 0; i < colours; ++i) {
        base::append(all, bytes({ i, 2 * i, 3 * i }));
        if (entry == 4)
            all.push_back(0);
    }
    return all;
}

class Bmp : public bench::Pictures {
protected:
    Bmp()
        : Pictures(policy::FileType::Bmp)
    {
    }

    // Palette and rows of what came out.
    base::Bytes pixels_of(const Foreign& foreign)
    {
        return bench::decode_by(decode_bmp::decode, bytes_of(bmp(foreign))).bytes;
    }
};

TEST_F(Bmp, ReadsEveryDepth)
{
    Foreign one { 40, 3, 2, 1, 0, 2, {}, palette(2), bytes({ 0x40, 0, 0, 0, 0xA0, 0, 0, 0 }) };
    EXPECT_EQ(pixels_of(one), bytes({ 0, 0, 0, 3, 2, 1, 1, 0, 1, 0, 1, 0 }));
    Foreign four { 40, 3, 1, 4, 0, 3, {}, palette(3), bytes({ 0x12, 0x00, 0, 0 }) };
    EXPECT_EQ(pixels_of(four), bytes({ 0, 0, 0, 3, 2, 1, 6, 4, 2, 1, 2, 0 }));
    Foreign eight { 40, 2, 1, 8, 0, 2, {}, palette(2), bytes({ 1, 0, 0, 0 }) };
    EXPECT_EQ(pixels_of(eight), bytes({ 0, 0, 0, 3, 2, 1, 1, 0 }));
    Foreign sixteen { 40, 2, 1, 16, 0, 0, {}, {}, bytes({ 0x1F, 0x00, 0xE0, 0x7F }) };
    EXPECT_EQ(pixels_of(sixteen), bytes({ 0, 0, 255, 255, 255, 0 }));
    Foreign twenty_four { 40, 1, 2, 24, 0, 0, {}, {}, bytes({ 1, 2, 3, 0, 4, 5, 6, 0 }) };
    EXPECT_EQ(pixels_of(twenty_four), bytes({ 6, 5, 4, 3, 2, 1 }));
    Foreign thirty_two { 40, 1, 1, 32, 0, 0, {}, {}, bytes({ 1, 2, 3, 77 }) };
    EXPECT_EQ(pixels_of(thirty_two), bytes({ 3, 2, 1 }));
}

TEST_F(Bmp, ReadsBitFieldsAndAlpha)
{
    Foreign outside { 40, 1, 1, 16, 3, 0, { 0xF800, 0x07E0, 0x001F }, {},
        bytes({ 0xE0, 0x07, 0, 0 }) };
    EXPECT_EQ(pixels_of(outside), bytes({ 0, 255, 0 }));
    Foreign inside { 108, 1, 1, 32, 3, 0, { 0xFF, 0xFF00, 0xFF0000, 0xFF000000 }, {},
        bytes({ 1, 2, 3, 77 }) };
    EXPECT_EQ(pixels_of(inside), bytes({ 1, 2, 3, 77 }));
    auto overlapping = inside;
    overlapping.masks[1] = 0xFFFF;
    expect_refused(bmp(overlapping), RefusalReason::Malformed);
    auto with_holes = inside;
    with_holes.masks[0] = 0xA5;
    expect_refused(bmp(with_holes), RefusalReason::Malformed);
}

TEST_F(Bmp, ReadsFromTheTopAndTheHeadersOfOs2)
{
    Foreign from_top { 40, 1, -2, 24, 0, 0, {}, {}, bytes({ 1, 2, 3, 0, 4, 5, 6, 0 }) };
    EXPECT_EQ(pixels_of(from_top), bytes({ 3, 2, 1, 6, 5, 4 }));
    Foreign core { 12, 2, 1, 1, 0, 0, {}, palette(2, 3), bytes({ 0x40, 0, 0, 0 }) };
    EXPECT_EQ(pixels_of(core), bytes({ 0, 0, 0, 3, 2, 1, 0, 1 }));
    Foreign second { 64, 2, 1, 8, 0, 2, {}, palette(2), bytes({ 1, 0, 0, 0 }) };
    EXPECT_EQ(pixels_of(second), bytes({ 0, 0, 0, 3, 2, 1, 1, 0 }));
}

TEST_F(Bmp, UnpacksRuns)
{
    // Three of 1; jump one right and one up; literally 2 1 2, filled up; the end.
    Foreign eight { 40, 7, 2, 8, 1, 3, {}, palette(3),
        bytes({ 3, 1, 0, 2, 1, 1, 0, 3, 2, 1, 2, 0, 0, 1 }) };
    auto rows = pixels_of(eight);
    rows.erase(rows.begin(), rows.begin() + 9);
    EXPECT_EQ(rows, bytes({ 0, 0, 0, 0, 2, 1, 2, 1, 1, 1, 0, 0, 0, 0 }));
    Foreign four { 40, 5, 2, 4, 2, 3, {}, palette(3),
        bytes({ 5, 0x12, 0, 0, 0, 3, 0x21, 0x20, 0, 1 }) };
    rows = pixels_of(four);
    rows.erase(rows.begin(), rows.begin() + 9);
    EXPECT_EQ(rows, bytes({ 2, 1, 2, 0, 0, 1, 2, 1, 2, 1 }));
}

TEST_F(Bmp, RefusesRunsThatLeaveThePicture)
{
    Foreign foreign { 40, 4, 2, 8, 1, 2, {}, palette(2), {} };
    const base::Bytes bad[] = { bytes({ 5, 1, 0, 1 }), bytes({ 0, 2, 9, 0, 0, 1 }),
        bytes({ 0, 2, 0, 9, 0, 1 }), bytes({ 0, 5, 1, 1, 1, 1, 1, 0, 0, 1 }), bytes({ 3, 1 }),
        bytes({ 0, 0, 0, 0, 0, 0, 1, 1, 0, 1 }), bytes({ 1, 2, 0, 1 }), bytes({ 0, 200, 1 }) };
    for (const auto& data : bad) {
        foreign.data = data;
        expect_refused(bmp(foreign), RefusalReason::Malformed);
    }
}

TEST_F(Bmp, RefusesWhatItCannotTell)
{
    Foreign good { 40, 3, 2, 24, 0, 0, {}, {}, base::Bytes(24) };
    auto change = [&](auto&& how, RefusalReason reason) {
        auto changed = good;
        how(changed);
        expect_refused(bmp(changed), reason);
    };
    change([](auto& bmp) { bmp.data.pop_back(); }, RefusalReason::Malformed);
    change([](auto& bmp) { bmp.width = 0; }, RefusalReason::Malformed);
    change([](auto& bmp) { bmp.width = -3; }, RefusalReason::Malformed);
    change([](auto& bmp) { bmp.height = INT32_MIN; }, RefusalReason::Malformed);
    change([](auto& bmp) { bmp.bits = 7; }, RefusalReason::Unsupported);
    change([](auto& bmp) { bmp.coding = 4; }, RefusalReason::Unsupported); // JPEG within.
    change([](auto& bmp) { bmp.header = 44; }, RefusalReason::Unsupported);
    change([](auto& bmp) { bmp.width = bmp.height = 0x7FFFFFFF; }, RefusalReason::Limit);
    Foreign indexed { 40, 2, 1, 8, 0, 2, {}, palette(2), bytes({ 2, 0, 0, 0 }) };
    expect_refused(bmp(indexed), RefusalReason::Malformed); // There is no third colour.
    broker::PictureRequest asked;
    asked.pixels = 5;
    expect_refused(bmp(good), RefusalReason::Limit, asked);
    asked.pixels = 6;
    EXPECT_TRUE(std::holds_alternative<broker::Rebuilt>(rebuilt(bmp(good), asked).value()));
}

TEST_F(Bmp, LeavesWhatLiesBetweenAndBehindAndSaysSo)
{
    Foreign foreign { 40, 3, 2, 24, 0, 0, {}, bytes({ 'C', 'A', 'N', 'A' }), base::Bytes(24) };
    auto file = bmp(foreign);
    base::append(file, base::view_of("CANARY"));
    EXPECT_EQ(removed_from(file), "other-data@header=1; trailing-data@end of file=1; ");
    foreign.palette.clear();
    EXPECT_EQ(bytes_of(file), bytes_of(bmp(foreign)));
}

static bool passes(base::View file)
{
    return std::holds_alternative<verify_picture::Verified>(
        verify_picture::verify(verify_picture::Type::Bmp, file, 1 << 20));
}

TEST(VerifyBmp, TakesOurFormAndNoOther)
{
    for (auto form :
        { pixels::message::FORM_INDEXED, pixels::message::FORM_RGB, pixels::message::FORM_RGBA }) {
        pixels::Upright picture;
        picture.frame.set_form(form);
        picture.frame.set_width(5);
        picture.frame.set_height(3);
        base::Bytes colours(9, 7);
        if (form == pixels::message::FORM_INDEXED) {
            picture.frame.set_colours(3);
            picture.palette = colours;
        }
        base::Bytes rows(pixels::row_bytes(picture.frame) * 3, 1);
        picture.rows = rows;
        auto file = encode_picture::write_bmp(picture).take();
        ASSERT_TRUE(passes(file));
        auto pixels_at = file[10];
        for (std::size_t at = 0; at < file.size(); ++at) {
            auto longer = file;
            longer.insert(longer.begin() + static_cast<long>(at), 0);
            EXPECT_FALSE(passes(longer)) << at;
            auto changed = file;
            changed[at] ^= 0x0C;
            bool resolution = at >= 38 && at < 46;
            bool colour
                = form == pixels::message::FORM_INDEXED && at >= 54 && at < 66 && at % 4 != 1;
            if (at < pixels_at && !resolution && !colour) {
                EXPECT_FALSE(passes(changed)) << at;
            }
        }
        file.push_back(0);
        EXPECT_FALSE(passes(file));
    }
}
