// SPDX-License-Identifier: MIT
#include "kiosk/ledger/disk.h"

#include <cerrno>
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
    explicit RealDisk(base::Descriptor folder, base::Descriptor lock)
        : m_folder(std::move(folder))
        , m_lock(std::move(lock))
    {
    }

    Result<base::Bytes> read(const std::string& path) override
    {
        auto file = open(path, O_RDONLY);
        if (!file)
            return errno == ENOENT ? Result<base::Bytes>(base::Bytes {}) : system_error("open");
        return base::read_all(file, UINT64_MAX);
    }

    Result<base::Bytes> read_part(
        const std::string& path, std::uint64_t offset, std::uint64_t size) override
    {
        auto file = open(path, O_RDONLY);
        if (!file)
            return system_error("open");
        base::Bytes bytes(size);
        TRY(base::read_fully_at(file, offset, bytes));
        return bytes;
    }

    Result<bool> exists(const std::string& path) override
    {
        return faccessat(m_folder.get(), path.c_str(), F_OK, 0) == 0;
    }

    Result<void> append(const std::string& path, base::View bytes) override
    {
        auto file = open(path, O_WRONLY | O_CREAT | O_APPEND);
        if (!file)
            return system_error("open");
        return base::write_fully(file, bytes);
    }

    Result<void> write_new(const std::string& path, base::View bytes) override
    {
        auto file = open(path, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file)
            return system_error("create");
        return base::write_fully(file, bytes);
    }

    Result<void> truncate(const std::string& path, std::uint64_t size) override
    {
        auto file = open(path, O_WRONLY);
        if (!file || ftruncate(file.get(), static_cast<off_t>(size)) != 0)
            return system_error("truncate");
        return {};
    }

    Result<void> sync(const std::string& path) override
    {
        auto file = open(path, O_RDONLY);
        if (!file || fdatasync(file.get()) != 0)
            return system_error("sync");
        return {};
    }

    Result<void> rename(const std::string& from, const std::string& to) override
    {
        if (renameat(m_folder.get(), from.c_str(), m_folder.get(), to.c_str()) != 0)
            return system_error("rename");
        return {};
    }

    Result<void> remove(const std::string& path) override
    {
        if (unlinkat(m_folder.get(), path.c_str(), 0) != 0 && errno != ENOENT)
            return system_error("remove");
        return {};
    }

    Result<void> make_folder(const std::string& path) override
    {
        for (auto end = path.find('/');; end = path.find('/', end + 1)) {
            auto part = path.substr(0, end);
            if (mkdirat(m_folder.get(), part.c_str(), 0700) != 0 && errno != EEXIST)
                return system_error("mkdir");
            TRY(sync_folder(folder_of(part)));
            if (end == std::string::npos)
                return {};
        }
    }

    Result<void> sync_folder(const std::string& path) override
    {
        auto folder = open(path.empty() ? "." : path, O_RDONLY | O_DIRECTORY);
        if (!folder || fsync(folder.get()) != 0)
            return system_error("sync folder");
        return {};
    }

private:
    base::Descriptor open(const std::string& path, int flags)
    {
        return base::Descriptor(
            openat(m_folder.get(), path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600));
    }

    base::Descriptor m_folder;
    base::Descriptor m_lock;
};

Result<std::unique_ptr<Disk>> open_disk(base::Descriptor folder)
{
    base::Descriptor lock(
        openat(folder.get(), "lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock)
        return system_error("lock");
    if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return Error { "the ledger is in use by another process" };
    return std::unique_ptr<Disk>(new RealDisk(std::move(folder), std::move(lock)));
}

}
