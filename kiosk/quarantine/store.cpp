// SPDX-License-Identifier: MIT
#include "kiosk/quarantine/store.h"

#include <cerrno>
#include <chrono>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace quarantine {

static Error failure(const char* what)
{
    if (errno == ENOSPC || errno == EDQUOT)
        return Error { "the quarantine is full" };
    return base::system_error(what);
}

Result<Store> Store::open(const std::string& folder)
{
    base::Descriptor opened(
        ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct stat status { };
    if (!opened || fstat(opened.get(), &status) != 0)
        return base::system_error("opening the quarantine");
    if (status.st_uid != geteuid() || (status.st_mode & 077) != 0)
        return Error { "the quarantine's folder is not ours alone" };
    return Store(std::move(opened));
}

Result<Incoming> Store::begin() const
{
    base::Descriptor file(openat(m_folder.get(), ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0400));
    if (!file)
        return failure("beginning a copy");
    return Incoming { std::move(file) };
}

// The folder of the first two digits.
Result<base::Descriptor> Store::shelf(const std::string& hex, Shelf which) const
{
    auto name = hex.substr(0, 2);
    constexpr auto flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    base::Descriptor opened(openat(m_folder.get(), name.c_str(), flags));
    if (!opened && errno == ENOENT && which == Shelf::Made) {
        if (mkdirat(m_folder.get(), name.c_str(), 0700) != 0 && errno != EEXIST)
            return failure("making a shelf");
        opened = base::Descriptor(openat(m_folder.get(), name.c_str(), flags));
    }
    if (!opened)
        return base::system_error("opening a shelf");
    return opened;
}

// Opens the file anew for reading and closes the writing end, which a worker had too. The kernel
// gives a read lease (fcntl(2), F_SETLEASE) only while nobody has the file open for writing; a
// writable mapping counts. A worker that kept its end makes the commit fail.
static Result<base::Descriptor> without_writers(base::Descriptor writable)
{
    auto path = "/proc/self/fd/" + std::to_string(writable.get());
    base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("opening a copy for reading");
    writable.close();
    // A program that is just being started may hold our descriptors until its exec.
    for (int attempt = 0; attempt < 100; ++attempt) {
        if (fcntl(file.get(), F_SETLEASE, F_RDLCK) == 0) {
            if (fcntl(file.get(), F_SETLEASE, F_UNLCK) != 0)
                return base::system_error("giving up a lease");
            return file;
        }
        if (errno != EAGAIN)
            return base::system_error("taking a lease");
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return Error { "somebody can still write to this copy" };
}

Result<Sealed> Store::commit(Incoming incoming) const
{
    auto file = TRY(without_writers(std::move(incoming.bytes)));
    Sealed sealed;
    sealed.size = TRY(base::size_of(file));
    sealed.sha256 = TRY(base::sha256_of_file(file));
    auto hex = base::to_hex(sealed.sha256);
    auto folder = TRY(shelf(hex, Shelf::Made));
    auto source = "/proc/self/fd/" + std::to_string(file.get());
    if (linkat(AT_FDCWD, source.c_str(), folder.get(), hex.c_str() + 2, AT_SYMLINK_FOLLOW) == 0)
        return sealed;
    if (errno != EEXIST)
        return failure("keeping a copy");
    // The same content came before: its copy must still be good.
    TRY(verify(sealed));
    return sealed;
}

Result<base::Descriptor> Store::open_sealed(const Sealed& sealed) const
{
    auto hex = base::to_hex(sealed.sha256);
    auto folder = TRY(shelf(hex, Shelf::Existing));
    base::Descriptor file(
        openat(folder.get(), hex.c_str() + 2, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status { };
    if (!file || fstat(file.get(), &status) != 0)
        return base::system_error("opening a sealed copy");
    if (!S_ISREG(status.st_mode) || static_cast<std::uint64_t>(status.st_size) != sealed.size)
        return Error { "a sealed copy is not what was stored" };
    return file;
}

Result<void> Store::verify(const Sealed& sealed) const
{
    auto file = TRY(open_sealed(sealed));
    if (TRY(base::sha256_of_file(file)) != sealed.sha256)
        return Error { "a sealed copy is not what was stored" };
    return {};
}

Result<void> Store::remove(const Sealed& sealed) const
{
    auto hex = base::to_hex(sealed.sha256);
    auto folder = TRY(shelf(hex, Shelf::Existing));
    if (unlinkat(folder.get(), hex.c_str() + 2, 0) != 0)
        return base::system_error("removing a sealed copy");
    return {};
}

static constexpr std::int64_t nanoseconds = 1'000'000'000;

Result<void> Store::mark(const base::Digest& sha256, Time time) const
{
    auto hex = base::to_hex(sha256);
    auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch());
    timespec at { since.count() / nanoseconds, since.count() % nanoseconds };
    timespec both[2] { at, at };
    auto path = hex.substr(0, 2) + "/" + hex.substr(2);
    if (utimensat(m_folder.get(), path.c_str(), both, AT_SYMLINK_NOFOLLOW) != 0 && errno != ENOENT)
        return base::system_error("marking a sealed copy");
    return {};
}

struct CloseFolder {
    void operator()(DIR* folder) const { closedir(folder); }
};

static Result<std::unique_ptr<DIR, CloseFolder>> listing_of(const base::Descriptor& folder)
{
    base::Descriptor other(openat(folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    std::unique_ptr<DIR, CloseFolder> listing(other ? fdopendir(other.get()) : nullptr);
    if (!listing)
        return base::system_error("listing the quarantine");
    other.release();
    return listing;
}

static Result<void> sweep_shelf(
    const base::Descriptor& shelf, std::int64_t before, Store::Swept& swept)
{
    auto listing = TRY(listing_of(shelf));
    while (auto* entry = readdir(listing.get())) {
        struct stat status { };
        if (fstatat(shelf.get(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return base::system_error("looking at a sealed copy");
        if (!S_ISREG(status.st_mode)
            || status.st_mtim.tv_sec * nanoseconds + status.st_mtim.tv_nsec >= before)
            continue;
        if (unlinkat(shelf.get(), entry->d_name, 0) != 0)
            return base::system_error("removing a sealed copy");
        ++swept.files;
        swept.bytes += static_cast<std::uint64_t>(status.st_size);
    }
    return {};
}

Result<Store::Swept> Store::sweep(Time before) const
{
    auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(before.time_since_epoch());
    Swept swept;
    auto listing = TRY(listing_of(m_folder));
    while (auto* entry = readdir(listing.get())) {
        std::string_view name = entry->d_name;
        if (name.size() != 2 || name.find_first_not_of("0123456789abcdef") != name.npos)
            continue;
        auto opened = TRY(shelf(std::string(name), Shelf::Existing));
        TRY(sweep_shelf(opened, since.count(), swept));
    }
    return swept;
}

}
