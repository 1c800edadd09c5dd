// SPDX-License-Identifier: MIT
#include "kiosk/core/base/bytes.h"

#include <array>

namespace base {

View view_of(std::string_view text)
{
    return { reinterpret_cast<const std::uint8_t*>(text.data()), text.size() };
}

std::string_view text_of(View bytes)
{
    return { reinterpret_cast<const char*>(bytes.data()), bytes.size() };
}

static Error past_the_end()
{
    return Error { "read past the end" };
}

Result<void> Reader::seek(std::size_t position)
{
    if (position > m_bytes.size())
        return past_the_end();
    m_position = position;
    return {};
}

Result<View> Reader::take(std::size_t count)
{
    if (count > left())
        return past_the_end();
    auto bytes = m_bytes.subspan(m_position, count);
    m_position += count;
    return bytes;
}

// The value of `count` bytes, the first the highest (big-endian) or the lowest.
template <typename Number>
static Number number_be(View bytes)
{
    Number value = 0;
    for (auto byte : bytes)
        value = static_cast<Number>((static_cast<std::uint64_t>(value) << 8) | byte);
    return value;
}

template <typename Number>
static Number number_le(View bytes)
{
    Number value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = static_cast<Number>((static_cast<std::uint64_t>(value) << 8) | bytes[i]);
    return value;
}

Result<std::uint8_t> Reader::u8()
{
    return TRY(take(1))[0];
}

Result<std::uint16_t> Reader::u16_le()
{
    return number_le<std::uint16_t>(TRY(take(2)));
}

Result<std::uint32_t> Reader::u32_le()
{
    return number_le<std::uint32_t>(TRY(take(4)));
}

Result<std::uint64_t> Reader::u64_le()
{
    return number_le<std::uint64_t>(TRY(take(8)));
}

Result<std::uint16_t> Reader::u16_be()
{
    return number_be<std::uint16_t>(TRY(take(2)));
}

Result<std::uint32_t> Reader::u32_be()
{
    return number_be<std::uint32_t>(TRY(take(4)));
}

Result<std::uint64_t> Reader::u64_be()
{
    return number_be<std::uint64_t>(TRY(take(8)));
}

void append(Bytes& bytes, View more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

void append_u16_le(Bytes& bytes, std::uint16_t value)
{
    bytes.push_back(static_cast<std::uint8_t>(value));
    bytes.push_back(static_cast<std::uint8_t>(value >> 8));
}

void append_u32_le(Bytes& bytes, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append_u32_be(Bytes& bytes, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

std::string to_hex(View bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (auto byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

static int value_of_hex(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return -1;
}

Result<Bytes> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return Error { "an odd number of hexadecimal digits" };
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        auto high = value_of_hex(text[i]);
        auto low = value_of_hex(text[i + 1]);
        if (high < 0 || low < 0)
            return Error { "not a hexadecimal digit" };
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

static constexpr std::string_view base64_digits
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string to_base64(View bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = (group << 8) | (j < count ? bytes[i + j] : 0u);
        for (std::size_t j = 0; j < 4; ++j)
            text += j <= count ? base64_digits[(group >> (18 - 6 * j)) & 63] : '=';
    }
    return text;
}

Result<Bytes> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return Error { "base64 of a wrong length" };
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::size_t padding = 0;
        if (i + 4 == text.size())
            padding = text[i + 3] != '=' ? 0u : text[i + 2] != '=' ? 1u : 2u;
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            auto digit = j < 4 - padding ? base64_digits.find(text[i + j]) : std::size_t { 0 };
            if (digit == std::string_view::npos)
                return Error { "not a base64 digit" };
            group = (group << 6) | static_cast<std::uint32_t>(digit);
        }
        if (padding > 0 && (group & ((1u << (8 * padding)) - 1)) != 0)
            return Error { "base64 with spare bits" };
        for (std::size_t j = 0; j < 3 - padding; ++j)
            bytes.push_back(static_cast<std::uint8_t>(group >> (16 - 8 * j)));
    }
    return bytes;
}

}
