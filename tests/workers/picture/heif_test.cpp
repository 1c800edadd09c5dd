// SPDX-License-Identifier: MIT
// Foreign HEIC and AVIF through the real, locked-in workers: the main picture as a JPEG, or as a
// PNG where it is see-through, and nothing else.
#include "sanitizer/decode/jpeg/decode.h"
#include "sanitizer/decode/png/decode.h"
#include "tests/workers/picture/bench.h"
#include "tests/workers/picture/foreign_heif.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>

using broker::RefusalReason, policy::FileType;
using foreign::Item, foreign::put_together;

class Heif : public bench::Pictures {
protected:
    Heif()
        : Pictures(FileType::Heic)
    {
    }

    bench::Decoded copy_of(const base::Bytes& file, FileType copy = FileType::Jpeg)
    {
        auto result = rebuilt(file);
        auto* piece = result ? std::get_if<broker::Rebuilt>(&result.value()) : nullptr;
        if (!piece) {
            ADD_FAILURE() << (result ? std::get<broker::Refused>(result.value()).detail
                                     : result.error().message);
            return {};
        }
        EXPECT_EQ(piece->type, copy);
        auto verified = broker::verify_picture(m_workers, piece->bytes, piece->type, 20'000'000,
            { 1ull << 30, 1ull << 30, std::chrono::seconds(20) });
        EXPECT_TRUE(verified && std::holds_alternative<broker::VerifiedPicture>(verified.value()));
        auto bytes = base::read_all(piece->bytes, 1 << 26).take();
        return copy == FileType::Jpeg ? bench::decode_by(decode_jpeg::decode, bytes)
                                      : bench::decode_by(decode_png::decode, bytes);
    }
};

struct Pixel {
    int red, green, blue;
};

static void expect_pixel(const bench::Decoded& picture, unsigned x, unsigned y, Pixel expected)
{
    auto channels = picture.bytes.size() / picture.frame().width() / picture.frame().height();
    auto* at = &picture.bytes.at((y * picture.frame().width() + x) * channels);
    EXPECT_NEAR(at[0], expected.red, 12) << x << ' ' << y;
    EXPECT_NEAR(at[1], expected.green, 12) << x << ' ' << y;
    EXPECT_NEAR(at[2], expected.blue, 14) << x << ' ' << y;
}

TEST_F(Heif, BecomesAJpegOfItsPicture)
{
    for (auto coding : { heif_compression_HEVC, heif_compression_AV1 }) {
        m_type = coding == heif_compression_AV1 ? FileType::Avif : FileType::Heic;
        for (bool keeps_colour : { false, true }) {
            auto file = foreign::heif({ .coding = coding, .keeps_colour = keeps_colour });
            auto copy = copy_of(file);
            ASSERT_EQ(copy.frame().width(), 64u);
            ASSERT_EQ(copy.frame().height(), 64u);
            EXPECT_EQ(copy.frame().sampling_x(), keeps_colour ? 1u : 2u);
            EXPECT_EQ(copy.frame().sampling_y(), keeps_colour ? 1u : 2u);
            expect_pixel(copy, 2, 2, { 8, 8, 60 });
            expect_pixel(copy, 60, 4, { 239, 16, 60 });
            expect_pixel(copy, 4, 44, { 16, 175, 60 });
            EXPECT_EQ(removed_from(file), "");
        }
    }
}

TEST_F(Heif, BecomesAPngWhereItIsSeeThrough)
{
    for (auto coding : { heif_compression_HEVC, heif_compression_AV1 }) {
        m_type = coding == heif_compression_AV1 ? FileType::Avif : FileType::Heic;
        auto copy = copy_of(foreign::heif({ .coding = coding, .has_alpha = true }), FileType::Png);
        ASSERT_EQ(copy.frame().form(), pixels::message::FORM_RGBA);
        EXPECT_LT(copy.bytes.at((20 * 64 + 10) * 4 + 3), 5);
        EXPECT_GT(copy.bytes.at((20 * 64 + 50) * 4 + 3), 250);
        expect_pixel(copy, 60, 4, { 239, 16, 60 });
    }
}

