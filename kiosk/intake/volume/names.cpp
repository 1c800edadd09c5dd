// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/names.h"

#include "kiosk/intake/volume/exfat.h"
#include "kiosk/intake/volume/ext_blocks.h"
#include "kiosk/intake/volume/label.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace volume {

static constexpr auto replacement = "\xEF\xBF\xBD"; // U+FFFD

// A name that the file system or libtsk made for itself.
static bool is_own(Image& image, const Volume& volume, const TSK_FS_NAME& name)
{
    const auto& fs = *volume.fs;
    if (name.type == TSK_FS_NAME_TYPE_VIRT || name.type == TSK_FS_NAME_TYPE_VIRT_DIR)
        return true;
    if (TSK_FS_TYPE_ISNTFS(fs.ftype) && name.meta_addr < first_ntfs_file)
        return true;
    return is_label(fs, name) || is_exfat_table(image, volume, name);
}

static message::Kind kind_of(TSK_FS_META_TYPE_ENUM type)
{
    switch (static_cast<unsigned>(type)) {
    case TSK_FS_META_TYPE_REG: return message::KIND_FILE;
    case TSK_FS_META_TYPE_DIR: return message::KIND_FOLDER;
    case TSK_FS_META_TYPE_LNK: return message::KIND_LINK;
    default: return message::KIND_SPECIAL;
    }
}

static std::string component(std::string_view name, std::size_t longest)
{
    std::string made;
    for (char c : name.substr(0, longest))
        if (c == '/')
            made += replacement;
        else
            made += c;
    if (made.empty())
        made = replacement;
    if (made.size() > longest)
        made.resize(longest); // What is left of a broken character is mended by the reader.
    return made;
}

// In FAT, two folders are the same if they begin at the same cluster; their entries differ.
std::uint64_t content_of(TSK_FS_INFO& fs, TSK_FS_FILE& file)
{
    if (TSK_FS_TYPE_ISFAT(fs.ftype)) {
        const auto* attribute = tsk_fs_file_attr_get(&file);
        if (attribute && (attribute->flags & TSK_FS_ATTR_NONRES) != 0 && attribute->nrd.run)
            return attribute->nrd.run->addr;
    }
    return file.meta ? file.meta->addr : 0;
}

static void add_ntfs_attributes(TSK_FS_FILE& file, std::size_t longest_name, Child& child)
{
    auto count = tsk_fs_file_attr_getsize(&file);
    for (int i = 0; i < count; ++i) {
        const auto* attribute = tsk_fs_file_attr_get_idx(&file, i);
        if (!attribute)
            continue;
        if (attribute->type == TSK_FS_ATTR_TYPE_NTFS_REPARSE)
            child.kind = message::KIND_LINK;
        if (attribute->type != TSK_FS_ATTR_TYPE_NTFS_DATA || !attribute->name
            || attribute->name[0] == '\0')
            continue;
        child.streams.push_back({ component(child.name + ":" + attribute->name, longest_name),
            static_cast<std::uint64_t>(std::max<TSK_OFF_T>(attribute->size, 0)) });
    }
    std::ranges::sort(child.streams, {}, &Stream::name);
}

// FAT, exFAT and ISO 9660 have no sparse files.
static std::uint64_t most_bytes(const TSK_FS_INFO& fs, std::uint64_t volume_bytes)
{
    bool may_be_sparse = TSK_FS_TYPE_ISNTFS(fs.ftype) || TSK_FS_TYPE_ISEXT(fs.ftype);
    return may_be_sparse ? 1ull << 60 : volume_bytes;
}

// What libtsk keeps of FAT, exFAT and ISO 9660 is one number: the first cluster or block.
static Claim claim_of(const TSK_FS_INFO& fs, const TSK_FS_META& meta)
{
    Claim claim;
    bool is_one_number = TSK_FS_TYPE_ISFAT(fs.ftype) || TSK_FS_TYPE_ISISO9660(fs.ftype);
    if (is_one_number && meta.content_ptr && meta.content_len >= sizeof(TSK_DADDR_T))
        claim.first = *static_cast<const TSK_DADDR_T*>(meta.content_ptr);
    claim.is_folder = meta.type == TSK_FS_META_TYPE_DIR;
    if (!claim.is_folder)
        claim.size = static_cast<std::uint64_t>(meta.size);
    return claim;
}

static Child child_of(const Volume& volume, TSK_FS_FILE& file, std::size_t longest_name)
{
    auto& fs = *volume.fs;
    Child child;
    std::string_view name(file.name->name ? file.name->name : "");
    child.name = component(name, longest_name);
    if (child.name != name)
        child.oddity = message::ODDITY_NAME_CHANGED;
    child.inum = file.name->meta_addr;
    if (!file.meta || (file.meta->flags & TSK_FS_META_FLAG_ALLOC) == 0) {
        child.kind
            = file.name->type == TSK_FS_NAME_TYPE_DIR ? message::KIND_FOLDER : message::KIND_FILE;
        child.oddity = message::ODDITY_NO_METADATA;
        return child;
    }
    child.kind = kind_of(file.meta->type);
    child.claim = claim_of(fs, *file.meta);
    if (child.kind == message::KIND_FILE && file.meta->size > 0)
        child.size = static_cast<std::uint64_t>(file.meta->size);
    if (child.kind == message::KIND_FOLDER)
        child.content = content_of(fs, file);
    if (TSK_FS_TYPE_ISNTFS(fs.ftype))
        add_ntfs_attributes(file, longest_name, child);
    if (child.kind != message::KIND_FILE)
        child.size = 0;
    if (child.size > most_bytes(fs, volume.range.bytes)) {
        child.size = 0;
        child.oddity = message::ODDITY_IMPOSSIBLE_SIZE;
    }
    return child;
}

std::optional<std::vector<Child>> children_of(Image& image, const Volume& volume, TSK_INUM_T folder,
    std::size_t longest_name, std::uint64_t most)
{
    auto& fs = *volume.fs;
    if (!may_be_followed(image, volume, folder))
        return {};
    FolderHandle opened(tsk_fs_dir_open_meta(&fs, folder));
    if (!opened)
        return {};
    std::vector<Child> children;
    for (std::size_t i = 0; i < tsk_fs_dir_getsize(opened.get()); ++i) {
        const auto* name = tsk_fs_dir_get_name(opened.get(), i);
        if (!name || (name->flags & TSK_FS_NAME_FLAG_ALLOC) == 0 || is_own(image, volume, *name))
            continue;
        std::string_view text(name->name ? name->name : "");
        if (text == "." || text == "..")
            continue;
        FileHandle file(tsk_fs_dir_get(opened.get(), i));
        if (!file || !file->name)
            return {};
        children.push_back(child_of(volume, *file, longest_name));
        if (children.size() > most)
            break;
    }
    std::ranges::sort(children, [](const Child& a, const Child& b) {
        return std::tie(a.name, a.inum) < std::tie(b.name, b.inum);
    });
    return children;
}

}
