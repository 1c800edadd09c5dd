// SPDX-License-Identifier: MIT
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;

struct Picture {
    std::string type, bytes;
};

static std::vector<Picture> pictures()
{
    return { { "jpeg", jpeg() }, { "png", png() }, { "gif", gif() }, { "bmp", bmp() },
        { "tiff", tiff() }, { "webp", webp() }, { "ico", ico() }, { "heic", heif() },
        { "avif", heif("avif") }, { "emf", emf() }, { "wmf", wmf() }, { "wmf", wmf().substr(22) } };
}

TEST(Picture, IsKnownByItsWholeFrame)
{
    for (const auto& [type, bytes] : pictures()) {
        EXPECT_EQ(look(bytes), sound(type));
        // Cut off anywhere it is no sound picture; a BMP's first letters could be anybody's.
        for (std::size_t size = 4; size < bytes.size(); ++size)
            EXPECT_NE(look(bytes.substr(0, size)), sound(type)) << type << " " << size;
    }
}

TEST(Picture, ZerosMayFollowAndNothingElse)
{
    for (const auto& [type, bytes] : pictures()) {
        if (type == "tiff")
            continue; // Its parts lie anywhere; the decoder reads it whole.
        EXPECT_EQ(look(bytes + std::string(3, '\0')), sound(type));
        auto seen = look(bytes + std::string(3, '\0') + "x");
        EXPECT_EQ(seen.type, type);
        EXPECT_EQ(seen.structure, "ambiguous");
        EXPECT_EQ(look(bytes + "<script>alert(1)</script>").structure, "ambiguous") << type;
    }
}

TEST(Picture, PreviewsOfPhonesMayFollowAJpeg)
{
    EXPECT_EQ(look(jpeg() + jpeg()), sound("jpeg"));
    EXPECT_EQ(look(jpeg() + std::string(5, '\0') + jpeg("second") + jpeg() + std::string(2, '\0')),
        sound("jpeg"));
    EXPECT_EQ(look(jpeg() + jpeg() + "x").structure, "ambiguous");
    // What only begins like a picture is somebody's message.
    EXPECT_EQ(look(jpeg() + "\xFF\xD8\xFF and the rest").structure, "ambiguous");
    auto half = jpeg();
    EXPECT_EQ(look(jpeg() + half.substr(0, half.size() - 2)).structure, "ambiguous");
}

TEST(Picture, WordsInACommentDoNotChangeTheType)
{
    EXPECT_EQ(look(jpeg("<html><script>alert(1)</script></html>")), sound("jpeg"));
}

TEST(Picture, ABrokenFrameIsBroken)
{
    EXPECT_EQ(look(std::string("\xFF\xD8\xFF\xD9", 4)).structure, "broken"); // No picture in it.
    auto no_data = png();
    no_data.replace(no_data.find("IDAT"), 4, "iDAT");
    EXPECT_EQ(look(no_data).structure, "broken");
    auto no_header = png();
    no_header.replace(no_header.find("IHDR"), 4, "iHDR");
    EXPECT_EQ(look(no_header).structure, "broken");
    auto long_chunk = png();
    long_chunk.replace(8, 4, be32(0xFFFFFFFF));
    EXPECT_EQ(look(long_chunk).structure, "broken");
    EXPECT_EQ(look(std::string("GIF89a\1\0\1\0\0\0\0\x3B", 14)).structure, "broken");
    EXPECT_EQ(look(std::string("GIF89a\1\0\1\0\0\0\0\x77", 14)).structure, "broken");
    auto round = tiff();
    round.replace(round.size() - 4, 4, le32(8));
    EXPECT_EQ(look(round).structure, "broken"); // Directories in a circle.
    auto outside = tiff();
    outside.replace(4, 4, le32(0xFFFFFFFE));
    EXPECT_EQ(look(outside).structure, "broken");
    auto big_endian = "MM" + std::string("\0*", 2) + be32(8) + std::string("\0\1", 2)
        + std::string(12, '\1') + be32(0);
    EXPECT_EQ(look(big_endian), sound("tiff"));
    auto longer = webp();
    longer.replace(4, 4, le32(0xFFFFFFFF));
    EXPECT_EQ(look(longer).structure, "broken");
    auto cut = bmp();
    cut.replace(2, 4, le32(1000));
    EXPECT_EQ(look(cut).structure, "broken");
}

TEST(Picture, TwoLettersMakeNoPicture)
{
    EXPECT_EQ(look("BM is what the file begins with, and it is text\n", "log"), sound("text"));
    EXPECT_EQ(look(bmp(), "txt"), sound("bmp")); // And a name does not make it text either.
}

TEST(Picture, ADrawingIsItsRecords)
{
    auto with = [](std::string bytes, std::size_t at, const std::string& other) {
        return look(bytes.replace(at, other.size(), other)).structure;
    };
    EXPECT_EQ(with(emf(), 48, le32(104)), "broken"); // Its bytes.
    EXPECT_EQ(with(emf(), 48, le32(112)), "broken");
    EXPECT_EQ(with(emf(), 92, le32(18)), "broken"); // A record's size.
    EXPECT_EQ(with(emf(), 92, le32(4)), "broken");
    EXPECT_EQ(with(emf(), 92, le32(0xFFFFFFFC)), "broken");
    EXPECT_EQ(with(emf(), 88, le32(1)), "broken"); // A second header.
    EXPECT_EQ(with(emf(), 88, le32(43)), "broken"); // No end.
    EXPECT_EQ(with(wmf(), 6, le16(1)), "broken"); // The checksum.
    EXPECT_EQ(with(wmf(), 40, le32(2)), "broken");
    EXPECT_EQ(with(wmf(), 40, le32(0x80000000)), "broken");
    EXPECT_EQ(with(wmf(), 44, le16(1)), "broken");
}

TEST(Heif, IsOfTheCodingThatItsBrandsSay)
{
    for (auto brand : { "heic", "heix", "hevc", "heim" })
        EXPECT_EQ(look(heif(brand)), sound("heic")) << brand;
    for (auto brands : { "avif", "avis", "miafavif" })
        EXPECT_EQ(look(heif(brands)), sound("avif")) << brands;
    for (auto brands : { "mp42", "", "jpeg", "heiz" })
        EXPECT_EQ(look(heif(brands)).type, "unknown") << brands;
}

TEST(Heif, HasAPictureAndOneListOfBrands)
{
    auto whole = heif();
    EXPECT_EQ(look(whole.substr(0, 28)).structure, "broken");
    EXPECT_EQ(look(whole.substr(0, 37)).structure, "broken"); // Without data.
    EXPECT_EQ(look(whole + whole).structure, "ambiguous");
    auto longer = whole;
    longer[longer.size() - 14 + 3] = 15; // The last box by one.
    EXPECT_EQ(look(longer).structure, "broken");
}

TEST(Ico, HoldsItsPicturesEachInAPlace)
{
    EXPECT_EQ(look(ico(), "cur"), sound("ico"));
    auto two = ico();
    two[4] = 2;
    two.insert(22, two.substr(6, 16));
    for (auto at : { 18, 34 })
        two[static_cast<std::size_t>(at)] = 38;
    EXPECT_EQ(look(two).structure, "ambiguous");
    auto other = ico();
    other[22] = 41;
    EXPECT_EQ(look(other).structure, "broken");
    auto inside = ico();
    inside[18] = 6;
    EXPECT_EQ(look(inside).structure, "broken");
    auto none = ico();
    none[4] = 0;
    EXPECT_EQ(look(none).type, "unknown");
}
