// SPDX-License-Identifier: MIT
#include "kiosk/release/image_writer.h"

#include "kiosk/release/volume.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace release {

using base::system_error;

static Result<fat32::FileDevice> fresh_device(
    const base::Descriptor& folder, const std::string& name)
{
    auto file = open_beneath(folder, name, O_RDONLY | O_NOFOLLOW, 0);
    if (!file)
        return system_error("read back");
    posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED); // From the disk, not from memory.
    return fat32::FileDevice::of(std::move(file));
}

static Result<Written> write_new_image(const base::Descriptor& folder, const std::string& name,
    const base::Descriptor& outputs, const Papers& papers, const Progress& progress)
{
    auto volume = TRY(Volume::plan(papers));
    auto bytes = volume.medium_sectors() * fat32::sector_bytes;
    TRY(check_space(folder, bytes));
    auto file = open_beneath(folder, name, O_RDWR | O_CREAT | O_EXCL, 0644);
    if (!file)
        return system_error("create");
    // All of the room now, so that a full disk shows at once; not every file system can.
    if (fallocate(file.get(), 0, 0, static_cast<off_t>(bytes)) != 0) {
        if (errno != EOPNOTSUPP && errno != ENOSYS)
            return system_error("the image's room");
        if (ftruncate(file.get(), static_cast<off_t>(bytes)) != 0)
            return system_error("the image's room");
    }
    auto writing = TRY(fat32::FileDevice::of(std::move(file)));
    auto reading = TRY(fresh_device(folder, name));
    TRY(fat32::wipe(writing));
    TRY(volume.write(writing, outputs, progress));
    auto written = TRY(volume.read_back(reading, fat32::FirstSector::NotYet));
    TRY(volume.seal(writing));
    return written;
}

Result<Written> write_image(const base::Descriptor& folder, const std::string& name,
    const base::Descriptor& outputs, const Papers& papers, const Progress& progress)
{
    struct stat status { };
    if (fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
        auto volume = TRY(Volume::plan(papers));
        auto there = S_ISREG(status.st_mode) ? fresh_device(folder, name)
                                             : Result<fat32::FileDevice> { Error {} };
        if (there)
            if (auto whole = volume.read_back(there.value(), fat32::FirstSector::Written))
                return whole;
        return Error { "there is something of that name already; please give a new one" };
    }
    auto growing = name + ".incomplete";
    if (unlinkat(folder.get(), growing.c_str(), 0) != 0 && errno != ENOENT)
        return system_error("an interrupted try is in the way");
    auto written = write_new_image(folder, growing, outputs, papers, progress);
    if (!written) {
        unlinkat(folder.get(), growing.c_str(), 0);
        return written;
    }
    auto at = folder.get();
    auto renamed = renameat2(at, growing.c_str(), at, name.c_str(), RENAME_NOREPLACE);
    if (renamed != 0 && errno == EINVAL) // Not every file system knows it; we looked before.
        renamed = renameat(at, growing.c_str(), at, name.c_str());
    if (renamed != 0 || fsync(at) != 0)
        return system_error("finish");
    return written;
}

}
