// SPDX-License-Identifier: MIT
// The names in one folder, cleaned of what is not a person's file.
#pragma once

#include "kiosk/intake/volume/folder_entries.h"
#include "kiosk/intake/volume/table.h"

#include <optional>

namespace volume {

// NTFS: below are $MFT, $Extend and their like, up to 15. Those from 16 to 23 are kept free, but
// may be found by whoever looks.
inline constexpr TSK_INUM_T first_ntfs_file = 16;

struct Stream {
    std::string name; // "file:stream"
    std::uint64_t size { 0 };
};

struct Child {
    std::string name; // A possible component of a path, not empty; not always UTF-8.
    message::Kind kind { message::KIND_SPECIAL };
    message::Oddity oddity { message::ODDITY_NONE };
    TSK_INUM_T inum { 0 };
    std::uint64_t content { 0 }; // Of a folder: the same for two that share their content.
    std::uint64_t size { 0 };
    Claim claim; // FAT, exFAT, ISO 9660: as libtsk read it.
    std::vector<Stream> streams;
};

// Sorted by name; nothing if the folder cannot be read. At most `most` + 1.
std::optional<std::vector<Child>> children_of(
    Image&, const Volume&, TSK_INUM_T folder, std::size_t longest_name, std::uint64_t most);

std::uint64_t content_of(TSK_FS_INFO&, TSK_FS_FILE&);

}
