// SPDX-License-Identifier: MIT
#include "scanners/codes/read.h"

#include "scanners/codes/regions.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <algorithm>
#include <climits>

namespace codes {

static ZXing::DecodeHints hints()
{
    ZXing::DecodeHints asked;
    // Not Micro QR codes, of 15 bytes at most: ZXing 1.4 asserts on noise that resembles one.
    asked.setFormats(ZXing::BarcodeFormat::QRCode);
    asked.setTryHarder(true);
    asked.setTryRotate(false); // Of use for codes of lines alone.
    asked.setTryDownscale(true); // Photographs of large ones.
    return asked;
}

// The side of the line from `a` to `b` on which a point lies.
static std::int64_t side_of(ZXing::PointI a, ZXing::PointI b, std::int64_t x, std::int64_t y)
{
    return (std::int64_t { b.x } - a.x) * (y - a.y) - (std::int64_t { b.y } - a.y) * (x - a.x);
}

// Its corners are the library's word: they may lie anywhere.
static void paint_over(Gray& gray, const ZXing::Position& corners)
{
    auto [left, right] = std::ranges::minmax(corners, {}, &ZXing::PointI::x);
    auto [top, bottom] = std::ranges::minmax(corners, {}, &ZXing::PointI::y);
    auto end_x = std::min<std::int64_t>(right.x, std::int64_t { gray.width } - 1);
    auto end_y = std::min<std::int64_t>(bottom.y, std::int64_t { gray.height } - 1);
    for (auto y = std::max<std::int64_t>(top.y, 0); y <= end_y; ++y) {
        for (auto x = std::max<std::int64_t>(left.x, 0); x <= end_x; ++x) {
            int above = 0;
            int below = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                auto side = side_of(corners[i], corners[(i + 1) % 4], x, y);
                above += side >= 0;
                below += side <= 0;
            }
            if (above == 4 || below == 4)
                gray.pixels[static_cast<std::size_t>(y) * gray.width + static_cast<std::size_t>(x)]
                    = 0xFF;
        }
    }
}

// Returns how many were found.
static std::size_t read_dark_ones(Gray& gray, seen::Findings& findings, std::size_t most)
{
    std::size_t all = 0;
    while (all < most) {
        ZXing::ImageView view(gray.pixels.data(), static_cast<int>(gray.width),
            static_cast<int>(gray.height), ZXing::ImageFormat::Lum);
        auto results = ZXing::ReadBarcodes(view, hints());
        if (results.empty())
            break;
        for (const auto& one : results) {
            if (auto text = one.text(); !text.empty())
                findings.add(seen::Kind::Code, seen::Where::Code, text);
            paint_over(gray, one.position());
        }
        all += results.size();
    }
    return all;
}

// Returns how many were found.
static std::size_t read_both_ways(Gray gray, seen::Findings& findings, std::size_t most)
{
    if (std::min(gray.width, gray.height) < least_side)
        return 0;
    auto found = read_dark_ones(gray, findings, most);
    for (auto& pixel : gray.pixels)
        pixel = static_cast<std::uint8_t>(~pixel);
    return found + read_dark_ones(gray, findings, most - std::min(most, found));
}

void read_codes(const Gray& gray, seen::Findings& findings)
{
    if (std::max(gray.width, gray.height) > INT_MAX / 4)
        return; // What the library counts in.
    auto regions = busy_regions(gray);
    if (regions.empty())
        return; // The edges of large modules, too, are busy.
    auto found = read_both_ways(quarter_of(gray), findings, most_codes);
    for (const auto& region : regions) {
        found += read_both_ways(
            cut_out(gray, region), findings, most_codes - std::min(most_codes, found));
    }
}

}