TEST_F(Heif, IsDividedByItsAlphaWhereThatWasMultipliedIn)
{
    auto item = foreign::item_of(foreign::heif({}));
    auto mask = item;
    base::Bytes kind(4); // A full box.
    base::append(kind, base::view_of("urn:mpeg:hevc:2015:auxid:1"));
    kind.push_back(0);
    mask.properties.push_back(foreign::property("auxC", kind));
    auto plain = copy_of(put_together({ item, mask }, { { "auxl", 2, { 1 } } }), FileType::Png);
    expect_pixel(plain, 60, 50, { 239, 199, 60 });
    EXPECT_NEAR(plain.bytes.at((50 * 64 + 60) * 4 + 3), 195, 12); // How light the mask is there.
    auto divided
        = copy_of(put_together({ item, mask }, { { "auxl", 2, { 1 } }, { "prem", 1, { 2 } } }),
            FileType::Png);
    expect_pixel(divided, 60, 50, { 255, 255, 78 });
}

TEST_F(Heif, LeavesOutAndTellsWhatIsNotThePicture)
{
    auto file = foreign::heif({ .has_more = true });
    EXPECT_EQ(copy_of(file).frame().width(), 64u);
    EXPECT_EQ(removed_from(file),
        "exif@Exif=1; icc@colr=1; other-pictures@hvc1=1; thumbnails@grid=1; xmp@mime=1; ");
    // Only parts of a picture that is told are told with it.
    auto item = foreign::item_of(foreign::heif({}));
    for (std::uint32_t whole : { 2u, 9u }) {
        auto hidden = put_together({ item, item, item }, { { "dimg", whole, { 2, 3 } } });
        EXPECT_NE(removed_from(hidden).find("other-pictures@hvc1=2; "), std::string::npos) << whole;
    }
    Item grid { "grid", { foreign::size_property(120, 112) }, { 0, 0, 1, 1, 0, 120, 0, 112 } };
    std::vector<Item> tiled(6, item); // The last one is of a second list of the picture's tiles.
    tiled[0] = grid;
    EXPECT_EQ(
        removed_from(put_together(tiled, { { "dimg", 1, { 2, 3, 4, 5 } }, { "dimg", 1, { 6 } } })),
        "other-pictures@hvc1=1; ");
    base::append(file, foreign::property("mpvd", base::Bytes(8)));
    EXPECT_NE(removed_from(file).find("other-chunks@mpvd=1; "), std::string::npos);
    file.resize(file.size() + 5);
    EXPECT_NE(removed_from(file).find("trailing-data@end of file=1; "), std::string::npos);
}

TEST_F(Heif, IsTurnedAndCutAsItWants)
{
    auto item = foreign::item_of(foreign::heif({}));
    item.properties.push_back(foreign::property("irot", { 1 })); // By 90 degrees, to the left.
    auto turned = copy_of(put_together({ item }));
    ASSERT_EQ(turned.frame().width(), 64u);
    ASSERT_EQ(turned.frame().height(), 64u);
    expect_pixel(turned, 2, 60, { 12, 8, 60 });
    expect_pixel(turned, 2, 4, { 235, 8, 60 });
    item.properties.back() = foreign::property("imir", { 1 }); // Left and right.
    auto mirrored = copy_of(put_together({ item }));
    expect_pixel(mirrored, 4, 4, { 235, 16, 60 });
}

TEST_F(Heif, IsPutTogetherOfItsTiles)
{
    auto tile = foreign::item_of(foreign::heif({}));
    Item grid { "grid", { foreign::size_property(120, 112) }, { 0, 0, 1, 1, 0, 120, 0, 112 } };
    auto copy = copy_of(
        put_together({ grid, tile, tile, tile, tile }, { { "dimg", 1, { 2, 3, 4, 5 } } }));
    ASSERT_EQ(copy.frame().width(), 120u);
    ASSERT_EQ(copy.frame().height(), 112u);
    expect_pixel(copy, 60, 4, { 239, 16, 60 });
    expect_pixel(copy, 68, 68, { 16, 16, 60 });
    expect_refused(put_together({ grid, tile }), RefusalReason::Malformed);
    expect_refused(
        put_together({ grid, tile, tile }, { { "dimg", 1, { 2, 3 } } }), RefusalReason::Malformed);
    expect_refused(
        put_together({ grid, grid, tile }, { { "dimg", 1, { 2 } } }), RefusalReason::Unsupported);
    expect_refused(
        put_together({ grid, tile }, { { "dimg", 1, { 2, 2, 2, 2 } } }), RefusalReason::Malformed);
}

