// SPDX-License-Identifier: MIT
// Icons, made here: the largest picture becomes a PNG, whatever it lay there as.
#include "sanitizer/decode/bmp/decode.h"
#include "sanitizer/decode/png/decode.h"
#include "sanitizer/encode/picture/png_writer.h"
#include "sanitizer/unpack/icon/unpack.h"
#include "tests/workers/picture/bench.h"

using broker::RefusalReason;

// Of `side` by `side` pixels: blue, but for a red one below on the left; see-through on top.
struct Form {
    unsigned side { 4 };
    unsigned bits { 24 };
    bool has_alpha { false };
    unsigned colours { 2 };
    std::uint32_t coding { 0 };
};

static base::Bytes bitmap(const Form& form)
{
    base::Bytes out;
    for (std::uint32_t value : { 40u, form.side, 2 * form.side, 1u | form.bits << 16, form.coding,
             0u, 0u, 0u, form.bits <= 8 ? form.colours : 0u, 0u })
        base::append_u32_le(out, value);
    if (form.bits <= 8)
        for (std::uint32_t colour : { 0x0000FFu, 0xFF0000u })
            base::append_u32_le(out, colour);
    auto stride = (form.side * form.bits + 31) / 32 * 4;
    for (unsigned y = 0; y < form.side; ++y) {
        base::Bytes row(stride);
        for (unsigned x = 0; x < form.side; ++x) {
            bool red = x == 0 && y == 0;
            if (form.bits <= 8) {
                row[x * form.bits / 8] |= static_cast<std::uint8_t>(
                    (red ? 1 : 0) << (8 - form.bits - x * form.bits % 8));
            } else if (form.bits >= 24) { // Of others nobody looks at the pixels.
                row[x * form.bits / 8] = red ? 0 : 0xFF;
                row[x * form.bits / 8 + 2] = red ? 0xFF : 0;
                if (form.has_alpha)
                    row[x * 4 + 3] = y + 1 == form.side ? 0 : 0x80;
            }
        }
        base::append(out, row);
    }
    for (unsigned y = 0; y < form.side; ++y) {
        base::Bytes row((form.side + 31) / 32 * 4);
        for (unsigned x = 0; x < form.side && y + 1 == form.side && !form.has_alpha; ++x)
            row[x / 8] |= static_cast<std::uint8_t>(0x80 >> x % 8);
        base::append(out, row);
    }
    return out;
}

static base::Bytes png(unsigned side)
{
    pixels::message::Frame frame;
    frame.set_form(pixels::message::FORM_RGB);
    frame.set_width(side);
    frame.set_height(side);
    frame.set_orientation(1);
    base::Bytes rows(side * side * 3, 0x33);
    return encode_picture::write_png({ frame, {}, rows }).take();
}

static base::Bytes icon(const std::vector<base::Bytes>& pictures, unsigned kind = 1)
{
    base::Bytes out;
    base::append_u32_le(out, kind << 16);
    base::append_u16_le(out, static_cast<std::uint16_t>(pictures.size()));
    auto offset = 6 + 16 * pictures.size();
    for (const auto& picture : pictures) {
        for (auto value : { std::size_t { 0x0202 }, std::size_t { 0 }, picture.size(), offset })
            base::append_u32_le(out, static_cast<std::uint32_t>(value));
        offset += picture.size();
    }
    for (const auto& picture : pictures)
        base::append(out, picture);
    return out;
}

class Icon : public bench::Pictures {
protected:
    Icon()
        : Pictures(policy::FileType::Ico)
    {
    }

    bench::Decoded copy_of(const base::Bytes& file)
    {
        auto result = rebuilt(file);
        auto* piece = result ? std::get_if<broker::Rebuilt>(&result.value()) : nullptr;
        if (!piece) {
            ADD_FAILURE() << (result ? "refused" : result.error().message);
            return {};
        }
        EXPECT_EQ(piece->type, policy::FileType::Png);
        auto verified = broker::verify_picture(m_workers, piece->bytes, piece->type, 1'000'000,
            { 1ull << 30, 1ull << 30, std::chrono::seconds(20) });
        EXPECT_TRUE(verified && std::holds_alternative<broker::VerifiedPicture>(verified.value()));
        return bench::decode_by(decode_png::decode, base::read_all(piece->bytes, 1 << 24).take());
    }
};

static std::uint32_t pixel(const bench::Decoded& picture, unsigned x, unsigned y)
{
    auto* at = &picture.bytes.at((y * picture.frame().width() + x) * 4);
    return static_cast<std::uint32_t>(at[0] << 16 | at[1] << 8 | at[2])
        | static_cast<std::uint32_t>(at[3]) << 24;
}

TEST_F(Icon, ShowsItsColoursAndWhatIsBehindThem)
{
    for (unsigned bits : { 1, 4, 8, 24, 32 }) {
        for (unsigned kind : { 1, 2 }) {
            auto copy = copy_of(icon({ bitmap({ .side = 9, .bits = bits }) }, kind));
            ASSERT_EQ(copy.frame().width(), 9u) << bits;
            ASSERT_EQ(copy.frame().height(), 9u);
            EXPECT_EQ(pixel(copy, 0, 8), 0xFFFF0000) << bits;
            EXPECT_EQ(pixel(copy, 8, 8), 0xFF0000FF) << bits;
            EXPECT_EQ(pixel(copy, 8, 1), 0xFF0000FF) << bits;
            EXPECT_EQ(pixel(copy, 8, 0) >> 24, 0u) << bits;
        }
    }
    auto copy = copy_of(icon({ bitmap({ .bits = 32, .has_alpha = true }) }));
    EXPECT_EQ(pixel(copy, 0, 3), 0x80FF0000);
    EXPECT_EQ(pixel(copy, 0, 0) >> 24, 0u);
}

