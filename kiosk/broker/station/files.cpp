// SPDX-License-Identifier: MIT
#include "kiosk/broker/station/files.h"

#include <fcntl.h>
#include <unistd.h>

namespace broker {

Result<std::string> read_text_file(const std::string& path, std::uint64_t limit)
{
    base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error(path);
    auto bytes = TRY(base::read_all(file, limit));
    return std::string(base::text_of(bytes));
}

Result<void> replace_file(
    const std::string& folder, const std::string& name, const std::string& text)
{
    base::Descriptor place(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!place)
        return base::system_error("the state folder");
    auto temporary = name + ".new";
    unlinkat(place.get(), temporary.c_str(), 0); // Left over from a crash.
    base::Descriptor file(openat(place.get(), temporary.c_str(),
        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file)
        return base::system_error(name);
    TRY(base::write_fully(file, base::view_of(text)));
    if (fsync(file.get()) != 0
        || renameat(place.get(), temporary.c_str(), place.get(), name.c_str()) != 0
        || fsync(place.get()) != 0)
        return base::system_error(name);
    return {};
}

}
