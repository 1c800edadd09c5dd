// SPDX-License-Identifier: MIT
#include "sanitizer/decode/ocr/words.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace decode_ocr {

// Letters alone: spaces are ours, between words.
static std::u32string letters_of(const Word& word)
{
    auto points = base::decode_utf8(word.text);
    if (!points)
        return {};
    std::erase_if(*points, [](char32_t point) {
        return point == 0xFFFD || point <= U' ' || point == U'\u3000' || base::is_unsafe(point);
    });
    return std::move(*points);
}

// Kana, ideographs, their punctuation and full-width forms, which no space parts.
static bool is_wide(char32_t point)
{
    return (point >= 0x2E80 && point <= 0x9FFF) || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFF00 && point <= 0xFFEF) || (point >= 0x20000 && point <= 0x3FFFF);
}

static std::uint32_t scaled(std::int64_t value, std::uint32_t pixels, std::uint32_t page)
{
    auto within = std::clamp<std::int64_t>(value, 0, pixels);
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(within) * page / pixels);
}

std::vector<Glyph> glyphs_of(const std::vector<Line>& lines, const Sheet& sheet)
{
    std::vector<Glyph> glyphs;
    if (sheet.width == 0 || sheet.height == 0)
        return glyphs;
    for (const auto& line : lines) {
        auto top = scaled(line.top, sheet.height, sheet.page_height);
        auto bottom = scaled(line.bottom, sheet.height, sheet.page_height);
        auto first = glyphs.size();
        for (const auto& word : line.words) {
            auto letters = letters_of(word);
            auto left = scaled(word.left, sheet.width, sheet.page_width);
            auto right = scaled(word.right, sheet.width, sheet.page_width);
            if (letters.empty() || right <= left || bottom <= top)
                continue;
            // No gap is a space there; two heights of a line are a column.
            if (glyphs.size() > first && is_wide(glyphs.back().point) && is_wide(letters.front())
                && left > glyphs.back().right && left - glyphs.back().right < 2 * (bottom - top))
                glyphs.back().right = left;
            auto edge = [&](std::size_t letter) {
                return static_cast<std::uint32_t>(
                    left + std::uint64_t { right - left } * letter / letters.size());
            };
            for (std::size_t i = 0; i < letters.size(); ++i)
                glyphs.push_back({ letters[i], edge(i), top, edge(i + 1), bottom });
        }
    }
    return glyphs;
}

Text text_of(const std::vector<Line>& lines, std::size_t most_bytes)
{
    Text text;
    for (const auto& line : lines) {
        std::u32string joined;
        for (const auto& word : line.words) {
            auto letters = letters_of(word);
            if (letters.empty())
                continue;
            if (!joined.empty() && !(is_wide(joined.back()) && is_wide(letters.front())))
                joined += U' ';
            joined += letters;
        }
        if (joined.empty())
            continue;
        auto bytes = base::encode_utf8(joined) + '\n';
        if (bytes.size() > most_bytes - text.lines.size()) {
            text.left_out += joined.size();
            continue;
        }
        text.lines += bytes;
    }
    return text;
}

}
