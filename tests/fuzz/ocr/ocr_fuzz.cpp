// SPDX-License-Identifier: MIT
// Whatever words and boxes a recogniser tells: letters stay on the page and the right way round,
// text is valid, bounded and safe.
#include "kiosk/core/base/text.h"
#include "sanitizer/decode/ocr/words.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace decode_ocr;

static std::int64_t number(base::View& input)
{
    std::int32_t value = 0;
    auto size = std::min(input.size(), sizeof(value));
    std::memcpy(&value, input.data(), size);
    input = input.subspan(size);
    return value % 3000 == 0 ? std::int64_t { value } << 20 : value % 3000; // Mostly on the page.
}

static std::vector<Line> lines_of(base::View input)
{
    std::vector<Line> lines;
    while (!input.empty()) {
        auto length = std::min<std::size_t>(input[0] % 16, input.size() - 1);
        bool is_new = lines.empty() || input[0] >= 128;
        std::string text(base::text_of(input.subspan(1, length)));
        input = input.subspan(1 + length);
        if (is_new)
            lines.push_back({ number(input), number(input), {} });
        auto left = number(input);
        lines.back().words.push_back({ text, left, number(input) });
    }
    return lines;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr Sheet sheet { 2480, 3508, 59'528, 84'189 };
    constexpr std::size_t most_bytes = 200;
    auto lines = lines_of({ data, size });
    for (const auto& glyph : glyphs_of(lines, sheet)) {
        if (glyph.left > glyph.right || glyph.top >= glyph.bottom || glyph.right > sheet.page_width
            || glyph.bottom > sheet.page_height || base::is_unsafe(glyph.point))
            std::abort();
    }
    auto text = text_of(lines, most_bytes);
    auto points = base::decode_utf8(text.lines);
    auto is_bad = [](char32_t point) { return point != U'\n' && base::is_unsafe(point); };
    if (!points || text.lines.size() > most_bytes || std::ranges::any_of(*points, is_bad))
        std::abort();
    return 0;
}