TEST_F(Heif, IsTheFirstOfAMovingPicture)
{
    auto file = foreign::sequence_of(foreign::item_of(foreign::heif({})), 64, 64);
    expect_pixel(copy_of(file), 60, 4, { 239, 16, 60 });
    EXPECT_EQ(removed_from(file), "animation@moov=1; ");
}

// A track's head, by how its pictures lie; and a whole track of another kind.
static base::Bytes track_head(const std::vector<std::uint32_t>& matrix)
{
    base::Bytes head(40);
    for (auto number : matrix)
        for (unsigned shift : { 24, 16, 8, 0 })
            head.push_back(static_cast<std::uint8_t>(number >> shift));
    head.resize(84);
    return foreign::property("tkhd", head);
}

static base::Bytes track_of(std::string_view kind)
{
    base::Bytes handler(8);
    base::append(handler, base::view_of(kind));
    return foreign::property("trak", foreign::property("mdia", foreign::property("hdlr", handler)));
}

TEST_F(Heif, TellsWhatTheTracksOfAMovingPictureHaveBesideItsFirst)
{
    auto item = foreign::item_of(foreign::heif({}));
    auto plain = track_head({ 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000 });
    auto turned = track_head({ 0, 0x10000, 0, 0xFFFF0000, 0, 0, 0, 0, 0x40000000 });
    EXPECT_EQ(removed_from(foreign::sequence_of(item, 64, 64, plain)), "animation@moov=1; ");
    EXPECT_EQ(removed_from(foreign::sequence_of(item, 64, 64, turned)),
        "animation@moov=1; other-data@tkhd=1; ");
    auto more = track_of("auxv");
    for (auto kind : { "soun", "pict" })
        base::append(more, track_of(kind));
    EXPECT_EQ(removed_from(foreign::sequence_of(item, 64, 64, plain, more)),
        "animation@moov=1; other-pictures@auxv=1; other-pictures@pict=1; ");
}

