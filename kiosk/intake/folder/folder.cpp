// SPDX-License-Identifier: MIT
#include "kiosk/intake/folder/folder.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace folder {

struct FolderMedium::Walk {
    const std::function<Result<void>(const intake::Entry&)>& each;
    intake::Listing listing;
    std::vector<std::string> components;
    std::vector<File> files;
};

static base::Descriptor open_beneath(const base::Descriptor& folder, const char* path, int flags)
{
    open_how how {};
    how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC | O_NOFOLLOW);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
    long number;
    do
        number = syscall(SYS_openat2, folder.get(), path, &how, sizeof how);
    while (number < 0 && (errno == EINTR || errno == EAGAIN));
    return base::Descriptor(static_cast<int>(number));
}

static intake::Kind kind_of(mode_t mode)
{
    if (S_ISREG(mode))
        return intake::Kind::File;
    if (S_ISDIR(mode))
        return intake::Kind::Folder;
    return S_ISLNK(mode) ? intake::Kind::Link : intake::Kind::Special;
}

// In the order of the names' bytes, whatever order the file system has.
static Result<std::vector<std::string>> names_in(const base::Descriptor& folder, std::uint64_t most)
{
    auto copy = TRY(folder.duplicate());
    DIR* stream = fdopendir(copy.get());
    if (!stream)
        return base::system_error("reading a folder");
    copy.release();
    std::vector<std::string> names;
    errno = 0;
    while (const auto* entry = readdir(stream)) {
        std::string name(entry->d_name);
        if (name != "." && name != "..")
            names.push_back(std::move(name));
        if (names.size() > most)
            break; // One more than allowed is enough to know.
    }
    closedir(stream);
    std::ranges::sort(names);
    return names;
}

FolderMedium::FolderMedium(base::Descriptor folder, const intake::Limits& limits)
    : m_folder(std::move(folder))
    , m_limits(limits)
{
}

FolderMedium::FolderMedium(base::Descriptor folder, std::string only, const intake::Limits& limits)
    : m_folder(std::move(folder))
    , m_only(std::move(only))
    , m_limits(limits)
{
}

FolderMedium::File FolderMedium::seen(const struct stat& status)
{
    return { 0, {}, status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
        status.st_ctim.tv_sec * 1'000'000'000 + status.st_ctim.tv_nsec };
}

Result<void> FolderMedium::list_one(Walk& walk, const base::Descriptor& folder,
    const std::string& path, const std::string& name) const
{
    if (walk.listing.entries >= m_limits.entries) {
        walk.listing.extent = intake::Extent::Part;
        return {};
    }
    struct stat status { };
    if (fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        walk.listing.findings.push_back({ "an entry went away while it was listed" });
        walk.listing.extent = intake::Extent::Part;
        return {};
    }
    intake::Entry entry;
    entry.id = ++walk.listing.entries;
    entry.kind = kind_of(status.st_mode);
    entry.path = walk.components;
    entry.path.push_back(intake::made_valid(name));
    if (entry.path.back() != name)
        entry.note = "the name is not UTF-8";
    auto own_path = path.empty() ? name : path + "/" + name;
    if (entry.kind == intake::Kind::File) {
        auto file = seen(status);
        entry.size = file.size;
        file.id = entry.id;
        file.path = own_path;
        walk.files.push_back(std::move(file));
    }
    TRY(walk.each(entry));
    if (entry.kind != intake::Kind::Folder)
        return {};

    auto inner = entry.path.size() < m_limits.depth
        ? open_beneath(folder, name.c_str(), O_RDONLY | O_DIRECTORY)
        : base::Descriptor();
    if (!inner) {
        walk.listing.findings.push_back({ "a folder could not be read, or lies too deep" });
        walk.listing.extent = intake::Extent::Part;
        return {};
    }
    walk.components.push_back(entry.path.back());
    auto listed = list_folder(walk, inner, own_path);
    walk.components.pop_back();
    return listed;
}

Result<void> FolderMedium::list_folder(
    Walk& walk, const base::Descriptor& folder, const std::string& path) const
{
    auto names = TRY(names_in(folder, m_limits.entries - walk.listing.entries));
    for (const auto& name : names)
        TRY(list_one(walk, folder, path, name));
    return {};
}

Result<intake::Listing> FolderMedium::list(
    const std::function<Result<void>(const intake::Entry&)>& each)
{
    Walk walk { each, {}, {}, {} };
    walk.listing.extent = intake::Extent::Whole;
    walk.listing.volumes.push_back({ "folder", "", 0, 0, "" });
    if (m_only.empty())
        TRY(list_folder(walk, m_folder, ""));
    else
        TRY(list_one(walk, m_folder, "", m_only));
    for (const auto& file : walk.files)
        walk.listing.volumes[0].bytes += file.size;
    m_files = std::move(walk.files);
    return std::move(walk.listing);
}

// The bytes go from file to file inside the kernel where it can do that.
static Result<void> copy(
    const base::Descriptor& from, const base::Descriptor& into, std::uint64_t size)
{
    loff_t in = 0;
    loff_t out = 0;
    auto left = size;
    while (left > 0) {
        auto count = copy_file_range(
            from.get(), &in, into.get(), &out, std::min<std::uint64_t>(left, 64 << 20), 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        left -= static_cast<std::uint64_t>(count);
    }
    std::vector<std::uint8_t> buffer(std::min<std::uint64_t>(left, 1 << 20));
    auto offset = size - left;
    while (offset < size) {
        auto piece = std::span(buffer).first(std::min<std::uint64_t>(buffer.size(), size - offset));
        TRY(base::read_fully_at(from, offset, piece));
        TRY(base::write_fully_at(into, offset, piece));
        offset += piece.size();
    }
    return {};
}

Result<intake::ReadResult> FolderMedium::read(std::uint64_t id, const base::Descriptor& into)
{
    auto file = std::ranges::lower_bound(m_files, id, {}, &File::id);
    if (file == m_files.end() || file->id != id)
        return Error { "no file of this medium" };
    if (file->size > m_limits.file_bytes)
        return intake::ReadResult { intake::Unreadable { "larger than the limit" } };

    auto is_same = [&](const base::Descriptor& source) {
        struct stat status { };
        if (fstat(source.get(), &status) != 0 || !S_ISREG(status.st_mode))
            return false;
        auto now = seen(status);
        return now.device == file->device && now.inode == file->inode && now.size == file->size
            && now.changed == file->changed;
    };
    // Not blocking, in case it has become a pipe.
    auto source = open_beneath(m_folder, file->path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (!source)
        return intake::ReadResult { intake::Unreadable { "it could not be opened" } };
    if (!is_same(source))
        return intake::ReadResult { intake::Unreadable { "it changed after it was listed" } };
    auto copied = copy(source, into, file->size);
    if (!copied)
        return intake::ReadResult { intake::Unreadable { "it could not be read" } };
    if (!is_same(source))
        return intake::ReadResult { intake::Unreadable { "it changed while it was read" } };
    return intake::ReadResult { intake::Taken { file->size } };
}

}
