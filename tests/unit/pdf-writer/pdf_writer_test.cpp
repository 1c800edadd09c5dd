// SPDX-License-Identifier: MIT
// The writer, the encoder and the verifier against each other, without processes.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/pdf/encode.h"
#include "sanitizer/verify/pdf/verifier.h"

#include <gmock/gmock.h>

using encode_pdf::Coding, encode_pdf::Page, encode_pdf::Writer;
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

static encode_pdf::Encoded encoded(const Drawn& drawn)
{
    return encode_pdf::encode({ drawn.pixels, drawn.width, drawn.height }).take();
}

static std::string written(const std::vector<Drawn>& pages, std::uint32_t width = 61'200)
{
    auto file = base::create_memory_file("pdf").take();
    Writer writer(file, plenty);
    EXPECT_TRUE(writer.begin(pages.size()));
    for (const auto& page : pages) {
        auto image = encoded(page);
        EXPECT_TRUE(
            writer.add({ width, 79'205, page.width, page.height, image.coding }, image.bytes));
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
    EXPECT_EQ(encoded(painted(9, 9, 255, 255, 255)).coding, Coding::Bilevel);
    EXPECT_EQ(encoded(painted(9, 9, 220, 220, 220)).coding, Coding::Gray4);
    EXPECT_EQ(encoded(painted(9, 9, 128, 128, 128)).coding, Coding::JpegGray);
    EXPECT_EQ(encoded(painted(9, 9, 128, 145, 128)).coding, Coding::JpegColour);
    EXPECT_EQ(encoded(painted(9, 9, 228, 244, 228)).coding, Coding::Gray4);
}

TEST(Encode, TakesNoPageWithoutSizeAndNoneThatJpegCannotTell)
{
    base::Bytes row(65'501 * 4, 0x80);
    EXPECT_TRUE(encode_pdf::encode({ base::View(row).first(65'500 * 4), 65'500, 1 }));
    EXPECT_FALSE(encode_pdf::encode({ row, 65'501, 1 }));
    EXPECT_FALSE(encode_pdf::encode({ {}, 0, 1 }));
    EXPECT_FALSE(encode_pdf::encode({ row, 10, 10 }));
}

TEST(PdfWriter, WritesWhatTheVerifierReads)
{
    // Widths around whole bytes of 1 and 4 bits.
    for (std::uint32_t width : { 1u, 2u, 7u, 8u, 9u, 100u }) {
        auto file = written({ painted(width, 3, 255, 255, 255), painted(width, 3, 225, 225, 225),
            painted(width, 3, 128, 128, 128), painted(width, 3, 255, 0, 0) });
        EXPECT_TRUE(is_verified(file, 4)) << width;
        EXPECT_FALSE(is_verified(file + "x", 4)) << width;
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
        Writer writer(file, limit);
        return writer.begin(1) && writer.add({ 61'200, 79'205, 8, 8, image.coding }, image.bytes)
            && writer.finish();
    };
    EXPECT_TRUE(write(size));
    EXPECT_FALSE(write(size - 1));
}

TEST(PdfWriter, WantsAsManyPagesAsWereBegun)
{
    auto image = encoded(painted(8, 8, 255, 255, 255));
    Page page { 100, 100, 8, 8, image.coding };
    auto file = base::create_memory_file("pdf").take();
    Writer writer(file, plenty);
    EXPECT_FALSE(writer.begin(0));
    ASSERT_TRUE(writer.begin(2));
    EXPECT_TRUE(writer.add(page, image.bytes));
    EXPECT_FALSE(writer.finish());
    EXPECT_TRUE(writer.add(page, image.bytes));
    EXPECT_FALSE(writer.add(page, image.bytes));
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
    for (const auto& page : { painted(10, 10, 255, 255, 255), painted(10, 10, 225, 225, 225),
             painted(10, 10, 128, 128, 128), painted(10, 10, 255, 0, 0) }) {
        auto file = written({ page });
        ASSERT_TRUE(is_verified(file, 1));
        EXPECT_FALSE(is_verified(replaced(file, "/Height 10", "/Height 11"), 1));
        EXPECT_FALSE(is_verified(replaced(file, "/Height 10", "/Height 09"), 1));
        EXPECT_FALSE(is_verified(replaced(file, "/Width 10", "/Width 90"), 1));
    }
    auto colour = written({ painted(10, 10, 255, 0, 0) });
    EXPECT_FALSE(is_verified(replaced(colour, "\xFF\xDA", "\xFF\xFE"), 1));
    EXPECT_FALSE(is_verified(replaced(colour, "\xFF\xD9", "\xFF\xD8"), 1));
    EXPECT_FALSE(is_verified(replaced(colour, "JFIF", "JFXX"), 1));
}
