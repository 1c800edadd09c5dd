// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/letters.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/decode/charset/decoder.h"
#include "sanitizer/decode/charset/recogniser.h"

#include <algorithm>
#include <array>

namespace unpack_mail {

using charset::Encoding;

namespace {

struct Label {
    std::string_view name;
    Encoding encoding;
};

}

static constexpr Label labels[] { { "us-ascii", Encoding::Ascii }, { "ascii", Encoding::Ascii },
    { "ansi_x3.4-1968", Encoding::Ascii }, { "utf-8", Encoding::Utf8 }, { "utf8", Encoding::Utf8 },
    { "iso-2022-jp", Encoding::Iso2022Jp }, { "csiso2022jp", Encoding::Iso2022Jp },
    { "iso-2022-jp-1", Encoding::Iso2022Jp }, { "iso-2022-jp-ms", Encoding::Iso2022Jp },
    { "cp50220", Encoding::Iso2022Jp }, { "cp50221", Encoding::Iso2022Jp },
    { "shift_jis", Encoding::Cp932 }, { "shift-jis", Encoding::Cp932 }, { "sjis", Encoding::Cp932 },
    { "x-sjis", Encoding::Cp932 }, { "ms_kanji", Encoding::Cp932 },
    { "windows-31j", Encoding::Cp932 }, { "cswindows31j", Encoding::Cp932 },
    { "cp932", Encoding::Cp932 }, { "ms932", Encoding::Cp932 }, { "euc-jp", Encoding::EucJp },
    { "x-euc-jp", Encoding::EucJp }, { "x-euc", Encoding::EucJp }, { "eucjp-ms", Encoding::EucJp },
    { "cp51932", Encoding::EucJp }, { "iso-8859-1", Encoding::Latin1 },
    { "latin1", Encoding::Latin1 }, { "windows-1252", Encoding::Latin1 },
    { "cp1252", Encoding::Latin1 } };

std::optional<Encoding> Letters::encoding_of(std::string_view label)
{
    auto found = std::ranges::find(labels, lower(label), &Label::name);
    if (found == std::end(labels))
        return std::nullopt;
    return found->encoding;
}

Letters::Text Letters::decode(std::string_view bytes, Encoding encoding) const
{
    constexpr char32_t replacement = 0xFFFD;
    Text text;
    text.utf8.reserve(bytes.size() + bytes.size() / 2);
    std::array<char32_t, 4096> points;
    charset::Decoder decoder(encoding, m_tables);
    auto left = base::view_of(bytes);
    while (!left.empty()) {
        auto step = decoder.decode(left, charset::More::Nothing, points);
        left = left.subspan(step.consumed);
        text.points += step.produced;
        for (std::size_t i = 0; i < step.produced; ++i) {
            bool meant = points[i] != charset::invalid_point;
            text.invalid += meant ? 0 : 1;
            base::append_utf8(text.utf8, meant ? points[i] : replacement);
        }
    }
    return text;
}

std::optional<Encoding> Letters::recognise(std::string_view bytes) const
{
    auto recognised = charset::recognise(base::view_of(bytes), m_tables);
    if (!recognised || recognised.value().encoding == Encoding::Utf16Le
        || recognised.value().encoding == Encoding::Utf16Be)
        return std::nullopt; // No mail is written in UTF-16.
    return recognised.value().encoding;
}

std::string Letters::of_header(std::string_view raw) const
{
    bool escapes = raw.find("\x1B$") != raw.npos || raw.find("\x1B(") != raw.npos;
    if (is_ascii(raw))
        return escapes ? decode(raw, Encoding::Iso2022Jp).utf8 : std::string(raw);
    if (base::is_valid_utf8(raw))
        return std::string(raw);
    if (auto encoding = recognise(raw))
        return decode(raw, *encoding).utf8;
    auto as_cp932 = decode(raw, Encoding::Cp932);
    auto as_euc = decode(raw, Encoding::EucJp);
    return as_euc.invalid < as_cp932.invalid ? as_euc.utf8 : as_cp932.utf8;
}

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lower(std::string_view text)
{
    std::string out(text);
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    auto first = text.find_first_not_of(blanks);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}
