// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/medium.h"

#include "kiosk/intake/folder/folder.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace broker {

using intake::Medium;

static Result<base::Descriptor> open_path(const std::string& path, int flags)
{
    base::Descriptor opened(
        ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags));
    if (!opened)
        return base::system_error("opening the medium");
    return opened;
}

static Result<std::unique_ptr<Medium>> open_one_file(
    const std::string& path, const intake::Limits& limits)
{
    auto slash = path.rfind('/');
    auto name = slash == std::string::npos ? path : path.substr(slash + 1);
    auto parent = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    if (name.empty())
        return Error { "the medium is neither a folder nor a file" };
    base::Descriptor folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return base::system_error("opening the medium");
    return std::unique_ptr<Medium>(
        std::make_unique<folder::FolderMedium>(std::move(folder), name, limits));
}

Result<std::unique_ptr<Medium>> open_folder(base::Descriptor folder, const intake::Limits& limits)
{
    return std::unique_ptr<Medium>(
        std::make_unique<folder::FolderMedium>(std::move(folder), limits));
}

Result<std::unique_ptr<Medium>> open_medium(
    Workers& workers, const std::string& address, const intake::Limits& limits)
{
    if (address.starts_with("image:"))
        return open_image(workers, TRY(open_path(address.substr(6), 0)), limits);
    if (address.starts_with("dir:"))
        return open_folder(TRY(open_path(address.substr(4), O_DIRECTORY)), limits);
    struct stat status { };
    if (lstat(address.c_str(), &status) != 0)
        return base::system_error("opening the medium");
    if (S_ISDIR(status.st_mode))
        return open_folder(TRY(open_path(address, O_DIRECTORY)), limits);
    if (S_ISREG(status.st_mode))
        return open_one_file(address, limits);
    return Error { "the medium is neither a folder nor a file" };
}

}
