// SPDX-License-Identifier: MIT
// Foreign GIFs through the real, locked-in workers, and the second opinion on what comes out.
#include "sanitizer/decode/gif/decode.h"
#include "sanitizer/encode/picture/gif_writer.h"
#include "sanitizer/verify/picture/verify.h"
#include "tests/workers/picture/bench.h"

using broker::RefusalReason;

// Frames of one colour each and a spot, in a table of `colours`.
static base::Bytes moving(int frames, std::uint32_t colours, std::uint32_t loops = 4)
{
    pixels::message::Picture picture;
    picture.set_width(40);
    picture.set_height(30);
    picture.set_loops(loops);
    base::Bytes data;
    for (int i = 0; i < frames; ++i) {
        auto& frame = *picture.add_frames();
        frame.set_form(pixels::message::FORM_INDEXED);
        frame.set_width(20);
        frame.set_height(15);
        frame.set_left(static_cast<std::uint32_t>(i) % 20);
        frame.set_top(static_cast<std::uint32_t>(i) % 15);
        frame.set_delay(70 + 10 * static_cast<std::uint32_t>(i));
        frame.set_disposal(static_cast<std::uint32_t>(i) % 4);
        frame.set_transparent(i % 2 == 0 ? 0 : 1);
        frame.set_orientation(1);
        frame.set_colours(colours);
        for (std::uint32_t k = 0; k < colours * 3; ++k)
            data.push_back(static_cast<std::uint8_t>(k * 5 + (i < 2 ? 0u : 9u)));
        for (std::uint32_t k = 0; k < 300; ++k)
            data.push_back(
                static_cast<std::uint8_t>((k * k / 7 + static_cast<unsigned>(i)) % colours));
    }
    return encode_picture::write_gif(picture, data).take();
}

static base::Bytes with(base::Bytes file, const std::string& block)
{
    auto at = file.end() - 1;
    file.insert(at, block.begin(), block.end());
    return file;
}

class Gif : public bench::Pictures {
protected:
    Gif()
        : Pictures(policy::FileType::Gif)
    {
    }
};

TEST_F(Gif, KeepsEveryFrameItsPlaceAndItsTime)
{
    for (std::uint32_t colours : { 2u, 3u, 16u, 17u, 256u }) {
        auto file = moving(7, colours);
        auto before = bench::decode_by(decode_gif::decode, file);
        auto ours = bytes_of(file);
        auto after = bench::decode_by(decode_gif::decode, ours);
        EXPECT_EQ(after.bytes, before.bytes);
        EXPECT_EQ(after.done.SerializeAsString(), before.done.SerializeAsString());
        EXPECT_EQ(after.done.picture().frames_size(), 7);
        EXPECT_EQ(after.frame(3).delay(), 100u);
        EXPECT_EQ(after.frame(3).disposal(), 3u);
        EXPECT_EQ(after.frame(3).transparent(), 1u);
        EXPECT_EQ(after.frame(3).left(), 3u);
        EXPECT_EQ(after.done.picture().loops(), 4u);
    }
}

// Rows 0 8, then 4 12, then 2 6 10 14, then the odd ones: GIF89a appendix E.
TEST_F(Gif, PutsInterlacedRowsInOrder)
{
    pixels::message::Picture picture;
    picture.set_width(3);
    picture.set_height(16);
    auto& frame = *picture.add_frames();
    frame.set_form(pixels::message::FORM_INDEXED);
    frame.set_width(3);
    frame.set_height(16);
    frame.set_colours(16);
    base::Bytes data(48);
    for (int row : { 0, 8, 4, 12, 2, 6, 10, 14, 1, 3, 5, 7, 9, 11, 13, 15 })
        data.insert(data.end(), 3, static_cast<std::uint8_t>(row));
    auto file = encode_picture::write_gif(picture, data).take();
    file[13 + 48 + 8 + 9] |= 0x40; // Says of the only picture that it is interlaced.
    auto after = bench::decode_by(decode_gif::decode, bytes_of(file));
    for (std::size_t row = 0; row < 16; ++row)
        EXPECT_EQ(after.bytes[48 + row * 3], row);
}

TEST_F(Gif, LeavesEverythingElseAndSaysSo)
{
    using namespace std::string_literals;
    auto plain = moving(2, 4);
    auto file = with(plain, "\x21\xFE\x06"s + "CANARY\0"s);
    file = with(file, "\x21\xFF\x0B"s + "XMP DataXMP\x06"s + "CANARY\0"s);
    file = with(file, "\x21\xFF\x0B"s + "ICCRGBG1012\x06"s + "CANARY\0"s);
    file = with(file, "\x21\x01\x06"s + "CANARY\0"s);
    file = with(file, "\x21\x77\x06"s + "CANARY\0"s);
    base::append(file, base::view_of("CANARY"));
    EXPECT_EQ(removed_from(file),
        "comments@Comment Extension=1; icc@Application Extension ICCRGBG1012=1; "
        "other-chunks@Extension=1; text-chunks@Plain Text Extension=1; "
        "trailing-data@end of file=1; xmp@Application Extension XMP DataXMP=1; ");
    EXPECT_EQ(bytes_of(file), bytes_of(plain));
}

