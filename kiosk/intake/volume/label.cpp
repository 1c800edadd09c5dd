// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/label.h"

#include "kiosk/core/base/text.h"

#include <array>
#include <string_view>

namespace volume {

static constexpr std::string_view label_suffix = " (Volume Label Entry)";
static constexpr std::size_t longest_label = 128;

static std::string without_padding(std::string_view text)
{
    return std::string(text.substr(0, text.find_last_not_of(' ') + 1));
}

static bool is_fat(const TSK_FS_INFO& fs)
{
    return TSK_FS_TYPE_ISFAT(fs.ftype);
}

bool is_label(const TSK_FS_INFO& fs, const TSK_FS_NAME& name)
{
    return is_fat(fs) && name.name && std::string_view(name.name).ends_with(label_suffix)
        && (!name.shrt_name || name.shrt_name[0] == '\0');
}

static std::string label_of_fat(TSK_FS_INFO& fs)
{
    FolderHandle root(tsk_fs_dir_open_meta(&fs, fs.root_inum));
    for (std::size_t i = 0; root && i < tsk_fs_dir_getsize(root.get()); ++i) {
        const auto* name = tsk_fs_dir_get_name(root.get(), i);
        if (name && (name->flags & TSK_FS_NAME_FLAG_ALLOC) != 0 && is_label(fs, *name)) {
            std::string_view text(name->name);
            return without_padding(text.substr(0, text.size() - label_suffix.size()));
        }
    }
    return {};
}

// $VOLUME_NAME of the file $Volume, UTF-16.
static std::string label_of_ntfs(TSK_FS_INFO& fs)
{
    FileHandle file(tsk_fs_file_open_meta(&fs, nullptr, 3));
    if (!file)
        return {};
    const auto* attribute
        = tsk_fs_file_attr_get_type(file.get(), TSK_FS_ATTR_TYPE_NTFS_VNAME, 0, 0);
    std::array<char, longest_label> utf16 {};
    if (!attribute || attribute->size <= 0 || attribute->size > TSK_OFF_T(utf16.size()))
        return {};
    auto count = tsk_fs_attr_read(attribute, 0, utf16.data(),
        static_cast<std::size_t>(attribute->size), TSK_FS_FILE_READ_FLAG_NONE);
    std::string label;
    for (std::ptrdiff_t i = 0; i + 1 < count; i += 2) {
        auto at = static_cast<std::size_t>(i);
        auto unit = static_cast<char32_t>(
            static_cast<std::uint8_t>(utf16[at]) | static_cast<std::uint8_t>(utf16[at + 1]) << 8);
        base::append_utf8(label, unit >= 0xD800 && unit <= 0xDFFF ? U'\uFFFD' : unit);
    }
    return label;
}

static std::string text_at(Image& image, std::uint64_t offset, std::size_t count)
{
    std::vector<std::uint8_t> bytes(count);
    if (offset > image.source().size() || count > image.source().size() - offset
        || image.source().read(offset, bytes) == Sectors::Bad)
        return {};
    auto text = base::text_of(bytes);
    return without_padding(text.substr(0, text.find('\0')));
}

std::string label_of(Image& image, const Volume& volume)
{
    std::string label;
    if (is_fat(*volume.fs))
        label = label_of_fat(*volume.fs);
    else if (TSK_FS_TYPE_ISNTFS(volume.fs->ftype))
        label = label_of_ntfs(*volume.fs);
    else if (TSK_FS_TYPE_ISEXT(volume.fs->ftype)) // s_volume_name of the superblock.
        label = text_at(image, volume.range.offset + 1024 + 120, 16);
    else // ECMA-119 8.4.7, Volume Identifier of the primary volume descriptor.
        label = text_at(image, volume.range.offset + (32 << 10) + 40, 32);
    return label.substr(0, longest_label);
}

}
