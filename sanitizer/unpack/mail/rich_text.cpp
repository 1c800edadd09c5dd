// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/rich_text.h"

#include <array>

namespace unpack_mail {

// MS-OXRTFCP 2.1.2.1: what the dictionary begins with.
static constexpr std::string_view beginning
    = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
      "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
      "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
static_assert(beginning.size() == 207);

static constexpr std::size_t header_bytes = 16;
static constexpr std::uint32_t packed_mark = 0x75465A4C; // "LZFu"
static constexpr std::uint32_t plain_mark = 0x414C454D; // "MELA"
static constexpr std::size_t window = 4096;

static std::uint32_t word(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= std::uint32_t(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

MaybeStop unpack_rich_text(std::string_view packed, std::uint64_t most, std::string& out)
{
    auto broken = malformed("rich text that cannot be unpacked");
    if (packed.size() < header_bytes || word(packed, 0) != packed.size() - 4)
        return broken;
    auto size = word(packed, 4);
    if (size > most)
        return limit("rich text that is too large");
    auto rest = packed.substr(header_bytes);
    if (word(packed, 8) == plain_mark) {
        if (size > rest.size())
            return broken;
        out = rest.substr(0, size);
        return {};
    }
    if (word(packed, 8) != packed_mark)
        return broken;
    std::array<char, window> dictionary {};
    beginning.copy(dictionary.data(), beginning.size());
    auto at = beginning.size();
    auto put = [&](char c) {
        out += c;
        dictionary[at++ % window] = c;
    };
    while (rest.size() > 1) {
        auto flags = static_cast<unsigned char>(rest[0]);
        rest.remove_prefix(1);
        for (int bit = 0; bit < 8 && !rest.empty(); ++bit) {
            if (out.size() > size)
                return broken;
            if ((flags >> bit & 1) == 0) {
                put(rest[0]);
                rest.remove_prefix(1);
                continue;
            }
            if (rest.size() < 2)
                return broken;
            auto reference = std::size_t(static_cast<unsigned char>(rest[0])) << 8
                | static_cast<unsigned char>(rest[1]);
            rest.remove_prefix(2);
            auto from = reference >> 4;
            if (from == at % window) { // The end.
                if (out.size() != size)
                    return broken;
                return {};
            }
            for (std::size_t i = 0; i < (reference & 0xF) + 2; ++i)
                put(dictionary[(from + i) % window]);
        }
    }
    return broken;
}

}
