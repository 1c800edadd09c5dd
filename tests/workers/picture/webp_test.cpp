// SPDX-License-Identifier: MIT
// Foreign WebPs through the real, locked-in workers, and the second opinion on what comes out.
#include "sanitizer/decode/webp/decode.h"
#include "sanitizer/encode/webp/writer.h"
#include "sanitizer/verify/picture/verify.h"
#include "tests/workers/picture/bench.h"

#include <cmath>

using broker::RefusalReason;
using namespace std::string_literals;

struct Kind {
    bool lossless;
    bool alpha;
    int frames { 1 };
};

static pixels::message::Picture picture_of(const Kind& kind, base::Bytes& data)
{
    pixels::message::Picture picture;
    picture.set_width(67);
    picture.set_height(41);
    picture.set_lossless(kind.lossless);
    picture.set_loops(kind.frames > 1 ? 4 : 0);
    for (int i = 0; i < kind.frames; ++i) {
        auto& frame = *picture.add_frames();
        frame.set_form(kind.alpha ? pixels::message::FORM_RGBA : pixels::message::FORM_RGB);
        frame.set_width(67);
        frame.set_height(41);
        frame.set_orientation(1);
        frame.set_delay(kind.frames > 1 ? 100 + 10 * static_cast<std::uint32_t>(i) : 0);
        for (int y = 0; y < 41; ++y) {
            for (int x = 0; x < 67; ++x) {
                for (int value : { x * 3, y * 5 + i * 9, 200 - x - y })
                    data.push_back(static_cast<std::uint8_t>(value));
                if (kind.alpha)
                    data.push_back(static_cast<std::uint8_t>(40 + x * 3));
            }
        }
    }
    return picture;
}

static base::Bytes webp(const Kind& kind)
{
    base::Bytes data;
    auto picture = picture_of(kind, data);
    return encode_webp::write_webp(picture, data, 90).take();
}

static base::Bytes with(base::Bytes file, std::string_view name, std::string_view content)
{
    base::append(file, base::view_of(name));
    base::append_u32_le(file, static_cast<std::uint32_t>(content.size()));
    base::append(file, base::view_of(content));
    if (content.size() % 2 != 0)
        file.push_back(0);
    base::Bytes size;
    base::append_u32_le(size, static_cast<std::uint32_t>(file.size() - 8));
    std::copy(size.begin(), size.end(), file.begin() + 4);
    return file;
}

class Webp : public bench::Pictures {
protected:
    Webp()
        : Pictures(policy::FileType::Webp)
    {
    }
};

TEST_F(Webp, KeepsEveryPixelThatWasCodedWithoutLoss)
{
    for (bool alpha : { false, true }) {
        auto file = webp({ true, alpha });
        auto before = bench::decode_by(decode_webp::decode, file);
        auto after = bench::decode_by(decode_webp::decode, bytes_of(file));
        EXPECT_EQ(
            after.frame().form(), alpha ? pixels::message::FORM_RGBA : pixels::message::FORM_RGB);
        EXPECT_TRUE(after.done.picture().lossless());
        EXPECT_EQ(after.bytes, before.bytes);
    }
}

TEST_F(Webp, ComesCloseWhereItWasCodedWithLoss)
{
    for (bool alpha : { false, true }) {
        auto file = webp({ false, alpha });
        auto before = bench::decode_by(decode_webp::decode, file);
        auto after = bench::decode_by(decode_webp::decode, bytes_of(file));
        EXPECT_FALSE(after.done.picture().lossless());
        ASSERT_EQ(after.bytes.size(), before.bytes.size());
        double sum = 0;
        for (std::size_t i = 0; i < after.bytes.size(); ++i)
            sum += std::pow(double { 1.0 * after.bytes[i] } - before.bytes[i], 2);
        EXPECT_LT(sum / static_cast<double>(after.bytes.size()), 40);
    }
}

