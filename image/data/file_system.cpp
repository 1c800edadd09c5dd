// SPDX-License-Identifier: MIT
#include "image/data/file_system.h"

#include "image/data/partition.h"
#include "image/data/program.h"

#include <fcntl.h>
#include <unistd.h>

namespace data {

static constexpr std::uint64_t block = 4096;

// Of the superblock (fs/ext4/ext4.h).
static constexpr std::uint64_t superblock = 1024;
static constexpr std::size_t magic_at = 0x38;
static constexpr std::size_t state_at = 0x3A;
static constexpr unsigned magic = 0xEF53;
static constexpr unsigned has_errors = 2;

static Result<base::Descriptor> opened(const char* device)
{
    base::Descriptor file(open(device, O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("open");
    return file;
}

Result<void> make_file_system(const char* device)
{
    auto length = lseek(TRY(opened(device)).get(), 0, SEEK_END); // Of a device, too.
    if (length < static_cast<off_t>(2 * reserved))
        return Error { "there is too little room for a file system" };
    auto blocks = (static_cast<std::uint64_t>(length) - reserved) / block;
    TRY(run({ "/usr/sbin/mke2fs", "-q", "-F", "-t", "ext4", "-m", "0", "-b", std::to_string(block),
        device, std::to_string(blocks) }));
    return check_file_system(device);
}

Result<void> check_file_system(const char* device)
{
    base::Bytes told(state_at + 2);
    TRY(base::read_fully_at(TRY(opened(device)), superblock, told));
    auto word = [&](std::size_t at) { return told[at] + told[at + 1] * 256u; };
    if (word(magic_at) != magic || (word(state_at) & has_errors) != 0)
        return Error { "it holds no file system that is whole" };
    return {};
}

}
