// SPDX-License-Identifier: MIT
// Foreign TIFFs through the real, locked-in workers, and the second opinion on what comes out.
#include "sanitizer/decode/tiff/decode.h"
#include "sanitizer/encode/picture/tiff_writer.h"
#include "sanitizer/verify/picture/verify.h"
#include "tests/workers/picture/bench.h"
#include "tests/workers/picture/foreign_tiff.h"

using broker::RefusalReason;

class Tiff : public bench::Pictures {
protected:
    Tiff()
        : Pictures(policy::FileType::Tiff)
    {
    }
};

TEST_F(Tiff, KeepsEveryPixelOfEveryKind)
{
    using foreign::TiffColours, foreign::Layout;
    const std::pair<TiffColours, pixels::message::Form> kinds[] = {
        { TiffColours::Bilevel, pixels::message::FORM_BILEVEL },
        { TiffColours::WhiteIsZero, pixels::message::FORM_BILEVEL },
        { TiffColours::Gray, pixels::message::FORM_GRAY },
        { TiffColours::Gray16, pixels::message::FORM_GRAY },
        { TiffColours::Palette, pixels::message::FORM_RGB },
        { TiffColours::Rgb, pixels::message::FORM_RGB },
        { TiffColours::Rgba, pixels::message::FORM_RGBA },
        { TiffColours::Cmyk, pixels::message::FORM_RGB },
    };
    for (const auto& [colours, form] : kinds) {
        for (auto layout : { Layout::Strips, Layout::Tiles }) {
            auto file = foreign::tiff({ { colours, layout, 1 } });
            auto before = bench::decode_by(decode_tiff::decode, file);
            auto after = bench::decode_by(decode_tiff::decode, bytes_of(file));
            EXPECT_EQ(after.frame().form(), form);
            EXPECT_EQ(after.frame().width(), 67u);
            EXPECT_EQ(after.frame().height(), 41u);
            EXPECT_EQ(after.frame().per_metre_x(), 11811u); // 300 to the inch.
            EXPECT_EQ(after.bytes, before.bytes);
        }
    }
}

TEST_F(Tiff, KnowsWhiteAndBlack)
{
    auto black = bench::decode_by(decode_tiff::decode,
        bytes_of(foreign::tiff({ { foreign::TiffColours::Bilevel, foreign::Layout::Strips, 1 } })));
    auto white = bench::decode_by(decode_tiff::decode,
        bytes_of(
            foreign::tiff({ { foreign::TiffColours::WhiteIsZero, foreign::Layout::Strips, 1 } })));
    // The same bits stored, of the opposite meaning; those that fill a row up are zero.
    EXPECT_EQ(black.bytes[0], static_cast<std::uint8_t>(~white.bytes[0]));
    EXPECT_EQ(black.bytes[8] & 0x1F, 0);
    EXPECT_EQ(white.bytes[8] & 0x1F, 0);
}

TEST_F(Tiff, TurnsEveryOrientationUpright)
{
    using foreign::TiffColours, foreign::Layout;
    for (auto colours :
        { TiffColours::Bilevel, TiffColours::Gray, TiffColours::Rgb, TiffColours::Rgba }) {
        auto plain = bench::decode_by(
            decode_tiff::decode, foreign::tiff({ { colours, Layout::Strips, 1 } }));
        for (int orientation = 1; orientation <= 8; ++orientation) {
            auto file = foreign::tiff({ { colours, Layout::Strips, orientation } });
            auto after = bench::decode_by(decode_tiff::decode, bytes_of(file));
            EXPECT_EQ(after.frame().orientation(), 1u);
            EXPECT_EQ(after.frame().width(), orientation < 5 ? 67u : 41u) << orientation;
            EXPECT_EQ(after.bytes == plain.bytes, orientation == 1) << orientation;
        }
    }
}