TEST_F(Icon, TellsOfWhatLiesBetweenItsPictures)
{
    auto zeros = base::Bytes(5);
    auto words = base::Bytes { 'w', 'o', 'r', 'd', 's' };
    auto moved
        = [&](const base::Bytes& gap, const base::Bytes& behind_list, const base::Bytes& tail) {
              auto one = bitmap({ .side = 4 });
              auto other = bitmap({ .side = 8 });
              base::Bytes out;
              base::append_u32_le(out, 1u << 16);
              base::append_u16_le(out, 2);
              auto first = 6 + 32 + behind_list.size();
              for (auto value : { std::size_t { 0x0404 }, std::size_t { 0 }, one.size(), first,
                       std::size_t { 0x0808 }, std::size_t { 0 }, other.size(),
                       first + one.size() + gap.size() })
                  base::append_u32_le(out, static_cast<std::uint32_t>(value));
              for (auto part : { base::View(behind_list), base::View(one), base::View(gap),
                       base::View(other), base::View(tail) })
                  base::append(out, part);
              return out;
          };
    EXPECT_EQ(
        moved({}, {}, {}).size(), icon({ bitmap({ .side = 4 }), bitmap({ .side = 8 }) }).size());
    EXPECT_EQ(removed_from(moved({}, {}, {})), "other-sizes@=1; ");
    EXPECT_EQ(removed_from(moved(zeros, zeros, zeros)), "other-sizes@=1; ");
    EXPECT_EQ(removed_from(moved(words, {}, {})), "other-data@=1; other-sizes@=1; ");
    EXPECT_EQ(removed_from(moved(words, words, {})), "other-data@=2; other-sizes@=1; ");
    EXPECT_EQ(removed_from(moved({}, {}, words)), "other-sizes@=1; trailing-data@=1; ");
    EXPECT_EQ(copy_of(moved(words, words, words)).frame().width(), 8u);
}

TEST_F(Icon, IsItsLargestPictureWithMostColours)
{
    auto small = bitmap({ .side = 16, .bits = 32 });
    auto few = bitmap({ .side = 20, .bits = 4 });
    auto many = bitmap({ .side = 20, .bits = 24 });
    auto file = icon({ small, few, many, few });
    EXPECT_EQ(copy_of(file).frame().width(), 20u);
    EXPECT_EQ(removed_from(file), "other-sizes@=3; ");
    auto of_png = icon({ many, png(40), small });
    EXPECT_EQ(copy_of(of_png).frame().width(), 40u);
    EXPECT_EQ(removed_from(of_png), "other-sizes@=2; ");
    EXPECT_EQ(removed_from(icon({ small })), "");
    // Of equal ones the first.
    auto first = bench::decode_by(
        unpack_icon::unpack, icon({ png(20), bitmap({ .side = 20, .bits = 32 }) }));
    EXPECT_EQ(base::text_of(first.bytes).substr(1, 3), "PNG");
}

TEST_F(Icon, IsRefusedWhereItIsBroken)
{
    auto whole = icon({ bitmap({}) });
    for (std::size_t size : { 0, 5, 10, 21, 40, 61 }) {
        expect_refused(base::Bytes(whole.begin(), whole.begin() + static_cast<int>(size)),
            RefusalReason::Malformed);
    }
    expect_refused(base::Bytes(whole.begin(), whole.end() - 1), RefusalReason::Malformed);
    auto shorter = bitmap({});
    shorter.pop_back();
    expect_refused(icon({ shorter }), RefusalReason::Malformed);
    expect_refused(icon({}), RefusalReason::Malformed);
    expect_refused(icon({ base::Bytes(100) }), RefusalReason::Malformed);
    expect_refused(icon({ bitmap({ .bits = 8, .colours = 1 }) }), RefusalReason::Malformed);
    expect_refused(icon({ bitmap({ .bits = 8, .colours = 257 }) }), RefusalReason::Malformed);
    expect_refused(icon({ bitmap({ .side = 0 }) }), RefusalReason::Malformed);
    expect_refused(icon({ bitmap({ .bits = 16 }) }), RefusalReason::Unsupported);
    expect_refused(icon({ bitmap({ .bits = 32, .coding = 3 }) }), RefusalReason::Unsupported);
    auto cut_png = png(40);
    cut_png.resize(cut_png.size() - 20);
    expect_refused(icon({ cut_png }), RefusalReason::Malformed);
}

TEST_F(Icon, HoldsTheLimitOfPictures)
{
    std::vector<base::Bytes> pictures(1'000, bitmap({}));
    EXPECT_EQ(removed_from(icon(pictures)), "other-sizes@=999; ");
    pictures.push_back(pictures.back());
    expect_refused(icon(pictures), RefusalReason::Malformed);
}

TEST_F(Icon, HoldsTheLimitOfPixels)
{
    broker::PictureRequest asked;
    asked.pixels_at_once = 20 * 20;
    auto passed = rebuilt(icon({ bitmap({ .side = 20 }) }), asked);
    EXPECT_TRUE(passed && std::holds_alternative<broker::Rebuilt>(passed.value()));
    expect_refused(icon({ bitmap({ .side = 21 }) }), RefusalReason::Limit, asked);
    expect_refused(icon({ png(21) }), RefusalReason::Limit, asked);
    auto large = bitmap({});
    large[7] = 0x7F; // Two thousand million columns.
    expect_refused(icon({ large }), RefusalReason::Limit);
}
