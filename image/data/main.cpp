// SPDX-License-Identifier: MIT
// sekisho-data: mounts what the station keeps, at each start, once. Makes a file system at the
// first. Where it can do neither it says so in a word to the screen, and nothing else starts that
// would carry anything.
#include "image/data/partition.h"
#include "image/init/partition.h"

#include <cstdio>
#include <fcntl.h>
#include <string>
#include <sys/mount.h>
#include <sys/stat.h>

namespace data {

static constexpr auto place = "/var/lib/sekisho";

// What the screen knows to explain (kiosk/ui/window).
static void tell_screen(const char* word)
{
    mkdir("/run/sekisho", 0755);
    if (auto* file = std::fopen("/run/sekisho/fault", "w")) {
        std::fprintf(file, "%s\n", word);
        std::fclose(file);
    }
}

static Result<void> prepare(const std::string& path)
{
    base::Descriptor partition(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!partition)
        return base::system_error("open");
    switch (TRY(look_at(partition))) {
    case Content::Marked:
    case Content::Blank: return format(path.c_str());
    case Content::FileSystem: return {};
    case Content::Unreadable: break;
    }
    return Error { "it is neither empty nor a file system that is whole" };
}

// What breaks later makes it unwritable: the ledger takes nothing then, and nothing passes.
static Result<void> mount_it(const std::string& path)
{
    constexpr auto flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    if (mount(path.c_str(), place, "ext4", flags, "errors=remount-ro") != 0)
        return base::system_error("mount");
    return {};
}

static int fail(const char* word, const Error& error)
{
    std::fprintf(stderr, "sekisho-data: %s: %s\n", word, error.message.c_str());
    tell_screen(word);
    return 1;
}

}

int main()
{
    umask(022);
    auto path = boot::only_partition("data");
    if (!path)
        return data::fail("data-missing", path.error());
    auto ready = data::prepare(path.value());
    if (ready)
        ready = data::mount_it(path.value());
    return ready ? 0 : data::fail("data-unreadable", ready.error());
}