TEST_F(Gif, RefusesWhatIsCutOrBroken)
{
    auto file = moving(2, 16);
    for (std::size_t part = 0; part < 24; ++part) {
        base::Bytes cut(file.begin(), file.begin() + static_cast<long>(file.size() * part / 24));
        expect_refused(cut, RefusalReason::Malformed);
    }
    file.back() = 0x2D;
    expect_refused(file, RefusalReason::Malformed);
}

TEST_F(Gif, RefusesMoreFramesOrPixelsThanAllowed)
{
    broker::PictureRequest asked;
    asked.pixels = 7 * 300 - 1;
    expect_refused(moving(7, 16), RefusalReason::Limit, asked);
    asked.pixels = 7 * 300;
    EXPECT_TRUE(std::holds_alternative<broker::Rebuilt>(rebuilt(moving(7, 16), asked).value()));
    // A frame of 65,535 by 65,535 in a hundred bytes.
    auto bomb = moving(1, 16);
    for (std::size_t i = 0; i < 4; ++i)
        bomb[13 + 48 + 19 + 8 + 5 + i] = 0xFF;
    expect_refused(bomb, RefusalReason::Limit);
}

static bool passes(base::View file)
{
    return std::holds_alternative<verify_picture::Verified>(
        verify_picture::verify(verify_picture::Type::Gif, file, 1 << 20));
}

// What fills the last byte up is nothing, and nothing stands behind the end code.
TEST(VerifyGif, TakesNothingBehindTheEndCode)
{
    for (std::uint32_t colours = 2; colours <= 40; ++colours) {
        auto file = moving(1, colours);
        ASSERT_TRUE(passes(file));
        file[file.size() - 3] ^= 0x80;
        EXPECT_FALSE(passes(file)) << colours;
    }
    pixels::message::Picture picture;
    picture.set_width(3);
    picture.set_height(1);
    auto& frame = *picture.add_frames();
    frame.set_form(pixels::message::FORM_INDEXED);
    frame.set_width(3);
    frame.set_height(1);
    frame.set_colours(2);
    auto file = encode_picture::write_gif(picture, base::Bytes(6 + 3)).take();
    ASSERT_TRUE(passes(file));
    auto block = file.begin() + 13 + 6 + 8 + 10 + 1;
    ASSERT_EQ(*block, file.end() - block - 3); // All data are in this block.
    ++*block;
    file.insert(file.end() - 2, 0);
    EXPECT_FALSE(passes(file));
}

// A change may make another picture of it, never one with more or less in it than its pixels.
TEST(VerifyGif, TakesOurFormAndNoOther)
{
    auto file = moving(3, 5);
    ASSERT_TRUE(passes(file));
    for (std::size_t at = 0; at <= file.size(); ++at) {
        auto longer = file;
        longer.insert(longer.begin() + static_cast<long>(at), 0x55);
        EXPECT_FALSE(passes(longer)) << at;
        if (at == file.size())
            break;
        auto shorter = file;
        shorter.erase(shorter.begin() + static_cast<long>(at));
        EXPECT_FALSE(passes(shorter)) << at;
        auto changed = file;
        changed[at] ^= 0x80;
        bool passed = passes(changed);
        if (passed) {
            auto before = bench::decode_by(decode_gif::decode, file);
            auto after = bench::decode_by(decode_gif::decode, changed);
            EXPECT_EQ(after.bytes.size(), before.bytes.size()) << at;
            EXPECT_EQ(after.done.removed_size(), 0) << at;
        }
    }
    // From one full table of codes to the next.
    base::Bytes noise(300 * 300);
    std::uint32_t seed = 1;
    for (auto& index : noise)
        index = static_cast<std::uint8_t>((seed = seed * 1664525 + 1013904223) >> 24);
    pixels::message::Picture picture;
    picture.set_width(300);
    picture.set_height(300);
    auto& frame = *picture.add_frames();
    frame.set_form(pixels::message::FORM_INDEXED);
    frame.set_width(300);
    frame.set_height(300);
    frame.set_colours(256);
    base::Bytes data(768);
    base::append(data, noise);
    auto large = encode_picture::write_gif(picture, data).take();
    EXPECT_TRUE(passes(large));
    EXPECT_EQ(bench::decode_by(decode_gif::decode, large).bytes, data);
}
