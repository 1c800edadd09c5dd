// SPDX-License-Identifier: MIT
// Drawings of Windows become PNG of their own size: a red left half, made here record by record.
#include "sanitizer/decode/office/drawing_page.h"
#include "sanitizer/decode/png/decode.h"
#include "tests/workers/picture/bench.h"

using broker::RefusalReason;

static void append(base::Bytes& to, std::initializer_list<int> numbers)
{
    for (auto number : numbers)
        base::append_u32_le(to, static_cast<std::uint32_t>(number));
}

// 40 by 20 mm on a screen of 10 dots a millimetre.
static base::Bytes emf(int width = 4'000, int height = 2'000)
{
    base::Bytes records;
    append(records, { 39, 24, 1, 0, 0x0000FF, 0 }); // A solid brush of red,
    append(records, { 37, 12, 1 }); // taken,
    append(records, { 37, 12, static_cast<int>(0x80000008) }); // no pen,
    append(records, { 43, 24, 0, 0, 200, 200 }); // and a rectangle.
    append(records, { 14, 20, 0, 16, 20 });
    base::Bytes file;
    append(file, { 1, 88, 0, 0, 399, 199, 0, 0, width, height, 0x464D4520, 0x10000 });
    append(file, { static_cast<int>(88 + records.size()), 6, 2, 0, 0, 0, 4'000, 2'000, 400, 200 });
    base::append(file, records);
    return file;
}

static base::Bytes wmf(unsigned right = 400)
{
    base::Bytes file;
    auto add = [&](std::initializer_list<unsigned> more) {
        for (auto word : more)
            base::append_u16_le(file, static_cast<std::uint16_t>(word));
    };
    // 40 by 20 mm: 400 by 200 units of a tenth of a millimetre.
    add({ 0xCDD7, 0x9AC6, 0, 0, 0, right, 200, 254, 0, 0 });
    unsigned sum = 0;
    for (std::size_t at = 0; at < file.size(); at += 2)
        sum ^= file[at] | static_cast<unsigned>(file[at + 1]) << 8;
    add({ sum, 1, 9, 0x300, 47, 0, 2, 8, 0, 0 });
    add({ 5, 0, 0x20C, 200, 400 }); // The window's extent,
    add({ 7, 0, 0x2FC, 0, 0x00FF, 0, 0 }); // a solid brush of red,
    add({ 8, 0, 0x2FA, 5, 0, 0, 0, 0 }); // no pen,
    add({ 4, 0, 0x12D, 0, 4, 0, 0x12D, 1 }); // both taken,
    add({ 7, 0, 0x41B, 200, 200, 0, 0 }); // a rectangle.
    add({ 3, 0, 0 });
    return file;
}

class Drawing : public bench::Pictures {
protected:
    Drawing()
        : Pictures(policy::FileType::Emf)
    {
    }

    void expect_half_red(const base::Bytes& drawing)
    {
        auto result = rebuilt(drawing);
        ASSERT_TRUE(result) << result.error().message;
        ASSERT_TRUE(std::holds_alternative<broker::Rebuilt>(result.value()));
        auto& piece = std::get<broker::Rebuilt>(result.value());
        EXPECT_EQ(piece.type, policy::FileType::Png);
        auto verified = broker::verify_picture(m_workers, piece.bytes, piece.type, 1'000'000,
            { 1ull << 30, 1ull << 30, std::chrono::seconds(20) });
        EXPECT_TRUE(verified && std::holds_alternative<broker::VerifiedPicture>(verified.value()));
        auto file = base::read_all(piece.bytes, 1 << 24).take();
        auto decoded = bench::decode_by(decode_png::decode, file);
        // 200 dots to an inch.
        ASSERT_EQ(decoded.frame().width(), 314u);
        ASSERT_EQ(decoded.frame().height(), 157u);
        auto channels = decoded.bytes.size() / (314u * 157u);
        auto colour = [&](std::size_t column) {
            auto* pixel = &decoded.bytes[(78 * 314 + column) * channels];
            return pixel[0] << 16 | pixel[1] << 8 | pixel[2];
        };
        EXPECT_EQ(colour(60), 0xFF0000);
        EXPECT_EQ(colour(250), 0xFFFFFF);
    }
};

TEST_F(Drawing, BecomesAPictureOfItsSize)
{
    expect_half_red(emf());
    EXPECT_EQ(removed_from(emf()), "vector-picture@=1; ");
    m_type = policy::FileType::Wmf;
    expect_half_red(wmf());
}

TEST_F(Drawing, WithoutASizeIsNone)
{
    expect_refused(emf(0), RefusalReason::Malformed);
    expect_refused(emf(4'000, -1), RefusalReason::Malformed);
    expect_refused(emf(500'001), RefusalReason::Malformed);
    expect_refused({}, RefusalReason::Malformed);
}

TEST(DrawingPage, IsAsLargeAsTheDrawing)
{
    auto page = office::page_around(emf());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->columns, 314u);
    EXPECT_EQ(page->rows, 157u);
    EXPECT_NE(page->document.find("fo:page-width=\"40.00mm\""), std::string::npos);
    auto large = office::page_around(emf(500'000, 1));
    ASSERT_TRUE(large);
    EXPECT_EQ(large->columns, 3'000u);
    EXPECT_EQ(large->rows, 1u);
    EXPECT_FALSE(office::page_around(wmf(0xFFFF))); // To the left of where it begins.
    auto bare = wmf();
    bare.erase(bare.begin(), bare.begin() + 22);
    ASSERT_TRUE(office::page_around(bare));
    EXPECT_EQ(office::page_around(bare)->columns, office::page_around(bare)->rows);
}
