// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/exfat.h"

#include <array>

namespace volume {

static constexpr TSK_INUM_T first_inum = 3; // libtsk numbers entries of 32 bytes from here.
static constexpr std::uint8_t file_entry = 0x85;
static constexpr std::uint8_t stream_entry = 0xC0;

// The file's directory entry and the one after it.
static std::optional<std::array<std::uint8_t, 64>> entries_at(
    Image& image, const Volume& volume, TSK_INUM_T inum)
{
    if (volume.type != message::FILE_SYSTEM_EXFAT || inum < first_inum)
        return {};
    std::array<std::uint8_t, 4> heap {}; // ClusterHeapOffset, in sectors.
    if (image.source().read(volume.range.offset + 88, heap) == Sectors::Bad)
        return {};
    std::uint64_t heap_start = base::Reader(heap).u32_le().take();
    auto at = volume.range.offset + heap_start * volume.fs->dev_bsize + (inum - first_inum) * 32;
    std::array<std::uint8_t, 64> entries {};
    auto size = image.source().size();
    if (at > size || entries.size() > size - at || image.source().read(at, entries) == Sectors::Bad)
        return {};
    return entries;
}

bool is_exfat_table(Image& image, const Volume& volume, const TSK_FS_NAME& name)
{
    if (!name.name || name.name[0] != '$')
        return false;
    auto entries = entries_at(image, volume, name.meta_addr);
    return entries && (*entries)[0] != file_entry;
}

std::optional<std::uint64_t> exfat_valid_length(Image& image, const Volume& volume, TSK_INUM_T inum)
{
    auto entries = entries_at(image, volume, inum);
    if (!entries || (*entries)[0] != file_entry || (*entries)[32] != stream_entry)
        return {};
    return base::Reader(base::View(*entries).subspan(32 + 8)).u64_le().take();
}

}
