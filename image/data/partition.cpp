// SPDX-License-Identifier: MIT
#include "image/data/partition.h"

#include <algorithm>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace data {

using base::Bytes;

// As image/disk.py writes it, with zeros to the end of the sector.
static constexpr std::string_view words_of_mark = "sekisho: nothing is in this partition yet\n";
static constexpr std::size_t sector = 512;
static constexpr std::uint64_t least = 64 << 20;

// cryptsetup(8), LUKS2: the magic, then the version.
static constexpr std::string_view luks2 { "LUKS\xba\xbe\0\2", 8 };

// ext4 keeps copies of its superblock at the beginning of groups, which are as long as this.
static constexpr std::uint64_t group = 128 << 20;
static constexpr std::uint64_t sample = 64 << 10;

// Of the superblock (fs/ext4/ext4.h).
static constexpr std::uint64_t superblock = 1024;
static constexpr std::size_t blocks_at = 0x04;
static constexpr std::size_t block_shift_at = 0x18;
static constexpr std::size_t magic_at = 0x38;
static constexpr unsigned magic = 0xEF53;

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
    std::ranges::copy(words_of_mark, bytes.begin());
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

static Result<bool> is_encrypted(const base::Descriptor& partition)
{
    return base::text_of(TRY(read_at(partition, 0, luks2.size()))) == luks2;
}

// A file system that is longer than ours: what lies where our mark would is some file's content.
static Result<bool> holds_the_mark(const base::Descriptor& partition, std::uint64_t length)
{
    auto told = TRY(read_at(partition, superblock, magic_at + 2));
    auto number = [&](std::size_t at) {
        std::uint64_t value = 0;
        for (std::size_t i = 4; i-- > 0;)
            value = value << 8 | told[at + i];
        return value;
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
    return TRY(is_encrypted(partition)) ? Content::Encrypted : Content::Unreadable;
}

static Result<void> write_last(const char* path, const Bytes& bytes)
{
    base::Descriptor partition(open(path, O_RDWR | O_CLOEXEC));
    if (!partition)
        return base::system_error("open");
    auto length = TRY(length_of(partition));
    TRY(base::write_fully_at(partition, length - reserved, bytes));
    if (fsync(partition.get()) != 0)
        return base::system_error("fsync");
    return {};
}

Result<void> mark(const char* path)
{
    return write_last(path, marked_sector());
}

Result<void> take_mark_away(const char* path)
{
    return write_last(path, Bytes(sector));
}

}
