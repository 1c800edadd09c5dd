// SPDX-License-Identifier: MIT
// A foreign PNG through the real, locked-in workers, and the second opinion on what comes out.
#include "kiosk/broker/ask/picture.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/png/chunks.h"
#include "sanitizer/decode/png/decode.h"
#include "sanitizer/encode/picture/png_writer.h"
#include "sanitizer/verify/picture/verify.h"

#include <gtest/gtest.h>
#include <libdeflate.h>
#include <string>

using namespace broker;

static constexpr std::size_t after_header = 8 + 25;

static base::Bytes pattern(std::size_t count)
{
    base::Bytes bytes(count);
    for (std::size_t i = 0; i < count; ++i)
        bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 13);
    return bytes;
}

static base::Bytes chunk(std::string_view type, std::string_view data)
{
    base::Bytes bytes;
    base::append_u32_be(bytes, static_cast<std::uint32_t>(data.size()));
    base::append(bytes, base::view_of(type));
    base::append(bytes, base::view_of(data));
    base::append_u32_be(bytes, libdeflate_crc32(0, bytes.data() + 4, bytes.size() - 4));
    return bytes;
}

static base::Bytes with(base::Bytes file, const base::Bytes& added)
{
    file.insert(file.begin() + after_header, added.begin(), added.end());
    return file;
}