TEST_F(Tiff, KeepsAllPagesHoweverManyGoAtOnce)
{
    using foreign::TiffColours, foreign::Layout;
    auto file = foreign::tiff({ { TiffColours::Bilevel, Layout::Strips, 1 },
        { TiffColours::Gray, Layout::Tiles, 6 }, { TiffColours::Rgb, Layout::Strips, 1 },
        { TiffColours::Rgba, Layout::Strips, 3 }, { TiffColours::Bilevel, Layout::Tiles, 1 } });
    auto at_once = bytes_of(file);
    auto pages = bench::decode_by(decode_tiff::decode, at_once);
    EXPECT_EQ(pages.done.picture().frames_size(), 5);
    EXPECT_EQ(pages.frame(1).width(), 41u);
    broker::PictureRequest asked;
    asked.pixels_at_once = 67 * 41;
    EXPECT_EQ(bytes_of(file, asked), at_once);
    asked.pixels_at_once = 67 * 41 * 3 - 1;
    EXPECT_EQ(bytes_of(file, asked), at_once);
    auto result = rebuilt(file);
    EXPECT_EQ(std::get<broker::Rebuilt>(result.value()).pages, 5u);
    EXPECT_EQ(std::get<broker::Rebuilt>(result.value()).pixels, 5u * 67 * 41);
}

TEST_F(Tiff, RefusesMorePagesOrPixelsThanAllowed)
{
    foreign::Page page { foreign::TiffColours::Gray, foreign::Layout::Strips, 1 };
    auto file = foreign::tiff({ page, page, page });
    broker::PictureRequest asked;
    asked.pages = 2;
    expect_refused(file, RefusalReason::Limit, asked);
    asked.pages = 3;
    asked.pixels = 3 * 67 * 41 - 1;
    expect_refused(file, RefusalReason::Limit, asked);
    asked.pixels = 3 * 67 * 41;
    EXPECT_TRUE(std::holds_alternative<broker::Rebuilt>(rebuilt(file, asked).value()));
}

TEST_F(Tiff, LeavesEverythingElseAndSaysSo)
{
    foreign::Page page { foreign::TiffColours::Gray, foreign::Layout::Strips, 1 };
    auto annotated = page;
    annotated.canary = "CANARY-7f3a";
    auto reduced = page;
    reduced.reduced = true;
    auto file = foreign::tiff({ annotated, reduced });
    EXPECT_EQ(removed_from(file),
        "icc@directory 1=1; photoshop@directory 1=1; text-chunks@directory 1=2; thumbnails@=1; "
        "xmp@directory 1=1; ");
    EXPECT_EQ(bytes_of(file), bytes_of(foreign::tiff({ page })));
}

TEST_F(Tiff, RefusesWhatIsCutOrBroken)
{
    foreign::Page page { foreign::TiffColours::Rgb, foreign::Layout::Strips, 1 };
    auto file = foreign::tiff({ page, page });
    for (std::size_t part = 0; part < 24; ++part) {
        base::Bytes cut(file.begin(), file.begin() + static_cast<long>(file.size() * part / 24));
        expect_refused(cut, RefusalReason::Malformed);
    }
}

static bool passes(base::View file)
{
    return std::holds_alternative<verify_picture::Verified>(
        verify_picture::verify(verify_picture::Type::Tiff, file, 1 << 20));
}

TEST(VerifyTiff, TakesOurFormAndNoOther)
{
    pixels::message::Picture pages;
    base::Bytes data;
    for (auto form : { pixels::message::FORM_BILEVEL, pixels::message::FORM_GRAY,
             pixels::message::FORM_RGB, pixels::message::FORM_RGBA }) {
        auto& page = *pages.add_frames();
        page.set_form(form);
        page.set_width(9);
        page.set_height(4);
        page.set_orientation(1);
        if (form != pixels::message::FORM_GRAY)
            pixels::set_resolution(page, 3000, 4000);
        data.resize(data.size() + pixels::row_bytes(page) * 4, 0x80);
    }
    auto file = encode_picture::write_tiff_pages(pages, data, 0, true).take();
    ASSERT_TRUE(passes(file));
    std::size_t passed = 0;
    for (std::size_t at = 0; at <= file.size(); ++at) {
        auto longer = file;
        longer.insert(longer.begin() + static_cast<long>(at), 0);
        EXPECT_FALSE(passes(longer)) << at;
        if (at == file.size())
            break;
        auto changed = file;
        changed[at] ^= 0x01;
        passed += passes(changed) ? 1 : 0;
    }
    // Numerators of resolutions, and nothing else: three pages of two, by their lowest byte or a
    // higher one that stays within bounds.
    EXPECT_LE(passed, 3u * 2 * 3);
    EXPECT_FALSE(passes(encode_picture::write_tiff_pages(pages, data, 0, false).take()));
}
