// SPDX-License-Identifier: MIT
// A folder, or one file, of the station as a medium. Runs in the broker: it walks names and copies
// bytes, and parses nothing.
//
// Every open is relative to the folder's own descriptor by openat2(2) with RESOLVE_BENEATH,
// RESOLVE_NO_SYMLINKS, RESOLVE_NO_MAGICLINKS and RESOLVE_NO_XDEV: no link, no other mount is ever
// followed. Whoever writes to the folder meanwhile can make files unreadable and nothing else.
#pragma once

#include "kiosk/intake/medium.h"

#include <memory>
#include <sys/stat.h>

namespace folder {

class FolderMedium final : public intake::Medium {
public:
    // `folder` is a descriptor of a folder.
    FolderMedium(base::Descriptor folder, const intake::Limits&);
    // Only the regular file `only` in it.
    FolderMedium(base::Descriptor folder, std::string only, const intake::Limits&);

    Result<intake::Listing> list(const std::function<Result<void>(const intake::Entry&)>&) override;
    Result<intake::ReadResult> read(std::uint64_t id, const base::Descriptor& into) override;

private:
    // What list() saw; read() takes a file only if it is still the same.
    struct File {
        std::uint64_t id;
        std::string path; // As the kernel names it, relative to the folder.
        std::uint64_t device;
        std::uint64_t inode;
        std::uint64_t size;
        std::int64_t changed; // Status change time, nanoseconds.
    };
    struct Walk;

    Result<void> list_folder(Walk&, const base::Descriptor&, const std::string& path) const;
    Result<void> list_one(
        Walk&, const base::Descriptor&, const std::string& path, const std::string& name) const;
    static File seen(const struct ::stat&);

    base::Descriptor m_folder;
    std::string m_only;
    intake::Limits m_limits;
    std::vector<File> m_files; // In the order of their ids.
};

}
