// SPDX-License-Identifier: MIT
// What the bytes of a FAT folder say, for the reader: strict, and only as our writer makes them.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <cstdint>
#include <vector>

namespace fat32 {

struct FolderEntry {
    std::string name; // UTF-8.
    enum class Kind { Folder, File } kind { Kind::File };
    std::uint32_t cluster { 0 };
    std::uint32_t size { 0 };
};

// Without the label, "." and "..", which must be there and right: `own` and `above` are the
// clusters they name; 0 as `own` means the root, which has the label instead.
Result<std::vector<FolderEntry>> entries_of_folder(
    base::View, std::uint32_t own, std::uint32_t above);

}
