// SPDX-License-Identifier: MIT
#include "kiosk/core/base/bytes.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/sha256.h"

#include <gtest/gtest.h>
#include <unistd.h>

TEST(Reader, NeverPassesTheEnd)
{
    const base::Bytes bytes { 1, 2, 3 };
    base::Reader reader(bytes);
    EXPECT_EQ(reader.u16_be().value(), 0x0102);
    EXPECT_FALSE(reader.u16_le());
    EXPECT_EQ(reader.u8().value(), 3); // A failed read moves nothing.
    EXPECT_TRUE(reader.at_end());
    EXPECT_FALSE(reader.take(SIZE_MAX));
    EXPECT_TRUE(reader.seek(3));
    EXPECT_FALSE(reader.seek(4));
}

TEST(Base64, HasTheKnownAnswersAndNothingLoose)
{
    const std::pair<const char*, const char*> known[] { { "", "" }, { "f", "Zg==" },
        { "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" }, { "foobar", "Zm9vYmFy" } };
    for (auto [plain, coded] : known) { // RFC 4648 section 10.
        EXPECT_EQ(base::to_base64(base::view_of(plain)), coded);
        EXPECT_EQ(base::text_of(base::from_base64(coded).value()), plain);
    }
    for (const char* wrong : { "Zg=", "Zh==", "Zg== ", "Z===", "Zm9=", "====", "Zg==Zg==" })
        EXPECT_FALSE(base::from_base64(wrong)) << wrong;
}

TEST(Hex, RoundTrips)
{
    const base::Bytes bytes { 0, 15, 16, 255 };
    EXPECT_EQ(base::to_hex(bytes), "000f10ff");
    EXPECT_EQ(base::from_hex("000f10ff").value(), bytes);
    EXPECT_FALSE(base::from_hex("0"));
    EXPECT_FALSE(base::from_hex("0G"));
    EXPECT_FALSE(base::from_hex("FF"));
}

TEST(MemoryFile, CannotBeChangedOnceItIsSealed)
{
    auto file = base::sealed_memory_file("test", base::view_of("content"));
    ASSERT_TRUE(file);
    EXPECT_FALSE(base::write_fully(file.value(), base::view_of("x")));
    EXPECT_NE(ftruncate(file.value().get(), 3), 0);
    EXPECT_EQ(base::size_of(file.value()).value(), 7u);
}

TEST(MemoryFile, IsNotMappedBeyondItsLimit)
{
    auto file = base::sealed_memory_file("test", base::view_of("content")).take();
    EXPECT_TRUE(base::Mapping::of(file, 7));
    EXPECT_FALSE(base::Mapping::of(file, 6));
}

TEST(Sha256, HasTheKnownAnswers)
{
    EXPECT_EQ(base::to_hex(base::sha256(base::view_of("abc"))), // FIPS 180-4, example.
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    auto file = base::sealed_memory_file("test", base::view_of("abc")).take();
    EXPECT_EQ(base::sha256_of_file(file).value(), base::sha256(base::view_of("abc")));
}
