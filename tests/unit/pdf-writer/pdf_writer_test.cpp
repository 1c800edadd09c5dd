// SPDX-License-Identifier: MIT
// The writer, the encoder and the verifier against each other, without processes.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/pdf/encode.h"
#include "sanitizer/encode/pdf/writer.h"
#include "sanitizer/verify/pdf/verifier.h"

#include <gmock/gmock.h>

using encode_pdf::Coding, encode_pdf::Colour, encode_pdf::Image, encode_pdf::Page,
    encode_pdf::Writer;
using testing::HasSubstr;

static constexpr std::uint64_t plenty = 1 << 24;

struct Drawn {
    std::uint32_t width;
    std::uint32_t height;
    base::Bytes pixels;
};

// Every pixel red, green, blue; the first ones black.
static Drawn painted(std::uint32_t width, std::uint32_t height, std::uint8_t red,
    std::uint8_t green, std::uint8_t blue, std::size_t black = 1)
{
    Drawn drawn { width, height, {} };
    for (std::size_t i = 0; i < std::size_t { width } * height; ++i) {
        for (auto channel : { blue, green, red, std::uint8_t { 0xAA } })
            drawn.pixels.push_back(i < black ? 0 : channel);
    }
    return drawn;
}

// From dark at the left to light at the right, as a photograph's shades.
static Drawn shaded(std::uint32_t width, std::uint32_t height, unsigned red_step)
{
    Drawn drawn { width, height, {} };
    for (std::size_t i = 0; i < std::size_t { width } * height; ++i) {
        auto shade = static_cast<std::uint8_t>(i % width * 3);
        auto red = static_cast<std::uint8_t>(i % width * red_step);
        for (auto channel : { shade, shade, red, std::uint8_t { 0 } })
            drawn.pixels.push_back(channel);
    }
    return drawn;
}

static Image encoded(const Drawn& drawn, int quality = 80)
{
    return encode_pdf::encode({ drawn.pixels, drawn.width, drawn.height }, quality).take().image;
}

// Of black and white points in turn, which a fax is bad at.
static Drawn chequered(std::uint32_t width)
{
    Drawn drawn { width, 3, {} };
    for (std::size_t i = 0; i < std::size_t { width } * 3; ++i)
        drawn.pixels.insert(drawn.pixels.end(), 4, i % 2 == 0 ? 0 : 255);
    return drawn;
}

// All kinds of pages there are.
static std::vector<Drawn> every_kind(std::uint32_t width)
{
    auto letters = shaded(width, 3, 3); // Steps too large for a photograph's.
    for (auto& channel : letters.pixels)
        channel = static_cast<std::uint8_t>(channel * 17);
    return { painted(width, 3, 255, 255, 255), letters, painted(width, 3, 255, 0, 0),
        shaded(width, 3, 3), shaded(width, 3, 1), chequered(width) };
}

