// SPDX-License-Identifier: MIT
#include "tests/unit/codes/qr_sample.h"

#include <cmath>
#include <memory>
#include <numbers>
#include <qrencode.h>

namespace qr_sample {

static constexpr int quiet = 4;

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

static Code encode(const std::string& bytes)
{
    return Code(QRcode_encodeData(static_cast<int>(bytes.size()),
                    reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M),
        QRcode_free);
}

codes::Gray paper(std::uint32_t width, std::uint32_t height)
{
    return { base::Bytes(std::size_t { width } * height, 0xFF), width, height };
}

void put(codes::Gray& gray, const std::string& bytes, double x, double y, const Look& look)
{
    auto code = encode(bytes);
    auto angle = look.degrees * std::numbers::pi / 180;
    for (std::uint32_t row = 0; row < gray.height; ++row) {
        for (std::uint32_t column = 0; column < gray.width; ++column) {
            auto right = column + 0.5 - x;
            auto down = row + 0.5 - y;
            auto at = [&](double along) {
                return static_cast<int>(std::floor(along / look.module + code->width / 2.0));
            };
            auto u = at(std::cos(angle) * right + std::sin(angle) * down);
            auto v = at(-std::sin(angle) * right + std::cos(angle) * down);
            if (std::min(u, v) < -quiet || std::max(u, v) >= code->width + quiet)
                continue;
            bool is_dark = std::min(u, v) >= 0 && std::max(u, v) < code->width
                && (code->data[v * code->width + u] & 1);
            gray.pixels[std::size_t { row } * gray.width + column]
                = is_dark != look.light_on_dark ? 0 : 0xFF;
        }
    }
}

codes::Gray code(const std::string& bytes, const Look& look)
{
    auto modules = encode(bytes)->width + 2 * quiet;
    auto side = static_cast<std::uint32_t>(modules * look.module * (look.degrees == 0 ? 1 : 1.5));
    auto gray = paper(side, side);
    put(gray, bytes, side / 2.0, side / 2.0, look);
    return gray;
}

}
