// SPDX-License-Identifier: MIT
// A manifest's files and papers as a fresh file system over a whole medium: an image or a stick.
//
// FAT32, which everything reads; exFAT only where a file is 4 GiB or larger. Dates and serial
// numbers come from the manifest: no clock and no chance (P8).
#pragma once

#include "kiosk/release/content.h"
#include "kiosk/release/exfat/plan.h"
#include "kiosk/release/fat32/reader.h"
#include "kiosk/release/fat32/writer.h"

#include <variant>

namespace release {

class Volume {
public:
    // For a medium of so many sectors; 0: a fresh image, as large as they need. Borrows `papers`.
    static Result<Volume> plan(const Papers& papers, std::uint64_t sectors = 0);

    std::uint64_t medium_sectors() const;
    std::uint64_t used_sectors() const; // From the start: all of them are written.
    const char* file_system() const;

    // On a wiped medium: everything but the first sector, which stays zero.
    Result<void> write(fat32::BlockDevice&, const base::Descriptor& outputs, const Progress&) const;
    // Everything that lies there, and nothing else, is what was to be written: by code that shares
    // nothing with the writer but the device.
    Result<Written> read_back(fat32::BlockDevice&, fat32::FirstSector) const;
    // The first sector, from which on it is a medium.
    Result<void> seal(fat32::BlockDevice&) const;
    Result<void> check_seal(fat32::BlockDevice&) const;

private:
    Volume(const Papers& papers, std::vector<Item> items)
        : m_papers(&papers)
        , m_items(std::move(items))
    {
    }

    const Papers* m_papers;
    std::vector<Item> m_items;
    fat32::Stamp m_stamp;
    base::Bytes first_sector() const;

    std::variant<fat32::Plan, exfat::Plan> m_plan;
};

}
