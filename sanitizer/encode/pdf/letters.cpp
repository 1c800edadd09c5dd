// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/letters.h"

#include <algorithm>
#include <cstdio>

namespace encode_pdf {

static constexpr std::size_t most_letters = 65'535; // Codes of two bytes, but for 0.
static constexpr std::size_t most_in_block = 100; // Of one bfchar (Adobe Technical Note #5411).
static constexpr std::uint64_t most_stretch = 1'000'00;

std::string decimal(std::uint64_t hundredths)
{
    auto text = std::to_string(hundredths / 100);
    auto rest = hundredths % 100;
    if (rest == 0)
        return text;
    text += '.';
    text += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0)
        text += static_cast<char>('0' + rest % 10);
    return text;
}

static std::string four_digits(std::uint32_t value)
{
    char digits[8];
    std::snprintf(digits, sizeof digits, "%04X", value & 0xFFFF);
    return digits;
}

static std::string utf16(char32_t point)
{
    if (point <= 0xFFFF)
        return four_digits(point);
    auto rest = point - 0x10000;
    return four_digits(0xD800 + (rest >> 10)) + four_digits(0xDC00 + (rest & 0x3FF));
}

void Letters::add(const std::vector<TextRun>& text)
{
    for (const auto& run : text)
        m_points.insert(m_points.end(), run.text.begin(), run.text.end());
    std::ranges::sort(m_points);
    m_points.erase(std::unique(m_points.begin(), m_points.end()), m_points.end());
}

Result<void> Letters::number()
{
    if (m_points.size() > most_letters)
        return Error { "more letters than a font has codes" };
    return {};
}

// The font's letters are as wide as high; each run is stretched to its box. Four fifths of a
// letter stand above the line.
Result<std::string> Letters::content(const std::vector<TextRun>& text) const
{
    std::string content = "BT\n3 Tr\n";
    for (const auto& run : text) {
        auto natural = std::uint64_t { run.height } * run.text.size();
        auto stretch = std::clamp<std::uint64_t>(
            (std::uint64_t { run.width } * 10'000 + natural / 2) / natural, 1, most_stretch);
        content += "/T " + decimal(run.height) + " Tf " + decimal(stretch) + " Tz 1 0 0 1 "
            + decimal(run.left) + " " + decimal(std::uint64_t { run.bottom } + run.height / 5)
            + " Tm <";
        for (auto point : run.text) {
            auto place = std::ranges::lower_bound(m_points, point);
            if (place == m_points.end() || *place != point)
                return Error { "a letter without a code" };
            content += four_digits(static_cast<std::uint32_t>(place - m_points.begin() + 1));
        }
        content += ">Tj\n";
    }
    return content + "ET\n";
}

std::string Letters::to_unicode() const
{
    std::string text = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                       "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                       "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                       "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        if (i % most_in_block == 0)
            text += std::to_string(std::min(most_in_block, m_points.size() - i)) + " beginbfchar\n";
        text += "<" + four_digits(static_cast<std::uint32_t>(i + 1)) + "><" + utf16(m_points[i])
            + ">\n";
        if (i % most_in_block == most_in_block - 1 || i + 1 == m_points.size())
            text += "endbfchar\n";
    }
    return text + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

}
