// SPDX-License-Identifier: MIT
// A foreign JPEG through the real, locked-in workers, and the second opinion on what comes out.
#include "kiosk/broker/ask/picture.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/jpeg/decode.h"
#include "sanitizer/encode/jpeg/writer.h"
#include "sanitizer/verify/picture/verify.h"
#include "tests/workers/picture/foreign_jpeg.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace broker;
using pixels::message::Frame;

namespace {

struct Decoded {
    Frame frame;
    base::Bytes bytes;
};

}

static Decoded decoded(base::View file)
{
    auto memory = base::create_memory_file("pixels").take();
    pixels::Output output(memory);
    pixels::message::Request request;
    request.set_pixels(1 << 20);
    auto outcome = decode_jpeg::decode(file, request, output);
    EXPECT_TRUE(outcome && output.flush());
    if (std::holds_alternative<pixels::Refused>(outcome.value())) {
        ADD_FAILURE() << std::get<pixels::Refused>(outcome.value()).detail;
        return {};
    }
    return { std::get<pixels::message::Done>(outcome.value()).picture().frames(0),
        base::read_all(memory, 100'000'000).take() };
}

// Peak signal to noise, in decibels.
static double likeness(const base::Bytes& one, const base::Bytes& other)
{
    EXPECT_EQ(one.size(), other.size());
    double sum = 0;
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i)
        sum += std::pow(double { 1.0 * one[i] } - other[i], 2);
    return sum == 0 ? 99 : 10 * std::log10(255.0 * 255 * static_cast<double>(one.size()) / sum);
}

static base::Bytes with(base::Bytes file, const std::string& segment)
{
    file.insert(file.begin() + 2, segment.begin(), segment.end());
    return file;
}

static std::string segment(char marker, const std::string& content)
{
    auto length = content.size() + 2;
    return std::string("\xFF") + marker + static_cast<char>(length >> 8)
        + static_cast<char>(length & 255) + content;
}

static std::string exif(char orientation)
{
    using namespace std::string_literals;
    return segment('\xE1',
        "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"s + orientation + "\0\0\0\0\0\0\0"s);
}

