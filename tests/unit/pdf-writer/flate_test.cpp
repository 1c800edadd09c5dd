// SPDX-License-Identifier: MIT
// Deflate by code of ours, read by libdeflate. That poppler reads it too is tested with whole
// files.
#include "sanitizer/encode/pdf/flate.h"
#include "sanitizer/encode/pdf/huffman.h"
#include "sanitizer/verify/pdf/flate.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <random>

static bool is_kept(const base::Bytes& plain)
{
    auto packed = encode_pdf::compress(plain);
    auto read = packed ? verify_pdf::inflate(packed.value(), plain.size()) : packed.error();
    return read && read.value() == plain;
}

TEST(Flate, KeepsEveryByte)
{
    for (std::size_t size = 0; size < 300; ++size)
        ASSERT_TRUE(is_kept(base::Bytes(size, 7))) << size;
    std::mt19937 numbers(3);
    for (unsigned turn = 0; turn < 400; ++turn) {
        base::Bytes plain(numbers() % (turn % 50 == 0 ? 400'000 : 3'000));
        auto shades = 1 + numbers() % (1u << numbers() % 9);
        auto runs = numbers() % 100;
        for (std::size_t i = 0; i < plain.size(); ++i) {
            auto goes_on = i > 0 && numbers() % 100 < runs;
            auto is_as_above = turn % 3 == 0 && i >= 40 && numbers() % 3 > 0;
            plain[i] = goes_on ? plain[i - 1]
                : is_as_above  ? plain[i - 40]
                               : static_cast<std::uint8_t>(numbers() % shades);
        }
        ASSERT_TRUE(is_kept(plain)) << turn;
    }
}

// Where one thing comes again after as far as a distance reaches, and after one more.
TEST(Flate, LooksBackNoFurtherThanItsWindow)
{
    for (std::size_t distance : { 32'767u, 32'768u, 32'769u }) {
        std::mt19937 numbers(4);
        base::Bytes plain(distance);
        for (auto& byte : plain)
            byte = static_cast<std::uint8_t>(numbers());
        base::append(plain, base::Bytes(plain.begin(), plain.begin() + 300));
        EXPECT_TRUE(is_kept(plain)) << distance;
    }
}

TEST(Flate, MakesBlankPagesSmallAndNoiseHardlyLarger)
{
    EXPECT_LT(encode_pdf::compress(base::Bytes(1 << 20)).value().size(), 2'000u);
    std::mt19937 numbers(5);
    base::Bytes noise(1 << 20);
    for (auto& byte : noise)
        byte = static_cast<std::uint8_t>(numbers());
    EXPECT_LT(encode_pdf::compress(noise).value().size(), noise.size() + noise.size() / 200);
}

// Counts that grow as fast as can be make codes of as many bits as there are symbols.
TEST(Huffman, MakesNoCodeLongerThanAllowedAndWastesNone)
{
    for (unsigned most : { 7u, 15u }) {
        for (std::size_t symbols : { 2u, 3u, 8u, 19u, 30u }) {
            std::vector<std::uint32_t> counts { 1, 1 };
            while (counts.size() < symbols)
                counts.push_back(counts[counts.size() - 1] + counts[counts.size() - 2]);
            std::vector<encode_pdf::HuffmanCode> codes(symbols);
            encode_pdf::make_codes(counts, most, codes);
            double used = 0;
            for (const auto& code : codes) {
                EXPECT_LE(code.length, most);
                used += 1.0 / (1 << code.length);
            }
            EXPECT_EQ(used, 1) << symbols << " symbols, " << most << " bits";
            EXPECT_TRUE(
                std::ranges::is_sorted(codes, std::greater<>(), &encode_pdf::HuffmanCode::length));
        }
    }
}
