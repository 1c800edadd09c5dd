// SPDX-License-Identifier: MIT
// sekisho-data: opens and mounts what the station keeps, at each start, once. Makes it at the
// first. Where somebody has to write a key down or to type it, it waits for them; where it can do
// nothing it says so in a word to the screen. Nothing that carries anything starts before it ends.
#include "image/data/file_system.h"
#include "image/data/partition.h"
#include "image/data/recovery_key.h"
#include "image/data/screen.h"
#include "image/data/vault.h"
#include "image/init/partition.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace data {

static constexpr auto place = "/var/lib/sekisho";
static constexpr auto volume = "/run/sekisho-data"; // The whole of it, for a moment.
static constexpr auto station = "/run/sekisho-data/station"; // What the station sees of it.
static constexpr auto not_noted = "/run/sekisho-data/recovery-key";
static constexpr std::size_t longest_key = 64;

namespace {

enum class Fault { Unreadable, NoChip };

struct Failure {
    Fault fault;
    std::string why;
};

}

// What breaks later makes it unwritable: the ledger takes nothing then, and nothing passes.
static Result<void> mount_volume()
{
    constexpr auto flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    TRY(check_file_system(opened_vault));
    if (mkdir(volume, 0700) != 0 && errno != EEXIST)
        return base::system_error(volume);
    if (mount(opened_vault, volume, "ext4", flags, "errors=remount-ro") != 0)
        return base::system_error("mount");
    return {};
}

static Result<void> write_key(const std::string& key)
{
    base::Descriptor file(open(not_noted, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0400));
    if (!file)
        return base::system_error("recovery key");
    TRY(base::write_fully(file, base::view_of(key)));
    if (fsync(file.get()) != 0)
        return base::system_error("recovery key");
    sync();
    return {};
}

// Cut off anywhere, it is begun anew: the mark goes when all is on the disk.
static Result<void> make(const std::string& path)
{
    TRY(mark(path.c_str()));
    auto key = TRY(new_recovery_key());
    TRY(make_vault(path, key));
    TRY(open_by_chip(path)); // As at each start from now on: what does not open is not used.
    TRY(make_file_system(opened_vault));
    TRY(mount_volume());
    TRY(write_key(key));
    return take_mark_away(path.c_str());
}

static Result<void> ask_for_key(const std::string& path)
{
    auto screen = TRY(Screen::listen());
    tell_screen("data-locked");
    for (std::string said = "enter";; said = "enter-again") {
        auto key = TRY(screen.ask(said));
        if (!is_recovery_key(key) || !open_by_key(path, key))
            continue;
        // The firmware was changed on purpose, or the chip: whoever has the key says so.
        if (has_chip() && !bind_to_chip(path, key))
            std::fputs("sekisho-data: the chip was not bound to it anew\n", stderr);
        return {};
    }
}

static Result<void> open_vault(const std::string& path)
{
    if (has_chip() && open_by_chip(path))
        return mount_volume();
    TRY(ask_for_key(path));
    return mount_volume();
}

// Until somebody says that they have it on paper, at each start.
static Result<void> show_key_once()
{
    base::Descriptor file(open(not_noted, O_RDONLY | O_CLOEXEC));
    if (!file)
        return {};
    std::string key(base::text_of(TRY(base::read_all(file, longest_key))));
    auto screen = TRY(Screen::listen());
    tell_screen("data-key");
    while (TRY(screen.ask("show " + key)) != "noted") { }
    if (unlink(not_noted) != 0)
        return base::system_error("recovery key");
    sync();
    return {};
}

static Result<void> give_to_station()
{
    if (mkdir(station, 0700) != 0 && errno != EEXIST)
        return base::system_error(station);
    if (mount(station, place, nullptr, MS_BIND, nullptr) != 0)
        return base::system_error("mount");
    if (umount2(volume, 0) != 0)
        return base::system_error("umount");
    return {};
}

static Result<void> open_or_make(const std::string& path, Content content)
{
    if (content == Content::Encrypted)
        TRY(open_vault(path));
    else
        TRY(make(path));
    TRY(show_key_once());
    return give_to_station();
}

static std::optional<Failure> work(const std::string& path)
{
    base::Descriptor partition(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!partition)
        return Failure { Fault::Unreadable, base::system_error("open").message };
    auto content = look_at(partition);
    if (!content || content.value() == Content::Unreadable)
        return Failure { Fault::Unreadable,
            content ? "it is neither empty nor encrypted" : content.error().message };
    if (content.value() != Content::Encrypted && !has_chip())
        return Failure { Fault::NoChip, "nothing is made without one" };
    if (auto ready = open_or_make(path, content.value()); !ready)
        return Failure { Fault::Unreadable, ready.error().message };
    return std::nullopt;
}

static int fail(const char* word, const std::string& why)
{
    std::fprintf(stderr, "sekisho-data: %s: %s\n", word, why.c_str());
    tell_screen(word);
    return 1;
}

}

int main()
{
    umask(022);
    auto path = boot::only_partition("data");
    if (!path)
        return data::fail("data-missing", path.error().message);
    if (auto failure = data::work(path.value()))
        return data::fail(
            failure->fault == data::Fault::NoChip ? "data-no-chip" : "data-unreadable",
            failure->why);
    data::tell_screen("");
    return 0;
}