static std::string written(
    const std::vector<Drawn>& pages, std::uint32_t width = 61'200, int quality = 80)
{
    auto file = base::create_memory_file("pdf").take();
    encode_pdf::Letters letters;
    Writer writer(file, plenty, letters);
    EXPECT_TRUE(writer.begin(pages.size()));
    for (const auto& page : pages) {
        EXPECT_TRUE(
            writer.add({ width, 79'205, page.width, page.height }, { encoded(page, quality), {} }));
    }
    auto size = writer.finish();
    EXPECT_TRUE(size);
    auto bytes = base::read_all(file, plenty).take();
    EXPECT_EQ(bytes.size(), size.value());
    return std::string(base::text_of(bytes));
}

static bool is_verified(
    const std::string& file, std::uint64_t pages, const verify_pdf::Limits& limits = {})
{
    auto result = verify_pdf::verify(base::view_of(file), limits);
    auto* verified = std::get_if<verify_pdf::Verified>(&result);
    return verified && verified->pages == pages;
}

TEST(Encode, ChoosesTheCodingByThePixels)
{
    EXPECT_EQ(encoded(painted(9, 9, 255, 255, 255)).coding, Coding::Fax);
    EXPECT_EQ(encoded(chequered(80)).coding, Coding::Bilevel);
    EXPECT_EQ(encoded(painted(9, 9, 128, 128, 128)).coding, Coding::Indexed);
    EXPECT_EQ(encoded(painted(9, 9, 128, 145, 128)).coding, Coding::Indexed);
    auto pages = every_kind(80);
    EXPECT_EQ(encoded(pages[1]).coding, Coding::Gray4);
    EXPECT_EQ(encoded(pages[3]).coding, Coding::JpegGray);
    EXPECT_EQ(encoded(pages[4]).coding, Coding::JpegColour);
}

TEST(Encode, KeepsFewColoursAsTheyAre)
{
    auto page = painted(9, 9, 200, 201, 202);
    page.pixels[8] = 0xFE; // The third pixel: blue.
    page.pixels[9] = page.pixels[10] = 0;
    std::vector<Colour> palette { { 0, 0, 0 }, { 0, 0, 0xFE }, { 200, 201, 202 } };
    EXPECT_EQ(encoded(page).palette, palette);
}

TEST(Encode, KeepsTheColourOfWhatFillsAnArea)
{
    // A faint tint, with the shades of letters upon it that alone would be noise in grey.
    auto page = every_kind(80)[1];
    page.height = 6;
    auto tint = painted(80, 3, 255, 255, 250, 0);
    page.pixels.insert(page.pixels.end(), tint.pixels.begin(), tint.pixels.end());
    auto image = encoded(page);
    ASSERT_EQ(image.coding, Coding::Indexed);
    EXPECT_THAT(image.palette, testing::Contains(Colour { 255, 255, 250 }));
}

TEST(Encode, HoldsAManyColouredPageOfLettersIn256Colours)
{
    // Areas of 40 colours, and as many shades between neighbours as letters have.
    Drawn page { 400, 40, {} };
    for (std::uint32_t y = 0; y < page.height; ++y) {
        for (std::uint32_t x = 0; x < page.width; ++x) {
            auto shade = x % 20 == 0 ? (x * 7 + y * 13) % 256 : 255;
            for (auto channel : { y * 6, shade, 200 - y * 5, 0u })
                page.pixels.push_back(static_cast<std::uint8_t>(channel));
        }
    }
    auto image = encoded(page);
    ASSERT_EQ(image.coding, Coding::Indexed);
    EXPECT_LE(image.palette.size(), 256u);
    for (unsigned y = 0; y < 40; ++y)
        EXPECT_THAT(image.palette,
            testing::Contains(Colour {
                static_cast<std::uint8_t>(200 - y * 5), 255, static_cast<std::uint8_t>(y * 6) }));
}

TEST(Encode, ObeysTheQualityOfPhotographs)
{
    auto photo = shaded(80, 80, 1);
    EXPECT_LT(encoded(photo, 30).bytes.size(), encoded(photo, 95).bytes.size());
    for (int quality : { 1, 30, 100 }) {
        auto file = written({ photo }, 61'200, quality);
        EXPECT_TRUE(is_verified(file, 1)) << quality;
    }
}

TEST(Encode, TakesNoPageWithoutSizeAndNoneThatJpegCannotTell)
{
    base::Bytes row(65'501 * 4, 0x80);
    EXPECT_TRUE(encode_pdf::encode({ base::View(row).first(65'500 * 4), 65'500, 1 }, 80));
    EXPECT_FALSE(encode_pdf::encode({ row, 65'501, 1 }, 80));
    EXPECT_FALSE(encode_pdf::encode({ {}, 0, 1 }, 80));
    EXPECT_FALSE(encode_pdf::encode({ row, 10, 10 }, 80));
}

TEST(PdfWriter, WritesWhatTheVerifierReads)
{
    // Widths around whole bytes of 1 and 4 bits.
    for (std::uint32_t width : { 1u, 2u, 7u, 8u, 9u, 100u }) {
        auto file = written(every_kind(width));
        EXPECT_TRUE(is_verified(file, 6)) << width;
        EXPECT_FALSE(is_verified(file + "x", 6)) << width;
    }
}

TEST(PdfWriter, TellsPageSizesToTheHundredth)
{
    auto page = painted(8, 8, 255, 255, 255);
    EXPECT_THAT(written({ page }, 61'200), HasSubstr("/MediaBox[0 0 612 792.05]"));
    EXPECT_THAT(written({ page }, 61'250), HasSubstr("/MediaBox[0 0 612.5 792.05]"));
    EXPECT_THAT(written({ page }, 7), HasSubstr("/MediaBox[0 0 0.07 792.05]"));
    for (std::uint32_t width : { 1u, 10u, 100u, 61'209u, 1'440'000u })
        EXPECT_TRUE(is_verified(written({ page }, width), 1)) << width;
    EXPECT_FALSE(is_verified(written({ page }, 1'440'001), 1));
}

TEST(PdfWriter, HoldsTheLimitOfBytes)
{
    auto page = painted(8, 8, 255, 255, 255);
    auto image = encoded(page);
    auto size = written({ page }).size();
    auto write = [&](std::uint64_t limit) {
        auto file = base::create_memory_file("pdf").take();
        encode_pdf::Letters letters;
        Writer writer(file, limit, letters);
        return writer.begin(1) && writer.add({ 61'200, 79'205, 8, 8 }, { image, {} })
            && writer.finish();
    };
    EXPECT_TRUE(write(size));
    EXPECT_FALSE(write(size - 1));
}

TEST(PdfWriter, WantsAsManyPagesAsWereBegun)
{
    auto image = encoded(painted(8, 8, 255, 255, 255));
    Page page { 100, 100, 8, 8 };
    auto file = base::create_memory_file("pdf").take();
    encode_pdf::Letters letters;
    Writer writer(file, plenty, letters);
    EXPECT_FALSE(writer.begin(0));
    ASSERT_TRUE(writer.begin(2));
    EXPECT_TRUE(writer.add(page, { image, {} }));
    EXPECT_FALSE(writer.finish());
    EXPECT_TRUE(writer.add(page, { image, {} }));
    EXPECT_FALSE(writer.add(page, { image, {} }));
    EXPECT_TRUE(writer.finish());
}

TEST(PdfVerifier, HoldsItsLimits)
{
    auto page = painted(10, 10, 255, 255, 255);
    auto file = written({ page, page });
    EXPECT_TRUE(is_verified(file, 2, { 2, 100 }));
    EXPECT_FALSE(is_verified(file, 2, { 1, 100 }));
    EXPECT_FALSE(is_verified(file, 2, { 2, 99 }));
}

// The same length, so that nothing else gives it away.
static std::string replaced(std::string file, const std::string& from, const std::string& to)
{
    auto at = file.find(from);
    EXPECT_NE(at, file.npos) << from;
    return file.replace(at, from.size(), to);
}

TEST(PdfVerifier, RefusesAnImageOfOtherPixelsThanItsObjectSays)
{
    for (const auto& page : every_kind(80)) {
        auto file = written({ page });
        ASSERT_TRUE(is_verified(file, 1));
        EXPECT_FALSE(is_verified(replaced(file, "/Height 3", "/Height 4"), 1));
        EXPECT_FALSE(is_verified(replaced(file, "/Height 3", "/Height 0"), 1));
        EXPECT_FALSE(is_verified(replaced(file, "/Width 80", "/Width 90"), 1));
    }
    auto colour = written({ every_kind(80)[4] });
    EXPECT_FALSE(is_verified(replaced(colour, "\xFF\xDA", "\xFF\xFE"), 1));
    EXPECT_FALSE(is_verified(replaced(colour, "\xFF\xD9", "\xFF\xD8"), 1));
    EXPECT_FALSE(is_verified(replaced(colour, "JFIF", "JFXX"), 1));
}

TEST(PdfVerifier, RefusesAPaletteThatIsNotAsTheWriterWouldHaveIt)
{
    auto page = painted(10, 10, 255, 0, 0);
    page.pixels[4] = 0x80; // Three colours: one more would do with as many bits.
    auto file = written({ page });
    ASSERT_TRUE(is_verified(file, 1));
    EXPECT_THAT(file, HasSubstr("/BitsPerComponent 2/ColorSpace[/Indexed/DeviceRGB 2<0000"));
    EXPECT_FALSE(is_verified(replaced(file, "Indexed/DeviceRGB 2<", "Indexed/DeviceRGB 1<"), 1));
    EXPECT_FALSE(is_verified(replaced(file, "<0000", "<000g"), 1));
    EXPECT_FALSE(is_verified(replaced(file, "<0000", "<000a"), 1));
    EXPECT_FALSE(is_verified(replaced(file, "<0000", "< 000"), 1));
    EXPECT_FALSE(is_verified(replaced(file, "Component 2", "Component 4"), 1));
}

// An image of our writer's form around samples that our encoder would not have made.
static std::string written_as(const Image& image, std::uint32_t columns)
{
    auto file = base::create_memory_file("pdf").take();
    encode_pdf::Letters letters;
    Writer writer(file, plenty, letters);
    EXPECT_TRUE(writer.begin(1));
    EXPECT_TRUE(writer.add({ 100, 100, columns, 1 }, { image, {} }));
    EXPECT_TRUE(writer.finish());
    return std::string(base::text_of(base::read_all(file, plenty).take()));
}

// zlib's frame around one stored block (RFC 1950, RFC 1951) of one byte.
static base::Bytes stored(std::uint8_t byte)
{
    unsigned low = 1u + byte;
    base::Bytes bytes { 0x78, 0x01, 1, 1, 0, 0xFE, 0xFF, byte };
    for (unsigned half : { low, low })
        base::append(bytes,
            base::Bytes { static_cast<std::uint8_t>(half >> 8), static_cast<std::uint8_t>(half) });
    return bytes;
}

TEST(PdfVerifier, RefusesSamplesBeyondThePaletteOrTheRow)
{
    std::vector<Colour> palette { { 0, 0, 0 }, { 1, 1, 1 }, { 2, 2, 2 } };
    auto verifies = [&](std::uint8_t byte, std::uint32_t columns) {
        return is_verified(written_as({ Coding::Indexed, palette, stored(byte) }, columns), 1);
    };
    EXPECT_TRUE(verifies(0b10'01'00'10, 4));
    EXPECT_FALSE(verifies(0b10'11'00'10, 4));
    EXPECT_TRUE(verifies(0b10'01'00'00, 3));
    EXPECT_FALSE(verifies(0b10'01'00'01, 3));
}
