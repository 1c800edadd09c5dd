// SPDX-License-Identifier: MIT
// Names in a FAT folder: the long one in UTF-16 and the short one (8.3) that stands beside it.
// Microsoft FAT32 File System Specification 1.03, "Long Directory Entries".
#pragma once

#include "kiosk/core/base/result.h"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace fat32 {

inline constexpr std::size_t longest_long_name = 255; // UTF-16 units.
inline constexpr std::size_t units_in_entry = 13; // Of a long name, in one entry of a folder.

using ShortName = std::array<char, 11>; // Eight and three, padded with blanks, without the dot.

// An Error for what no FAT reader takes: empty, too long, forbidden characters, a blank or dot
// last.
Result<std::u16string> long_name(std::string_view utf8);

// Whether the short name alone says it all.
bool is_short(std::string_view utf8);

// Of one folder, each unlike all others. Names that fit as they are must be asked for first; no
// made one takes theirs then.
class ShortNames {
public:
    std::optional<ShortName> fitting(std::string_view utf8);
    Result<ShortName> made(std::string_view utf8); // "CALEND~1.TXT"; other scripts become "_".

private:
    std::set<ShortName> m_taken;
    std::map<std::string, std::uint32_t> m_last; // By what stands before the "~".
};

// That ties the entries of a long name to their short one.
std::uint8_t checksum_of(const ShortName&);

}
