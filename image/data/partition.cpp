// SPDX-License-Identifier: MIT
#include "image/data/partition.h"

#include <algorithm>
#include <fcntl.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace data {

using base::Bytes;

// As image/disk.py writes it, with zeros to the end of the sector.
static constexpr std::string_view mark = "sekisho: nothing is in this partition yet\n";
static constexpr std::size_t sector = 512;
static constexpr std::uint64_t block = 4096;
static constexpr std::uint64_t least = 16 << 20;

// ext4 keeps copies of its superblock at the beginning of groups, which are as long as this.
static constexpr std::uint64_t group = 128 << 20;
static constexpr std::uint64_t sample = 64 << 10;

// Of the superblock (fs/ext4/ext4.h).
static constexpr std::uint64_t superblock = 1024;
static constexpr std::size_t blocks_at = 0x04;
static constexpr std::size_t block_shift_at = 0x18;
static constexpr std::size_t magic_at = 0x38;
static constexpr std::size_t state_at = 0x3A;
static constexpr unsigned magic = 0xEF53;
static constexpr unsigned has_errors = 2;

static Result<std::uint64_t> length_of(const base::Descriptor& partition)
{
    auto end = lseek(partition.get(), 0, SEEK_END); // Of a device, too.
    if (end < 0)
        return base::system_error("lseek");
    if (static_cast<std::uint64_t>(end) < least)
        return Error { "the partition is too small" };
    return static_cast<std::uint64_t>(end);
}

static Result<Bytes> read_at(const base::Descriptor& partition, std::uint64_t at, std::size_t count)
{
    Bytes bytes(count);
    TRY(base::read_fully_at(partition, at, bytes));
    return bytes;
}

static Bytes marked_sector()
{
    Bytes bytes(sector);
    std::ranges::copy(mark, bytes.begin());
    return bytes;
}

static Result<bool> is_blank(const base::Descriptor& partition, std::uint64_t length)
{
    auto is_zero = [&](std::uint64_t at, std::uint64_t count) -> Result<bool> {
        auto bytes = TRY(read_at(partition, at, static_cast<std::size_t>(count)));
        return std::ranges::all_of(bytes, [](auto byte) { return byte == 0; });
    };
    for (std::uint64_t at = group; at + sample < length; at += group) {
        if (!TRY(is_zero(at, sample)))
            return false;
    }
    return TRY(is_zero(0, 1 << 20)) && TRY(is_zero(length - reserved, reserved));
}

static Result<Content> file_system(const base::Descriptor& partition)
{
    auto told = TRY(read_at(partition, superblock, state_at + 2));
    auto word = [&](std::size_t at) { return told[at] | told[at + 1] << 8; };
    bool is_whole = word(magic_at) == magic && (word(state_at) & has_errors) == 0;
    return is_whole ? Content::FileSystem : Content::Unreadable;
}

// A file system that is longer than ours: what lies where our mark would is some file's content.
static Result<bool> holds_the_mark(const base::Descriptor& partition, std::uint64_t length)
{
    auto told = TRY(read_at(partition, superblock, magic_at + 2));
    auto number = [&](std::size_t at) {
        return told[at] | told[at + 1] << 8 | told[at + 2] << 16
            | std::uint64_t { told[at + 3] } << 24;
    };
    bool is_ext4 = (told[magic_at] | told[magic_at + 1] << 8) == magic;
    auto shift = 10 + std::min<std::uint64_t>(number(block_shift_at), 20);
    return is_ext4 && number(blocks_at) << shift > length - reserved;
}

Result<Content> look_at(const base::Descriptor& partition)
{
    auto length = TRY(length_of(partition));
    if (TRY(read_at(partition, length - reserved, sector)) == marked_sector()
        && !TRY(holds_the_mark(partition, length)))
        return Content::Marked;
    if (TRY(is_blank(partition, length)))
        return Content::Blank;
    return file_system(partition);
}

static Result<void> write_synced(
    const base::Descriptor& partition, std::uint64_t at, const Bytes& bytes)
{
    TRY(base::write_fully_at(partition, at, bytes));
    if (fsync(partition.get()) != 0)
        return base::system_error("fsync");
    return {};
}

static Result<void> make_file_system(const char* path, std::uint64_t blocks)
{
    auto size = std::to_string(block);
    auto count = std::to_string(blocks);
    auto child = fork();
    if (child < 0)
        return base::system_error("fork");
    if (child == 0) {
        execl("/usr/sbin/mke2fs", "mke2fs", "-q", "-F", "-t", "ext4", "-m", "0", "-b", size.c_str(),
            path, count.c_str(), nullptr);
        _exit(127);
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return Error { "mke2fs made no file system" };
    return {};
}

Result<void> format(const char* path)
{
    base::Descriptor partition(open(path, O_RDWR | O_CLOEXEC));
    if (!partition)
        return base::system_error("open");
    auto length = TRY(length_of(partition));
    TRY(write_synced(partition, length - reserved, marked_sector()));
    TRY(make_file_system(path, (length - reserved) / block));
    if (TRY(file_system(partition)) != Content::FileSystem)
        return Error { "the new file system cannot be read" };
    return write_synced(partition, length - reserved, Bytes(sector));
}

}
