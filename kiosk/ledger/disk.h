// SPDX-License-Identifier: MIT
// The disk as the ledger sees it, narrow enough for a twin in memory that can lose power.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <memory>
#include <string>
#include <vector>

namespace ledger {

// Why the last operation failed. NoSpace (or no right to write) is said before anything was
// promised and heals; after any other failure nobody knows what the disk holds.
enum class Trouble { None, NoSpace, Broken };

// Paths are relative to the ledger's folder, "/" between components, made by us. Nothing is durable
// until it is synced, and a new, renamed or removed name not until its folder is.
class Disk {
public:
    virtual ~Disk() = default;
    virtual Result<base::Bytes> read(const std::string& path) = 0; // Empty if it does not exist.
    virtual Result<base::Bytes> read_part(
        const std::string& path, std::uint64_t offset, std::uint64_t size)
        = 0;
    virtual Result<bool> exists(const std::string& path) = 0;
    virtual Result<std::uint64_t> size(const std::string& path) = 0; // 0 if it does not exist.
    // Every file beneath the folder, by its path, in no order. None if there is no such folder.
    virtual Result<std::vector<std::string>> list(const std::string& folder) = 0;
    virtual Result<void> append(const std::string& path, base::View) = 0; // Creates.
    virtual Result<void> write_new(const std::string& path, base::View) = 0; // Creates or empties.
    virtual Result<void> truncate(const std::string& path, std::uint64_t size) = 0;
    virtual Result<void> sync(const std::string& path) = 0;
    virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
    virtual Result<void> remove(const std::string& path) = 0; // Nothing if it is not there.
    virtual Result<void> remove_folder(const std::string& path) = 0; // An empty one.
    virtual Result<void> make_folder(const std::string& path) = 0; // And those above it.
    virtual Result<void> sync_folder(const std::string& path) = 0; // "" is the ledger's own.
    virtual Trouble trouble() const = 0;
};

// The file is whole and durable, or as it was before: the one way to replace anything here.
Result<void> durable_replace(Disk&, const std::string& path, base::View);

// Beneath an open folder. Also takes the lock of the sole writer; an Error if another has it.
Result<std::unique_ptr<Disk>> open_disk(base::Descriptor folder);

// Without the lock, and only for reading: the record may be proved while the station works.
std::unique_ptr<Disk> open_disk_for_reading(base::Descriptor folder);

std::string folder_of(const std::string& path);

}