class Jpeg : public testing::Test {
protected:
    Result<Outcome<Rebuilt>> rebuilt(const base::Bytes& bytes, PictureRequest asked = {})
    {
        auto file = base::sealed_memory_file("picture", bytes).take();
        return rebuild_picture(m_workers, file, policy::FileType::Jpeg, asked);
    }
    base::Bytes bytes_of(const base::Bytes& foreign, PictureRequest asked = {})
    {
        auto result = rebuilt(foreign, asked);
        if (!result || !std::holds_alternative<Rebuilt>(result.value())) {
            ADD_FAILURE() << (result ? std::get<Refused>(result.value()).detail
                                     : result.error().message);
            return {};
        }
        auto& piece = std::get<Rebuilt>(result.value());
        auto verified = broker::verify_picture(m_workers, piece.bytes, piece.type, 1 << 20, {});
        EXPECT_TRUE(verified && std::holds_alternative<VerifiedPicture>(verified.value()));
        return base::read_all(piece.bytes, 10'000'000).take();
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

TEST_F(Jpeg, RebuildsEveryKindAndIsVerified)
{
    for (auto colours : { foreign::Colours::Gray, foreign::Colours::YCbCr, foreign::Colours::Rgb,
             foreign::Colours::Cmyk, foreign::Colours::Ycck }) {
        for (auto scans : { foreign::Scans::Baseline, foreign::Scans::Progressive }) {
            for (int restart : { 0, 3 }) {
                auto file = foreign::jpeg({ colours, scans, 2, 1, restart });
                auto ours = bytes_of(file);
                auto before = decoded(file);
                auto after = decoded(ours);
                EXPECT_EQ(after.frame.width(), 67u);
                EXPECT_EQ(after.frame.height(), 41u);
                EXPECT_EQ(after.frame.form(), before.frame.form());
                EXPECT_GT(likeness(before.bytes, after.bytes), 35);
            }
        }
    }
}

// Red, green, blue and white as the CMYK of Adobe, which is stored inverted.
TEST_F(Jpeg, MakesTheColoursOfInkThoseOfLight)
{
    auto file = foreign::jpeg({ foreign::Colours::Cmyk, foreign::Scans::Baseline, 1, 1, 0 });
    auto rgb = foreign::jpeg({ foreign::Colours::Rgb, foreign::Scans::Baseline, 1, 1, 0 });
    EXPECT_GT(likeness(decoded(file).bytes, decoded(rgb).bytes), 35);
}

TEST_F(Jpeg, KeepsSamplingAndResolution)
{
    for (int x : { 1, 2 }) {
        for (int y : { 1, 2 }) {
            auto after = decoded(bytes_of(
                foreign::jpeg({ foreign::Colours::YCbCr, foreign::Scans::Baseline, x, y, 0 })));
            EXPECT_EQ(after.frame.sampling_x(), static_cast<unsigned>(x));
            EXPECT_EQ(after.frame.sampling_y(), static_cast<unsigned>(y));
            EXPECT_EQ(after.frame.per_metre_x(), 11811u); // 300 to the inch.
        }
    }
}

TEST_F(Jpeg, ObeysTheQuality)
{
    auto file = foreign::jpeg({ foreign::Colours::YCbCr, foreign::Scans::Baseline, 1, 1, 0 });
    PictureRequest low;
    low.jpeg_quality = 30;
    PictureRequest high;
    high.jpeg_quality = 95;
    EXPECT_LT(bytes_of(file, low).size() * 3 / 2, bytes_of(file, high).size());
    EXPECT_EQ(bytes_of(file, low), bytes_of(file, low));
}

TEST_F(Jpeg, LeavesNoMetadataAndSaysSo)
{
    using namespace std::string_literals;
    const std::string canary = "CANARY-7f3a";
    auto plain = foreign::jpeg({ foreign::Colours::YCbCr, foreign::Scans::Baseline, 2, 2, 0 });
    auto file = with(plain, segment('\xE1', "http://ns.adobe.com/xap/1.0/\0"s + canary));
    file = with(file, segment('\xE2', "ICC_PROFILE\0\x01\x01"s + canary));
    file = with(file, segment('\xED', "Photoshop 3.0\0"s + canary));
    file = with(file, segment('\xFE', canary));
    file = with(file, segment('\xE0', "JFXX\0\x13"s + canary));
    file = with(file, segment('\xE7', canary));
    file = with(file, exif(1));
    base::append(file, base::view_of(canary));
    auto result = rebuilt(file);
    ASSERT_TRUE(result) << result.error().message;
    auto& piece = std::get<Rebuilt>(result.value());
    std::string told;
    for (const auto& removed : piece.removed)
        told += removed.what + '@' + removed.where + ' ';
    EXPECT_EQ(told,
        "comments@COM exif@APP1 icc@APP2 other-data@APP7 photoshop@APP13 thumbnails@APP0 "
        "trailing-data@end of file xmp@APP1 ");
    EXPECT_EQ(base::read_all(piece.bytes, 1'000'000).take(), bytes_of(plain));
}

TEST_F(Jpeg, TurnsEveryOrientationUpright)
{
    auto plain = foreign::jpeg({ foreign::Colours::Gray, foreign::Scans::Baseline, 1, 1, 0 });
    auto before = decoded(plain);
    auto at = [](const Decoded& picture, std::size_t x, std::size_t y) {
        return int { picture.bytes[y * picture.frame.width() + x] };
    };
    int corners[4] = { at(before, 0, 0), at(before, 66, 0), at(before, 0, 40), at(before, 66, 40) };
    // Which corner of the stored picture stands top left and top right of the upright one.
    const int places[8][2]
        = { { 0, 1 }, { 1, 0 }, { 3, 2 }, { 2, 3 }, { 0, 2 }, { 2, 0 }, { 3, 1 }, { 1, 3 } };
    for (int orientation = 1; orientation <= 8; ++orientation) {
        auto after = decoded(bytes_of(with(plain, exif(static_cast<char>(orientation)))));
        EXPECT_EQ(after.frame.width(), orientation < 5 ? 67u : 41u);
        EXPECT_NEAR(at(after, 0, 0), corners[places[orientation - 1][0]], 12) << orientation;
        EXPECT_NEAR(at(after, after.frame.width() - 1, 0), corners[places[orientation - 1][1]], 12)
            << orientation;
    }
}

TEST_F(Jpeg, RefusesWhatIsCutOrBroken)
{
    auto file = foreign::jpeg({ foreign::Colours::YCbCr, foreign::Scans::Progressive, 2, 2, 0 });
    for (std::size_t part = 0; part < 24; ++part) {
        base::Bytes cut(file.begin(), file.begin() + static_cast<long>(file.size() * part / 24));
        expect_refused(cut, RefusalReason::Malformed);
        base::append(cut, base::view_of("\xFF\xD9"));
        if (cut.size() < file.size())
            expect_refused(cut, RefusalReason::Malformed);
    }
}

TEST_F(Jpeg, RefusesOtherCodings)
{
    auto file = foreign::jpeg({ foreign::Colours::Gray, foreign::Scans::Baseline, 1, 1, 0 });
    auto frame = foreign::place_of(file, 0xC0);
    for (auto marker : { 0xC3, 0xC5, 0xC9, 0xCA, 0xCB, 0xCC }) {
        auto other = file;
        other[frame + 1] = static_cast<std::uint8_t>(marker);
        expect_refused(other, RefusalReason::Unsupported);
    }
    auto twelve_bits = file;
    twelve_bits[frame + 4] = 12;
    expect_refused(twelve_bits, RefusalReason::Unsupported);
}

TEST_F(Jpeg, RefusesABombBeforeTakingMemory)
{
    auto file = foreign::jpeg({ foreign::Colours::Gray, foreign::Scans::Baseline, 1, 1, 0 });
    auto frame = foreign::place_of(file, 0xC0);
    for (std::size_t i = 5; i < 9; ++i)
        file[frame + i] = 0xFF;
    expect_refused(file, RefusalReason::Limit);
    PictureRequest asked;
    asked.pixels = 67 * 41 - 1;
    file = foreign::jpeg({ foreign::Colours::Gray, foreign::Scans::Baseline, 1, 1, 0 });
    EXPECT_EQ(std::get<Refused>(rebuilt(file, asked).value()).reason, RefusalReason::Limit);
    asked.pixels = 67 * 41;
    EXPECT_TRUE(std::holds_alternative<Rebuilt>(rebuilt(file, asked).value()));
}

TEST_F(Jpeg, RefusesScansWithoutEnd)
{
    auto file = foreign::jpeg({ foreign::Colours::Gray, foreign::Scans::Progressive, 1, 1, 0 });
    auto scan = foreign::place_of(file, 0xDA);
    base::Bytes more(file.begin(), file.end() - 2);
    for (int i = 0; i < 101; ++i)
        more.insert(more.end(), file.begin() + static_cast<long>(scan),
            file.begin() + static_cast<long>(scan) + 12);
    base::append(more, base::view_of("\xFF\xD9"));
    expect_refused(more, RefusalReason::Limit);
}

static bool passes(base::View file)
{
    return std::holds_alternative<verify_picture::Verified>(
        verify_picture::verify(verify_picture::Type::Jpeg, file, 1 << 20));
}

// Within the coded data another code may stand for another picture, but never for more or less.
TEST(VerifyJpeg, TakesOurFormAndNoOther)
{
    for (auto form : { pixels::message::FORM_GRAY, pixels::message::FORM_RGB }) {
        pixels::Upright picture;
        picture.frame.set_form(form);
        picture.frame.set_width(33);
        picture.frame.set_height(17);
        picture.frame.set_sampling_x(2);
        picture.frame.set_sampling_y(1);
        base::Bytes bytes(33 * 17 * (form == pixels::message::FORM_GRAY ? 1 : 3));
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>(i * i >> 3);
        picture.rows = bytes;
        for (unsigned quality : { 1u, 49u, 50u, 85u, 100u })
            EXPECT_TRUE(passes(encode_jpeg::write_jpeg(picture, quality).take())) << quality;
        auto file = encode_jpeg::write_jpeg(picture, 90).take();
        auto coded = foreign::place_of(file, 0xDA);
        auto frame = foreign::place_of(file, 0xC0);
        for (std::size_t at = 0; at < file.size(); ++at) {
            auto longer = file;
            longer.insert(longer.begin() + static_cast<long>(at), 0x55);
            EXPECT_FALSE(passes(longer) && at < coded) << at;
            auto shorter = file;
            shorter.erase(shorter.begin() + static_cast<long>(at));
            EXPECT_FALSE(passes(shorter) && at < coded) << at;
            auto changed = file;
            changed[at] ^= 0x40;
            bool says_size = at >= frame + 5 && at < frame + 9;
            EXPECT_FALSE(passes(changed) && at < coded + 4 && !says_size) << at;
        }
        file.push_back(0);
        EXPECT_FALSE(passes(file));
    }
}
