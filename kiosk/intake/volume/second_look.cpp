// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/second_look.h"

#include "kiosk/intake/volume/folder_entries.h"

#include <algorithm>

namespace volume {

static std::unique_ptr<FolderEntries> entries_of(message::FileSystem type)
{
    switch (type) {
    case message::FILE_SYSTEM_FAT12:
    case message::FILE_SYSTEM_FAT16:
    case message::FILE_SYSTEM_FAT32: return std::make_unique<FatEntries>();
    case message::FILE_SYSTEM_EXFAT: return std::make_unique<ExfatEntries>();
    case message::FILE_SYSTEM_ISO9660: return std::make_unique<IsoEntries>();
    default: return nullptr; // NTFS and ext have inodes: has_unreached().
    }
}

static constexpr std::uint64_t most_bytes = 256ull << 20; // The largest folder of exFAT.

static bool take_run(Image& image, Range run, FolderEntries& entries, base::Bytes& buffer)
{
    while (run.bytes > 0) {
        auto piece = std::span(buffer).first(std::min<std::uint64_t>(buffer.size(), run.bytes));
        if (run.offset > image.source().size() || piece.size() > image.source().size() - run.offset
            || image.source().read(run.offset, piece) == Sectors::Bad)
            return false;
        entries.take(piece);
        run.offset += piece.size();
        run.bytes -= piece.size();
    }
    return true;
}

static bool is_same(std::vector<Claim> found, const std::vector<Child>& listed)
{
    std::vector<Claim> claims;
    claims.reserve(listed.size());
    for (const auto& child : listed)
        claims.push_back(child.claim);
    std::ranges::sort(found);
    std::ranges::sort(claims);
    return found == claims;
}

bool tells_otherwise(
    Image& image, const Volume& volume, TSK_INUM_T folder, const std::vector<Child>& listed)
{
    auto entries = entries_of(volume.type);
    if (!entries)
        return false;
    FileHandle file(tsk_fs_file_open_meta(volume.fs.get(), nullptr, folder));
    const auto* attribute = file ? tsk_fs_file_attr_get(file.get()) : nullptr;
    auto size = file && file->meta ? std::max<TSK_OFF_T>(file->meta->size, 0) : 0;
    if (!attribute || (attribute->flags & TSK_FS_ATTR_NONRES) == 0)
        return size > 0;
    auto block = std::uint64_t(volume.fs->block_size);
    auto left = most_bytes;
    std::uint64_t taken = 0;
    base::Bytes buffer(64 << 10);
    for (const auto* run = attribute->nrd.run; run; run = run->next) {
        auto bytes = std::min(left, run->len > left / block ? left : run->len * block);
        if (!take_run(image, { volume.range.offset + run->addr * block, bytes }, *entries, buffer))
            return true;
        left -= bytes;
        taken += bytes;
    }
    bool is_cut_off = !entries->at_end() && static_cast<std::uint64_t>(size) > taken;
    auto found = entries->finish();
    return is_cut_off || !entries->is_sound() || !is_same(std::move(found), listed);
}

namespace {

struct Search {
    const Volume& volume;
    std::vector<TSK_INUM_T> listed; // In order.
    FileHandle records; // NTFS: $MFT.
    bool found { false };
};

}

static constexpr TSK_INUM_T ntfs_root = 5;
static constexpr TSK_INUM_T ntfs_extend = 11; // Holds quotas, the change journal and their like.
static constexpr int deepest = 1000;

// Part of another file's record, which had no room for it (section "base record" of $MFT's entry).
static bool is_ntfs_extension(const Search& search, TSK_INUM_T inum)
{
    static constexpr TSK_OFF_T base_reference = 32;
    auto* table = search.records.get();
    const auto* attribute = table ? tsk_fs_file_attr_get(table) : nullptr;
    auto records = search.volume.fs->last_inum; // The last is libtsk's own.
    if (!attribute || records == 0)
        return false;
    auto record_bytes = static_cast<std::uint64_t>(attribute->size) / records;
    char reference[8] {};
    auto at = static_cast<TSK_OFF_T>(inum * record_bytes) + base_reference;
    return tsk_fs_file_read(table, at, reference, sizeof reference, TSK_FS_FILE_READ_FLAG_NONE)
        == sizeof reference
        && std::ranges::any_of(reference, [](char byte) { return byte != 0; });
}

static bool is_ntfs_own(const Volume& volume, const TSK_FS_META& meta)
{
    auto parent = meta.name2 ? meta.name2->par_inode : 0;
    for (int depth = 0; depth < deepest && parent != ntfs_root; ++depth) {
        if (parent == ntfs_extend)
            return true;
        FileHandle file(tsk_fs_file_open_meta(volume.fs.get(), nullptr, parent));
        if (!file || !file->meta || !file->meta->name2)
            return false;
        parent = file->meta->name2->par_inode;
    }
    return false;
}

static bool is_expected(const Search& search, const TSK_FS_META& meta)
{
    const auto& volume = search.volume;
    if (!TSK_FS_TYPE_ISNTFS(volume.fs->ftype))
        return meta.nlink > 0 && meta.type != TSK_FS_META_TYPE_VIRT_DIR;
    return meta.addr >= first_ntfs_file && meta.name2 && !is_ntfs_own(volume, meta)
        && !is_ntfs_extension(search, meta.addr);
}

static TSK_WALK_RET_ENUM look_at(TSK_FS_FILE* file, void* pointer)
{
    auto& search = *static_cast<Search*>(pointer);
    if (!file->meta || std::ranges::binary_search(search.listed, file->meta->addr)
        || !is_expected(search, *file->meta))
        return TSK_WALK_CONT;
    search.found = true;
    return TSK_WALK_STOP;
}

// Those of the file system itself which have no name (ext4's super block, linux/fs/ext4/ext4.h), if
// it has the feature: journal, quotas of users, groups and projects, orphans.
static std::vector<TSK_INUM_T> own_inodes(Image& image, const Volume& volume)
{
    struct Field {
        std::size_t inode;
        std::size_t features;
        std::uint32_t feature;
    };
    static constexpr std::size_t compatible = 0x5C;
    static constexpr std::size_t compatible_for_reading = 0x64;
    static constexpr Field fields[] { { 0xE0, compatible, 0x4 },
        { 0x240, compatible_for_reading, 0x100 }, { 0x244, compatible_for_reading, 0x100 },
        { 0x26C, compatible_for_reading, 0x2000 }, { 0x280, compatible, 0x1000 } };
    std::vector<TSK_INUM_T> own;
    base::Bytes super_block(1024);
    auto at = volume.range.offset + 1024;
    if (!TSK_FS_TYPE_ISEXT(volume.fs->ftype) || at + super_block.size() > image.source().size()
        || image.source().read(at, super_block) == Sectors::Bad)
        return own;
    auto number = [&](std::size_t field) {
        return base::Reader(base::View(super_block).subspan(field)).u32_le().take();
    };
    for (const auto& field : fields)
        if ((number(field.features) & field.feature) != 0)
            own.push_back(number(field.inode));
    return own;
}

bool has_unreached(
    Image& image, const Volume& volume, std::uint8_t index, const std::vector<Place>& places)
{
    auto& fs = *volume.fs;
    bool is_ext = TSK_FS_TYPE_ISEXT(fs.ftype);
    if (!is_ext && !TSK_FS_TYPE_ISNTFS(fs.ftype))
        return false;
    Search search { volume, own_inodes(image, volume), {}, false };
    if (!is_ext)
        search.records.reset(tsk_fs_file_open_meta(&fs, nullptr, 0));
    for (const auto& place : places)
        if (place.volume == index)
            search.listed.push_back(place.inum);
    std::ranges::sort(search.listed);
    static constexpr TSK_INUM_T first_ext_file = 11;
    auto first = is_ext ? first_ext_file : first_ntfs_file;
    if (fs.last_inum <= first)
        return false;
    auto flags = static_cast<TSK_FS_META_FLAG_ENUM>(TSK_FS_META_FLAG_ALLOC | TSK_FS_META_FLAG_USED);
    auto failed = tsk_fs_meta_walk(&fs, first, fs.last_inum - 1, flags, look_at, &search);
    return failed != 0 || search.found;
}

}
