// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/ext_blocks.h"

#include "kiosk/core/base/bytes.h"

#include <algorithm>
#include <unordered_set>

namespace volume {

static constexpr std::size_t direct_blocks = 12; // In the inode; then one address for each depth.
static constexpr unsigned deepest = 3;
static constexpr std::uint64_t most_pieces = 16'384; // About a quarter of a second.

namespace {

class Following {
public:
    Following(Image& image, const Volume& volume)
        : m_image(image)
        , m_volume(volume)
        , m_block(volume.fs->block_size)
    {
    }

    std::uint64_t addresses() const { return m_block / 4; } // In one block.

    // A block of addresses, whose addresses are of such blocks, too, if `depth` is above 1.
    bool follow(std::uint64_t address, unsigned depth)
    {
        if (address > m_volume.fs->last_block)
            return true; // libtsk gives up there.
        if (address != 0 && !m_seen.insert(address).second)
            return false;
        if (address == 0) // A hole: libtsk makes a piece of what each last block would tell of.
            return add_pieces(depth == 1 ? 1
                    : depth == 2         ? addresses()
                                         : addresses() * addresses());
        base::Bytes block(m_block);
        if (m_image.source().read(m_volume.range.offset + address * m_block, block) == Sectors::Bad)
            std::ranges::fill(block, std::uint8_t(0)); // As libtsk will see it.
        base::Reader reader(block);
        for (std::uint64_t before = 0; !reader.at_end();) {
            auto next = m_volume.fs->endian == TSK_LIT_ENDIAN ? reader.u32_le() : reader.u32_be();
            if (!next)
                return false;
            if (depth > 1 ? !follow(next.value(), depth - 1)
                          : next.value() != before + (before == 0 ? 0 : 1) && !add_pieces(1))
                return false;
            before = next.value();
        }
        return add_pieces(1);
    }

private:
    bool add_pieces(std::uint64_t count)
    {
        m_pieces += count;
        return m_pieces <= most_pieces;
    }

    Image& m_image;
    const Volume& m_volume;
    std::uint64_t m_block;
    std::unordered_set<std::uint64_t> m_seen;
    std::uint64_t m_pieces { 0 };
};

}

bool may_be_followed(Image& image, const Volume& volume, TSK_INUM_T inum)
{
    if (!TSK_FS_TYPE_ISEXT(volume.fs->ftype))
        return true;
    FileHandle file(tsk_fs_file_open_meta(volume.fs.get(), nullptr, inum));
    if (file && file->meta && file->meta->type == TSK_FS_META_TYPE_DIR
        && static_cast<std::uint64_t>(file->meta->size) > volume.range.bytes)
        return false; // Of a folder libtsk reads the holes, too.
    if (!file || !file->meta || !file->meta->content_ptr
        || file->meta->content_type != TSK_FS_META_CONTENT_TYPE_DEFAULT
        || file->meta->content_len < (direct_blocks + deepest) * sizeof(TSK_DADDR_T))
        return true;
    const auto* addresses = static_cast<const TSK_DADDR_T*>(file->meta->content_ptr);
    Following following(image, volume);
    auto blocks = static_cast<std::uint64_t>(file->meta->size) / volume.fs->block_size + 1;
    std::uint64_t reached = direct_blocks;
    std::uint64_t holds = 1;
    for (unsigned depth = 1; depth <= deepest && blocks > reached; ++depth) {
        if (!following.follow(addresses[direct_blocks + depth - 1], depth))
            return false;
        holds *= following.addresses();
        reached += holds;
    }
    return true;
}

}
