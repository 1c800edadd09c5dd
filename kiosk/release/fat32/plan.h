// SPDX-License-Identifier: MIT
// Where everything will lie on a FAT32 medium, worked out before the first sector is written.
//
// MBR, one partition from sector 2048 on, two tables, the folders, then the files one behind the
// other in their order: the same files in the same order always make the same medium (P8).
#pragma once

#include "kiosk/release/fat32/names.h"

#include <cstdint>
#include <vector>

namespace fat32 {

inline constexpr std::uint32_t partition_start = 2048; // Sectors: 1 MiB, as sticks have it.
inline constexpr std::uint64_t largest_file = 0xFFFFFFFF; // Bytes: 4 GiB less one.

struct File {
    std::string path; // UTF-8, "/" between components, none of them "." or "..".
    std::uint64_t size { 0 };
};

// Sectors, from the partition's start where nothing else is said.
struct Geometry {
    std::uint32_t volume_sectors { 0 };
    std::uint32_t cluster_sectors { 0 };
    std::uint32_t reserved_sectors { 0 };
    std::uint32_t table_sectors { 0 }; // Of one of the two tables.
    std::uint32_t clusters { 0 }; // Numbered from 2.

    std::uint64_t cluster_bytes() const { return std::uint64_t { cluster_sectors } * 512; }
    std::uint64_t first_sector_of(std::uint32_t cluster) const // From the medium's start.
    {
        return std::uint64_t { partition_start } + reserved_sectors + 2ull * table_sectors
            + std::uint64_t { cluster - 2 } * cluster_sectors;
    }
};

struct Node {
    std::string name; // Empty for the root.
    ShortName short_name {};
    std::uint32_t parent { 0 };
    std::uint32_t first_cluster { 0 }; // 0: an empty file.
    std::uint32_t clusters { 0 };
    std::uint32_t size { 0 }; // Of a file.
    enum class Kind { Folder, File } kind { Kind::File };
    std::vector<std::uint32_t> children; // Of a folder, by number.
};

struct Plan {
    std::uint64_t medium_sectors { 0 };
    Geometry geometry;
    std::vector<Node> nodes; // The root first.
    std::vector<std::uint32_t> files; // The node of each file, in the order they were given.
    std::vector<std::uint32_t> order; // Nodes that have clusters, in the order of these.
    std::uint32_t used_clusters { 0 };
};

// As Microsoft's own formatter lays out a volume of this size. Errors: smaller than 34 MB (no FAT32
// then) or larger than 2 TB (no MBR then).
Result<Geometry> geometry_for(std::uint64_t medium_sectors);

// For a medium of `medium_sectors`; 0: a fresh image, as large as the files need and a sixteenth
// more. An Error says which file does not fit on FAT32 and what to do.
Result<Plan> plan_for(const std::vector<File>&, std::uint64_t medium_sectors = 0);

}
