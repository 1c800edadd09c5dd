// SPDX-License-Identifier: MIT
// Where everything will lie on an exFAT medium, worked out before the first sector is written. For
// files that FAT32 cannot hold. exFAT file system specification (Microsoft, 2019-08).
//
// MBR, one partition from sector 2048 on, the two boot regions, one table, and then the heap:
// bitmap, up-case table, the folders, the files, one behind the other in their order (P8).
#pragma once

#include "kiosk/release/fat32/plan.h"

namespace exfat {

using fat32::File;

// Sectors, from the partition's start.
struct Geometry {
    std::uint64_t volume_sectors { 0 };
    std::uint32_t cluster_shift { 0 }; // Sectors in a cluster, as a power of two.
    std::uint32_t table_start { 0 };
    std::uint32_t table_sectors { 0 };
    std::uint32_t heap_start { 0 };
    std::uint32_t clusters { 0 }; // Numbered from 2.

    std::uint64_t cluster_bytes() const { return 512ull << cluster_shift; }
    std::uint64_t first_sector_of(std::uint64_t cluster) const // From the medium's start.
    {
        return fat32::partition_start + heap_start + ((cluster - 2) << cluster_shift);
    }
};

struct Node {
    std::u16string name; // Empty for the root.
    std::uint32_t parent { 0 };
    std::uint32_t first_cluster { 0 }; // 0: an empty file.
    std::uint32_t clusters { 0 };
    std::uint64_t size { 0 }; // Of a file, or all of a folder's clusters.
    enum class Kind { Folder, File } kind { Kind::File };
    std::vector<std::uint32_t> children; // Of a folder, by number.
};

struct Plan {
    std::uint64_t medium_sectors { 0 };
    Geometry geometry;
    std::uint32_t bitmap_clusters { 0 }; // From cluster 2 on.
    std::uint32_t upcase_clusters { 0 }; // Behind them.
    std::vector<Node> nodes; // The root first.
    std::vector<std::uint32_t> files; // The node of each file, in the order they were given.
    std::vector<std::uint32_t> order; // Nodes that have clusters, in the order of these.
    std::uint32_t used_clusters { 0 };
};

inline constexpr std::size_t units_in_entry = 15; // Of a name.

// As fat32::plan_for().
Result<Plan> plan_for(const std::vector<File>&, std::uint64_t medium_sectors = 0);

}