TEST_F(Webp, KeepsEveryFrameAndItsTime)
{
    for (bool lossless : { false, true }) {
        auto file = webp({ lossless, true, 5 });
        auto before = bench::decode_by(decode_webp::decode, file);
        ASSERT_EQ(before.done.picture().frames_size(), 5);
        auto after = bench::decode_by(decode_webp::decode, bytes_of(file));
        ASSERT_EQ(after.done.picture().frames_size(), 5);
        EXPECT_EQ(after.frame(2).delay(), 120u);
        EXPECT_EQ(after.done.picture().loops(), 4u);
        EXPECT_EQ(after.bytes == before.bytes, lossless);
    }
}

TEST_F(Webp, LeavesNoMetadataAndSaysSo)
{
    auto plain = webp({ true, true });
    auto file = with(plain, "XMP ", "CANARY-7f3a");
    file = with(file, "EXIF", "II*\0\x08\0\0\0\0\0CANARY"s);
    file = with(file, "ICCP", "CANARY");
    file = with(file, "CANA", "CANARY");
    base::append(file, base::view_of("CANARY"));
    EXPECT_EQ(removed_from(file),
        "exif@EXIF=1; icc@ICCP=1; other-chunks@CANA=1; trailing-data@end of file=1; xmp@XMP =1; ");
    EXPECT_EQ(bytes_of(file), bytes_of(plain));
}

TEST_F(Webp, TurnsEveryOrientationUpright)
{
    auto plain = webp({ true, false });
    for (char orientation = 1; orientation <= 8; ++orientation) {
        auto exif
            = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s + orientation + "\0\0\0\0\0\0"s;
        auto after = bench::decode_by(decode_webp::decode, bytes_of(with(plain, "EXIF", exif)));
        EXPECT_EQ(after.frame().width(), orientation < 5 ? 67u : 41u);
    }
}

TEST_F(Webp, RefusesWhatIsCut)
{
    for (const auto& kind :
        { Kind { true, true }, Kind { false, true }, Kind { false, true, 3 } }) {
        auto file = webp(kind);
        for (std::size_t part = 0; part < 16; ++part) {
            base::Bytes cut(
                file.begin(), file.begin() + static_cast<long>(file.size() * part / 16));
            expect_refused(cut, RefusalReason::Malformed);
        }
    }
}

TEST_F(Webp, RefusesMoreFramesOrPixelsThanAllowed)
{
    for (int frames : { 1, 3 }) {
        broker::PictureRequest asked;
        asked.pixels = static_cast<std::uint64_t>(67 * 41 * frames - 1);
        expect_refused(webp({ true, true, frames }), RefusalReason::Limit, asked);
        ++asked.pixels;
        auto result = rebuilt(webp({ true, true, frames }), asked);
        EXPECT_TRUE(std::holds_alternative<broker::Rebuilt>(result.value()));
    }
}

static bool passes(base::View file)
{
    return std::holds_alternative<verify_picture::Verified>(
        verify_picture::verify(verify_picture::Type::Webp, file, 1 << 20));
}

TEST(VerifyWebp, TakesOurFormAndNoOther)
{
    for (const auto& kind : { Kind { true, false }, Kind { true, true }, Kind { false, false },
             Kind { false, true }, Kind { true, true, 4 }, Kind { false, true, 4 } }) {
        auto file = webp(kind);
        ASSERT_TRUE(passes(file));
        EXPECT_FALSE(passes(with(file, "EXIF", "CANARY")));
        EXPECT_FALSE(passes(with(file, "CANA", "CANARY")));
        for (std::size_t at = 0; at <= file.size(); ++at) {
            auto longer = file;
            longer.insert(longer.begin() + static_cast<long>(at), 0x55);
            EXPECT_FALSE(passes(longer)) << at;
        }
        for (std::size_t at = 0; at < 20; ++at) {
            auto changed = file;
            changed[at] ^= 0x44;
            EXPECT_FALSE(passes(changed)) << at;
        }
    }
}