static std::string exif(char orientation)
{
    std::string text("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
    text += orientation;
    return text + std::string(6, '\0');
}

static base::Bytes png(std::uint8_t channels, base::View pixels)
{
    pixels::Upright picture;
    picture.frame.set_form(channels == 1 ? pixels::message::FORM_GRAY
            : channels == 3              ? pixels::message::FORM_RGB
                                         : pixels::message::FORM_RGBA);
    picture.frame.set_width(5);
    picture.frame.set_height(3);
    pixels::set_resolution(picture.frame, 3000, 3000);
    picture.rows = pixels;
    return encode_picture::write_png(picture).take();
}

namespace {

struct Decoded {
    pixels::message::Frame frame;
    base::Bytes bytes;
};

}

static Decoded decoded(base::View file)
{
    auto memory = base::create_memory_file("pixels").take();
    pixels::Output output(memory);
    pixels::message::Request request;
    request.set_pixels(1000);
    auto outcome = decode_png::decode(file, request, output);
    EXPECT_TRUE(outcome && output.flush());
    return { std::get<pixels::message::Done>(outcome.value()).picture().frames(0),
        base::read_all(memory, 100'000).take() };
}

class Picture : public testing::Test {
protected:
    Result<Outcome<Rebuilt>> rebuilt(const base::Bytes& bytes, PictureRequest limits = {},
        policy::FileType type = policy::FileType::Png)
    {
        auto file = base::sealed_memory_file("picture", bytes).take();
        return rebuild_picture(m_workers, file, type, limits);
    }
    void expect_refused(const base::Bytes& bytes, RefusalReason reason)
    {
        auto result = rebuilt(bytes);
        ASSERT_TRUE(result) << result.error().message;
        ASSERT_TRUE(std::holds_alternative<Refused>(result.value()));
        EXPECT_EQ(std::get<Refused>(result.value()).reason, reason);
    }
    Workers m_workers { SEKISHO_LIBEXEC };
};

TEST_F(Picture, KeepsEveryPixelAndIsVerified)
{
    for (const std::uint8_t channels : std::initializer_list<std::uint8_t> { 1, 3, 4 }) {
        auto pixels = pattern(std::size_t { 15 } * channels);
        auto result = rebuilt(png(channels, pixels));
        ASSERT_TRUE(result) << result.error().message;
        auto& piece = std::get<Rebuilt>(result.value());
        EXPECT_TRUE(piece.removed.empty());
        auto bytes = base::read_all(piece.bytes, 10000).take();
        EXPECT_EQ(decoded(bytes).bytes, pixels);
        EXPECT_EQ(decoded(bytes).frame.per_metre_x(), 3000u);
        auto verified = broker::verify_picture(m_workers, piece.bytes, piece.type, 15, {});
        ASSERT_TRUE(verified) << verified.error().message;
        EXPECT_EQ(std::get<VerifiedPicture>(verified.value()).width, 5u);
        EXPECT_EQ(std::get<VerifiedPicture>(verified.value()).height, 3u);
    }
}

TEST_F(Picture, LeavesNoMetadataAndSaysSo)
{
    const std::string canary = "CANARY-7f3a";
    auto file = with(png(3, pattern(45)), chunk("tEXt", "Comment" + std::string(1, 0) + canary));
    file = with(file, chunk("eXIf", exif(1) + canary));
    file = with(file, chunk("prVt", canary));
    base::append(file, base::view_of(canary));
    auto result = rebuilt(file);
    ASSERT_TRUE(result) << result.error().message;
    auto& piece = std::get<Rebuilt>(result.value());
    ASSERT_EQ(piece.removed.size(), 4u);
    std::string told;
    for (const auto& removed : piece.removed)
        told += removed.what + '@' + removed.where + ' ';
    EXPECT_EQ(told, "exif@eXIf other-chunks@prVt text-chunks@tEXt trailing-data@end of file ");
    EXPECT_EQ(base::read_all(piece.bytes, 10000).take(), png(3, pattern(45)));
}

// What stands in each corner's place, top left and top right, of a 5 by 3 picture.
TEST_F(Picture, TurnsEveryOrientationUpright)
{
    base::Bytes pixels(15);
    for (std::size_t i = 0; i < 15; ++i)
        pixels[i] = static_cast<std::uint8_t>(i);
    const std::uint8_t corners[8][2] = { { 0, 4 }, { 4, 0 }, { 14, 10 }, { 10, 14 }, { 0, 10 },
        { 10, 0 }, { 14, 4 }, { 4, 14 } };
    for (int orientation = 1; orientation <= 8; ++orientation) {
        auto file = with(png(1, pixels), chunk("eXIf", exif(static_cast<char>(orientation))));
        auto result = rebuilt(file);
        ASSERT_TRUE(result) << result.error().message;
        auto bytes = base::read_all(std::get<Rebuilt>(result.value()).bytes, 10000).take();
        auto turned = decoded(bytes);
        EXPECT_EQ(turned.frame.width(), orientation < 5 ? 5u : 3u) << orientation;
        EXPECT_EQ(turned.bytes[0], corners[orientation - 1][0]) << orientation;
        EXPECT_EQ(turned.bytes[turned.frame.width() - 1], corners[orientation - 1][1])
            << orientation;
    }
}

TEST_F(Picture, RefusesWhatIsCutOrChanged)
{
    auto file = png(3, pattern(45));
    for (std::size_t part = 0; part < 32; ++part) {
        base::Bytes cut(file.begin(), file.begin() + static_cast<long>(file.size() * part / 32));
        expect_refused(cut, RefusalReason::Malformed);
    }
    auto wrong = file;
    wrong[wrong.size() - 20] ^= 1;
    expect_refused(wrong, RefusalReason::Malformed);
    expect_refused(with(file, chunk("ABCD", "")), RefusalReason::Malformed);
}

TEST_F(Picture, RefusesABombBeforeTakingMemory)
{
    base::Bytes bomb = png(1, pattern(15));
    bomb.resize(8);
    base::append(bomb, chunk("IHDR", std::string("\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0", 13)));
    expect_refused(bomb, RefusalReason::Limit);
    PictureRequest limits;
    limits.pixels = 14;
    auto over = rebuilt(png(1, pattern(15)), limits);
    EXPECT_EQ(std::get<Refused>(over.value()).reason, RefusalReason::Limit);
    limits.pixels = 15;
    auto within = rebuilt(png(1, pattern(15)), limits);
    EXPECT_TRUE(std::holds_alternative<Rebuilt>(within.value()));
}

TEST_F(Picture, RefusesAnotherType)
{
    auto result = rebuilt(png(1, pattern(15)), {}, policy::FileType::Pdf);
    EXPECT_EQ(std::get<Refused>(result.value()).reason, RefusalReason::Unsupported);
}

static auto verify_png(base::View file)
{
    return verify_picture::verify(verify_picture::Type::Png, file, 15);
}

TEST(VerifyPng, RefusesEveryOneByteChange)
{
    auto file = png(4, pattern(60));
    ASSERT_TRUE(std::holds_alternative<verify_picture::Verified>(verify_png(file)));
    for (std::size_t at = 0; at < file.size(); ++at) {
        auto changed = file;
        changed[at] ^= 0x10;
        auto longer = file;
        longer.insert(longer.begin() + static_cast<long>(at), 0);
        for (const auto& bytes : { changed, longer })
            EXPECT_TRUE(std::holds_alternative<verify_picture::Refused>(verify_png(bytes))) << at;
    }
    file.push_back(0);
    EXPECT_TRUE(std::holds_alternative<verify_picture::Refused>(verify_png(file)));
    auto foreign = with(png(4, pattern(60)), chunk("tEXt", "a"));
    EXPECT_TRUE(std::holds_alternative<verify_picture::Refused>(verify_png(foreign)));
}