TEST_F(Heif, IsRefusedWhereItIsBroken)
{
    auto whole = foreign::heif({});
    for (auto size : { std::size_t { 0 }, std::size_t { 20 }, std::size_t { 60 },
             std::size_t { 200 }, whole.size() / 2, whole.size() - 1 }) {
        expect_refused({ whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size) },
            RefusalReason::Malformed);
    }
    auto item = foreign::item_of(whole);
    auto secret = item;
    secret.type = "jpeg";
    expect_refused(put_together({ secret }), RefusalReason::Unsupported);
    auto layered = item;
    layered.properties.push_back(foreign::property("lsel", { 0, 0 }));
    expect_refused(put_together({ layered }), RefusalReason::Unsupported);
    auto empty = item;
    empty.data.clear();
    expect_refused(put_together({ empty }), RefusalReason::Malformed);
    auto heavy = item;
    heavy.properties.push_back(foreign::property("pixi", base::Bytes(20'000)));
    expect_refused(put_together({ heavy }), RefusalReason::Limit);
    auto noise = item;
    for (std::size_t at = 8; at < noise.data.size(); ++at)
        noise.data[at] = static_cast<std::uint8_t>(at * 37);
    auto result = rebuilt(put_together({ noise })); // Whatever it shows then, the worker ends well.
    EXPECT_TRUE(result) << result.error().message;
}

// All of them name one property many times; looked through for each it would take minutes.
TEST_F(Heif, IsLookedThroughOnceHoweverManyReferToIt)
{
    auto item = foreign::item_of(foreign::heif({}));
    auto mask = item;
    while (mask.properties.size() < 255)
        mask.properties.push_back(foreign::property("auxC", base::Bytes((16 << 10) - 8, 'u')));
    std::vector<foreign::Link> links(10'000, { "auxl", 2, { 1 } });
    EXPECT_EQ(removed_from(put_together({ item, mask }, links)), "other-pictures@hvc1=1; ");
}

TEST_F(Heif, HoldsItsLimits)
{
    auto item = foreign::item_of(foreign::heif({}));
    std::vector<Item> items(2'000, Item { "hvc1", {}, {} });
    items.front() = items.back() = item;
    EXPECT_EQ(removed_from(put_together(items)), "other-pictures@hvc1=1999; ");
    items.push_back(item);
    expect_refused(put_together(items), RefusalReason::Malformed);

    auto spread = item;
    spread.places = 10'000;
    EXPECT_EQ(removed_from(put_together({ spread })), "");
    ++spread.places;
    expect_refused(put_together({ spread }), RefusalReason::Malformed);

    auto repeated = item;
    repeated.is_repeated = true;
    repeated.places = 10; // Ten times the picture's bytes: more than there are in the file.
    expect_refused(put_together({ repeated }), RefusalReason::Malformed);

    std::vector<foreign::Link> links(10'000, { "cdsc", 1, { 1 } });
    EXPECT_EQ(removed_from(put_together({ item }, links)), "");
    links.push_back(links.back());
    expect_refused(put_together({ item }, links), RefusalReason::Malformed);

    auto heavy = item;
    heavy.properties.push_back(foreign::property("pixi", base::Bytes((16 << 10) - 8)));
    EXPECT_EQ(removed_from(put_together({ heavy })), "");
    heavy.properties.back() = foreign::property("pixi", base::Bytes((16 << 10) - 7));
    expect_refused(put_together({ heavy }), RefusalReason::Limit);
}

TEST_F(Heif, HasNoMorePropertiesThanAFileCanNumber)
{
    auto tile = foreign::item_of(foreign::heif({}));
    auto small = foreign::property("pixi", base::Bytes(8));
    tile.properties.resize(250, small);
    Item grid { "grid", { foreign::size_property(512, 512) }, { 0, 0, 7, 7, 2, 0, 2, 0 } };
    std::vector<Item> items(65, tile); // 64 times 250: 16,000.
    items.front() = grid;
    foreign::Link link { "dimg", 1, {} };
    for (unsigned number = 2; number <= 65; ++number)
        link.to.push_back(number);
    items.back().properties.pop_back(); // The grid has one.
    EXPECT_EQ(removed_from(put_together(items, { link })), "");
    items.back().properties.push_back(small);
    expect_refused(put_together(items, { link }), RefusalReason::Limit);
}

TEST_F(Heif, HoldsTheLimitOfPixels)
{
    broker::PictureRequest asked;
    asked.pixels_at_once = 64 * 64;
    auto item = foreign::item_of(foreign::heif({}));
    auto passed = rebuilt(put_together({ item }), asked);
    EXPECT_TRUE(passed && std::holds_alternative<broker::Rebuilt>(passed.value()));
    --asked.pixels_at_once;
    expect_refused(put_together({ item }), RefusalReason::Limit, asked);
    Item grid { "grid", { foreign::size_property(60'000, 60'000) },
        { 0, 0, 0, 0, 0xEA, 0x60, 0xEA, 0x60 } };
    expect_refused(put_together({ grid, item }, { { "dimg", 1, { 2 } } }), RefusalReason::Limit);
    // A tile that claims more than the picture has.
    Item small { "grid", { foreign::size_property(64, 64) }, { 0, 0, 0, 0, 0, 64, 0, 64 } };
    auto tile = item;
    for (auto& property : tile.properties)
        if (base::text_of(property).substr(4, 4) == "ispe")
            property = foreign::size_property(65, 64);
    asked.pixels_at_once = 64 * 64;
    expect_refused(
        put_together({ small, tile }, { { "dimg", 1, { 2 } } }), RefusalReason::Limit, asked);
    // More than its box says: the stream is one of 64 by 64.
    for (auto& property : item.properties)
        if (base::text_of(property).substr(4, 4) == "ispe")
            property = foreign::size_property(16, 16);
    asked.pixels_at_once = 16 * 16;
    auto result = rebuilt(put_together({ item }), asked);
    EXPECT_FALSE(result && std::holds_alternative<broker::Rebuilt>(result.value()));
}

// A gathered one from elsewhere, if it is there: a series without a still picture.
TEST_F(Heif, IsReadAsCamerasWriteIt)
{
    std::filesystem::path file = SEKISHO_SOURCE
        "/../shared/corpus/clean/otherimg/sindresorhus~file-type__fixture-msf1.heic";
    if (const char* corpus = std::getenv("SEKISHO_CORPUS"))
        file = corpus / std::filesystem::path("clean/otherimg") / file.filename();
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "no gathered files here";
    base::Descriptor descriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC));
    auto copy = copy_of(base::read_all(descriptor, 1 << 24).take());
    EXPECT_GT(copy.frame().width(), 100u);
}
