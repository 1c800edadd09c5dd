// SPDX-License-Identifier: MIT
#include "kiosk/ledger/disk.h"

#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ledger {

using base::system_error;

std::string folder_of(const std::string& path)
{
    auto slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

Result<void> durable_replace(Disk& disk, const std::string& path, base::View bytes)
{
    auto temporary = path + ".new";
    TRY(disk.write_new(temporary, bytes));
    TRY(disk.sync(temporary));
    TRY(disk.rename(temporary, path));
    return disk.sync_folder(folder_of(path));
}

class RealDisk final : public Disk {
public:
    RealDisk(base::Descriptor folder, base::Descriptor lock)
        : m_folder(std::move(folder))
        , m_lock(std::move(lock))
    {
    }

    Result<base::Bytes> read(const std::string& path) override
    {
        auto file = open(path, O_RDONLY);
        if (!file)
            return errno == ENOENT ? Result<base::Bytes>(base::Bytes {}) : failed("open");
        return base::read_all(file, UINT64_MAX);
    }

    Result<base::Bytes> read_part(
        const std::string& path, std::uint64_t offset, std::uint64_t size) override
    {
        auto file = open(path, O_RDONLY);
        if (!file)
            return failed("open");
        base::Bytes bytes(size);
        if (auto got = base::read_fully_at(file, offset, bytes); !got) {
            m_trouble = Trouble::Broken;
            return got.error();
        }
        return bytes;
    }

    Result<bool> exists(const std::string& path) override
    {
        return faccessat(m_folder.get(), path.c_str(), F_OK, 0) == 0;
    }

    Result<std::uint64_t> size(const std::string& path) override
    {
        auto file = open(path, O_RDONLY);
        if (!file)
            return errno == ENOENT ? Result<std::uint64_t>(0) : failed("open");
        return base::size_of(file);
    }

    Result<std::vector<std::string>> list(const std::string& folder) override
    {
        std::vector<std::string> files;
        std::vector<std::string> folders { folder };
        while (!folders.empty()) {
            auto current = std::move(folders.back());
            folders.pop_back();
            auto place = open(current, O_RDONLY | O_DIRECTORY);
            if (!place && errno == ENOENT)
                continue;
            if (!place)
                return failed("open folder");
            auto close = [](DIR* open) { closedir(open); };
            std::unique_ptr<DIR, decltype(close)> entries(fdopendir(place.release()), close);
            if (!entries)
                return failed("read folder");
            while (const auto* entry = readdir(entries.get())) {
                std::string name = entry->d_name;
                if (name == "." || name == "..")
                    continue;
                auto path = current + "/" + name;
                (entry->d_type == DT_DIR ? folders : files).push_back(std::move(path));
            }
        }
        return files;
    }

    Result<void> append(const std::string& path, base::View bytes) override
    {
        return write(path, O_APPEND, bytes);
    }

    Result<void> write_new(const std::string& path, base::View bytes) override
    {
        return write(path, O_TRUNC, bytes);
    }

    Result<void> truncate(const std::string& path, std::uint64_t size) override
    {
        auto file = open(path, O_WRONLY);
        if (!file || ftruncate(file.get(), static_cast<off_t>(size)) != 0)
            return failed("truncate");
        return {};
    }

    Result<void> sync(const std::string& path) override
    {
        auto file = open(path, O_RDONLY);
        if (!file || fdatasync(file.get()) != 0)
            return not_synced();
        return {};
    }

    Result<void> rename(const std::string& from, const std::string& to) override
    {
        if (renameat(m_folder.get(), from.c_str(), m_folder.get(), to.c_str()) != 0)
            return failed("rename");
        return {};
    }

    Result<void> remove(const std::string& path) override { return unlink(path, 0); }
    Result<void> remove_folder(const std::string& path) override
    {
        return unlink(path, AT_REMOVEDIR);
    }

    Result<void> make_folder(const std::string& path) override
    {
        for (auto end = path.find('/');; end = path.find('/', end + 1)) {
            auto part = path.substr(0, end);
            if (mkdirat(m_folder.get(), part.c_str(), 0700) != 0 && errno != EEXIST)
                return failed("mkdir");
            TRY(sync_folder(folder_of(part)));
            if (end == std::string::npos)
                return {};
        }
    }

    Result<void> sync_folder(const std::string& path) override
    {
        auto folder = open(path.empty() ? "." : path, O_RDONLY | O_DIRECTORY);
        if (!folder || fsync(folder.get()) != 0)
            return not_synced();
        return {};
    }

    Trouble trouble() const override { return m_trouble; }

private:
    base::Descriptor open(const std::string& path, int flags)
    {
        return base::Descriptor(
            openat(m_folder.get(), path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600));
    }

    Result<void> write(const std::string& path, int flag, base::View bytes)
    {
        auto file = open(path, O_WRONLY | O_CREAT | flag);
        if (!file)
            return failed("open");
        if (auto written = base::write_fully(file, bytes); !written) {
            static_cast<void>(failed("write"));
            return written.error();
        }
        return {};
    }

    Result<void> unlink(const std::string& path, int flags)
    {
        if (unlinkat(m_folder.get(), path.c_str(), flags) != 0 && errno != ENOENT)
            return failed("remove");
        return {};
    }

    Error failed(std::string_view what)
    {
        auto error = system_error(what);
        bool no_space = errno == ENOSPC || errno == EDQUOT || errno == EFBIG || errno == EROFS;
        m_trouble = no_space ? Trouble::NoSpace : Trouble::Broken;
        return error;
    }

    // Whatever the reason: the kernel may have thrown away what it could not write.
    Error not_synced()
    {
        m_trouble = Trouble::Broken;
        return system_error("sync");
    }

    base::Descriptor m_folder;
    base::Descriptor m_lock;
    Trouble m_trouble { Trouble::None };
};

Result<std::unique_ptr<Disk>> open_disk(base::Descriptor folder)
{
    base::Descriptor lock(
        openat(folder.get(), "lock", O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock)
        return system_error("lock");
    if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return Error { "the ledger is in use by another process" };
    return std::unique_ptr<Disk>(new RealDisk(std::move(folder), std::move(lock)));
}

// Only its reading is ever called; the folder may well be on a disk that takes no writes.
std::unique_ptr<Disk> open_disk_for_reading(base::Descriptor folder)
{
    return std::unique_ptr<Disk>(new RealDisk(std::move(folder), {}));
}

}
