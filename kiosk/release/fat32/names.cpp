// SPDX-License-Identifier: MIT
#include "kiosk/release/fat32/names.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace fat32 {

Result<std::u16string> long_name(std::string_view utf8)
{
    auto points = base::decode_utf8(utf8);
    if (!points || points->empty())
        return Error { "a name that is empty or no text" };
    std::u16string units;
    for (auto point : *points) {
        if (point < 0x20
            || std::u32string_view(U"\"*/:<>?\\|\x7F").find(point) != std::u32string::npos)
            return Error { "a name with a character that FAT forbids: " + base::escaped(utf8) };
        if (point >= 0x10000) {
            units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
            units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
        } else {
            units += static_cast<char16_t>(point);
        }
    }
    if (units.back() == u' ' || units.back() == u'.' || units.front() == u' ')
        return Error { "a name with a blank or a dot at its edge: " + base::escaped(utf8) };
    if (units.size() > longest_long_name)
        return Error { "a name longer than 255 characters: " + base::escaped(utf8) };
    return units;
}

static bool is_upper(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || (c != 0 && std::string_view("$%'-_@~`!(){}^#&").find(c) != std::string_view::npos);
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

static std::optional<ShortName> packed(std::string_view stem, std::string_view extension)
{
    if (stem.empty() || stem.size() > 8 || extension.size() > 3)
        return std::nullopt;
    ShortName name;
    name.fill(' ');
    std::ranges::copy(stem, name.begin());
    std::ranges::copy(extension, name.begin() + 8);
    return name;
}

// With letters made great; nothing if it is no 8.3 name.
static std::optional<ShortName> as_short(std::string_view utf8)
{
    auto dot = utf8.rfind('.');
    if (dot == 0 || dot + 1 == utf8.size())
        return std::nullopt;
    std::string stem(utf8.substr(0, dot));
    std::string extension(dot == std::string_view::npos ? "" : utf8.substr(dot + 1));
    std::ranges::transform(stem, stem.begin(), upper);
    std::ranges::transform(extension, extension.begin(), upper);
    if (!std::ranges::all_of(stem, is_upper) || !std::ranges::all_of(extension, is_upper))
        return std::nullopt;
    return packed(stem, extension);
}

bool is_short(std::string_view utf8)
{
    return as_short(utf8)
        && std::ranges::none_of(utf8, [](char c) { return c >= 'a' && c <= 'z'; });
}

// What is left of a part of a name: great letters, "_" for each other code point, no blanks or
// dots.
static std::string reduced(std::u32string_view part, std::size_t most)
{
    std::string left;
    for (auto point : part) {
        if (left.size() == most)
            break;
        if (point == U' ' || point == U'.')
            continue;
        auto c = point < 0x80 ? upper(static_cast<char>(point)) : '_';
        left += is_upper(c) ? c : '_';
    }
    return left;
}

std::optional<ShortName> ShortNames::fitting(std::string_view utf8)
{
    auto name = as_short(utf8);
    if (!name || !m_taken.insert(*name).second)
        return std::nullopt;
    return name;
}

Result<ShortName> ShortNames::made(std::string_view utf8)
{
    static constexpr std::uint32_t most = 999'999;
    auto points = base::decode_utf8(utf8).value_or(U"_");
    auto dot = points.rfind(U'.');
    auto extension
        = dot == std::u32string::npos ? std::string() : reduced(points.substr(dot + 1), 3);
    auto stem = reduced(points.substr(0, dot), 6);
    if (stem.empty())
        stem = "_";
    for (auto& number = m_last[stem + "." + extension]; number < most;) {
        auto tail = "~" + std::to_string(++number);
        auto name = packed(stem.substr(0, 8 - tail.size()) + tail, extension);
        if (name && m_taken.insert(*name).second)
            return *name;
    }
    return Error { "too many names that look alike in one folder" };
}

std::uint8_t checksum_of(const ShortName& name)
{
    unsigned sum = 0;
    for (auto c : name)
        sum = (((sum & 1) << 7) + (sum >> 1) + static_cast<unsigned char>(c)) & 0xFF;
    return static_cast<std::uint8_t>(sum);
}

}
