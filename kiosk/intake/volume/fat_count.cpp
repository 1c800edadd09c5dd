// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/fat_count.h"

#include <algorithm>

namespace volume {

static constexpr std::size_t entry_bytes = 32;
static constexpr std::uint64_t largest_folder = 65'536 * entry_bytes;

static constexpr std::uint8_t end_mark = 0x00;
static constexpr std::uint8_t deleted_mark = 0xE5;
static constexpr std::uint8_t label_bit = 0x08; // Long names have it too.

namespace {

struct Count {
    std::size_t entries { 0 };
    bool at_end { false };

    void take(base::View bytes)
    {
        for (std::size_t at = 0; at + entry_bytes <= bytes.size() && !at_end; at += entry_bytes) {
            auto first = bytes[at];
            at_end = first == end_mark;
            if (!at_end && first != deleted_mark && first != '.'
                && (bytes[at + 11] & label_bit) == 0)
                ++entries;
        }
    }
};

}

std::optional<std::size_t> count_fat_entries(Image& image, const Volume& volume, TSK_INUM_T folder)
{
    if (volume.type != message::FILE_SYSTEM_FAT12 && volume.type != message::FILE_SYSTEM_FAT16
        && volume.type != message::FILE_SYSTEM_FAT32)
        return {};
    FileHandle file(tsk_fs_file_open_meta(volume.fs.get(), nullptr, folder));
    const auto* attribute = file ? tsk_fs_file_attr_get(file.get()) : nullptr;
    if (!attribute || (attribute->flags & TSK_FS_ATTR_NONRES) == 0)
        return {};
    Count count;
    auto block = std::uint64_t(volume.fs->block_size);
    auto left = largest_folder;
    std::vector<std::uint8_t> buffer(64 << 10);
    for (const auto* run = attribute->nrd.run; run && !count.at_end && left > 0; run = run->next) {
        auto run_left = std::min(left, run->len > left / block ? left : run->len * block);
        auto from = volume.range.offset + run->addr * block;
        left -= run_left;
        while (run_left > 0 && !count.at_end) {
            auto piece = std::span(buffer).first(std::min<std::uint64_t>(buffer.size(), run_left));
            if (from > image.source().size() || piece.size() > image.source().size() - from
                || image.source().read(from, piece) == Sectors::Bad)
                return {};
            count.take(piece);
            from += piece.size();
            run_left -= piece.size();
        }
    }
    return count.entries;
}

}
