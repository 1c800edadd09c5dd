// SPDX-License-Identifier: MIT
#include "kiosk/core/base/text.h"

#include <cstdio>
#include <cstring>

namespace base {

// One code point at `position`, which moves past it; nothing (and no move) if it is ill-formed.
static std::optional<char32_t> next(std::string_view text, std::size_t& position)
{
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[position + i]); };
    auto first = byte(0);
    if ((first & 0xF0) == 0xE0 && text.size() - position >= 3) { // Japanese text is all of these.
        char32_t value = (first & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
        bool continued = (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
        if (!continued || value < 0x800 || (value & 0xF800) == 0xD800)
            return std::nullopt;
        position += 3;
        return value;
    }
    std::size_t length = first < 0x80 ? 1
        : first < 0xC2                ? 0
        : first < 0xE0                ? 2
        : first < 0xF0                ? 3
        : first < 0xF5                ? 4
                                      : 0;
    if (length == 0 || length > text.size() - position)
        return std::nullopt;
    if (length == 1) {
        ++position;
        return first;
    }
    char32_t value = first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return std::nullopt;
        value = (value << 6) | (byte(i) & 0x3Fu);
    }
    bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF)
        return std::nullopt;
    position += length;
    return value;
}

bool is_valid_utf8(std::string_view text)
{
    std::size_t position = 0;
    while (position < text.size()) {
        std::uint64_t eight = 0; // Most text is ASCII.
        while (text.size() - position >= sizeof eight) {
            std::memcpy(&eight, text.data() + position, sizeof eight);
            if (eight & 0x8080808080808080u)
                break;
            position += sizeof eight;
        }
        auto is_ascii = [&] { return static_cast<unsigned char>(text[position]) < 0x80; };
        while (position < text.size() && is_ascii())
            ++position;
        while (position < text.size() && !is_ascii()) {
            if (!next(text, position))
                return false;
        }
    }
    return true;
}

static bool is_white_space(char32_t point)
{
    if (point > 0x3000) // Nearly all letters that are no ASCII, in Japanese.
        return point == 0xFEFF;
    return point == 0x85 || point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200F)
        || (point >= 0x2028 && point <= 0x202F) || (point >= 0x205F && point <= 0x206F)
        || point == 0x3000;
}

std::uint64_t count_letters(std::string_view text)
{
    std::uint64_t count = 0;
    for (std::size_t position = 0; position < text.size();) {
        auto byte = static_cast<unsigned char>(text[position]);
        if (byte < 0x80) {
            count += byte > 0x20 && byte != 0x7F;
            ++position;
            continue;
        }
        if (byte >= 0xE3 && byte <= 0xE9) { // Kana and ideographs, whichever they are.
            count += !text.substr(position).starts_with("\u3000");
            position += 3;
            continue;
        }
        auto point = next(text, position);
        position += !point;
        count += !point || !is_white_space(*point);
    }
    return count;
}

std::optional<std::u32string> decode_utf8(std::string_view text)
{
    std::u32string decoded;
    std::size_t position = 0;
    while (position < text.size()) {
        auto point = next(text, position);
        if (!point)
            return std::nullopt;
        decoded += *point;
    }
    return decoded;
}

void append_utf8(std::string& text, char32_t point)
{
    auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0 | (point >> 6));
        tail(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xE0 | (point >> 12));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0 | (point >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string encode_utf8(std::u32string_view points)
{
    std::string text;
    for (auto point : points)
        append_utf8(text, point);
    return text;
}

bool is_unsafe(char32_t c)
{
    auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    return within(0x0000, 0x001F) || within(0x007F, 0x009F) // C0, DEL, C1
        || c == 0x00AD || c == 0x034F || c == 0x061C // soft hyphen, joiner, Arabic letter mark
        || within(0x115F, 0x1160) || c == 0x3164 || c == 0xFFA0 // Hangul fillers
        || within(0x17B4, 0x17B5) || within(0x180B, 0x180F) // Khmer, Mongolian invisibles
        || within(0x200B, 0x200F) || within(0x2028, 0x202E) // zero width, separators, bidi
        || within(0x2060, 0x206F) // joiners, isolates, deprecated
        || within(0xD800, 0xDFFF) || within(0xE000, 0xF8FF) // surrogates, private use
        || within(0xFDD0, 0xFDEF) || within(0xFE00, 0xFE0F) || c == 0xFEFF // variation, BOM
        || within(0xFFF0, 0xFFFB) || (c & 0xFFFE) == 0xFFFE // specials, non-characters
        || within(0x13430, 0x1343F) // Egyptian format controls
        || within(0x1BCA0, 0x1BCA3) || within(0x1D173, 0x1D17A) // shorthand, music format
        || within(0xE0000, 0xE0FFF) || c >= 0xF0000; // tags, variation supplement, private planes
}

std::string escaped(std::string_view text)
{
    std::string shown;
    std::size_t position = 0;
    char code[16];
    while (position < text.size()) {
        auto start = position;
        auto point = next(text, position);
        if (!point) {
            std::snprintf(code, sizeof code, "\\x%02X", static_cast<unsigned char>(text[start]));
            shown += code;
            ++position;
        } else if (*point == '\\') {
            shown += "\\\\";
        } else if (is_unsafe(*point)) {
            std::snprintf(code, sizeof code, "\\u{%X}", static_cast<unsigned>(*point));
            shown += code;
        } else {
            shown += text.substr(start, position - start);
        }
    }
    return shown;
}

std::string cut(std::string_view text, std::size_t bytes)
{
    if (text.size() > bytes) {
        while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
            --bytes;
        text = text.substr(0, bytes);
    }
    return std::string(text);
}

}
