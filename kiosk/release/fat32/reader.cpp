// SPDX-License-Identifier: MIT
#include "kiosk/release/fat32/reader.h"

#include "kiosk/core/base/text.h"
#include "kiosk/release/fat32/folder_entries.h"

#include <algorithm>

namespace fat32 {

static constexpr std::uint64_t volume_start = 2048;
static constexpr std::uint64_t largest_folder = 2 << 20;
static constexpr std::uint32_t root = 2;
static constexpr int deepest = 64;

static std::uint16_t u16(base::View at, std::size_t offset)
{
    return static_cast<std::uint16_t>(at[offset] | at[offset + 1] << 8);
}

static std::uint32_t u32(base::View at, std::size_t offset)
{
    return u16(at, offset) | static_cast<std::uint32_t>(u16(at, offset + 2)) << 16;
}

static Error broken(const char* what)
{
    return Error { std::string("reading back: ") + what };
}

class VolumeReader {
public:
    VolumeReader(BlockDevice& device, const std::function<Result<void>(const Found&)>& each)
        : m_device(device)
        , m_each(each)
    {
    }

    Result<void> read_boot_sectors();
    Result<void> read_first_sector(FirstSector);
    Result<void> read_folder(
        std::uint32_t cluster, std::uint32_t above, const std::string& path, int depth);
    Result<void> check_tables();
    Result<void> check_unused();

private:
    std::uint64_t cluster_bytes() const { return m_cluster_sectors * sector_bytes; }
    Result<std::uint32_t> next_of(std::uint32_t cluster);
    Result<std::uint64_t> read_chain(std::uint32_t cluster, std::uint64_t most_bytes,
        const std::function<Result<void>(base::View)>& take);
    Result<void> read_file(const std::string& path, const FolderEntry&);
    Result<void> expect_zeros(std::uint64_t first, std::uint64_t end);

    BlockDevice& m_device;
    const std::function<Result<void>(const Found&)>& m_each;
    std::uint32_t m_volume_sectors { 0 };
    std::uint32_t m_cluster_sectors { 0 };
    std::uint32_t m_table_sectors { 0 };
    std::uint32_t m_reserved { 0 };
    std::uint64_t m_data { 0 }; // The sector of cluster 2.
    std::uint32_t m_free { 0 };
    std::vector<bool> m_used; // By cluster.
    std::uint64_t m_used_count { 0 };
    base::Bytes m_window; // One sector of the first table.
    std::uint64_t m_window_sector { 0 };
};

Result<void> VolumeReader::read_boot_sectors()
{
    base::Bytes boot(12 * sector_bytes);
    TRY(m_device.read_at(volume_start, boot));
    auto half = boot.begin() + 6 * sector_bytes;
    if (!std::equal(boot.begin(), half, half))
        return broken("the copy of the boot sector is another");
    m_volume_sectors = u32(boot, 32);
    m_cluster_sectors = boot[13];
    m_table_sectors = u32(boot, 36);
    m_reserved = u16(boot, 14);
    if (u16(boot, 11) != sector_bytes || boot[16] != 2 || u16(boot, 17) != 0 || u16(boot, 19) != 0
        || u16(boot, 22) != 0 || u32(boot, 28) != volume_start || u32(boot, 44) != root
        || u16(boot, 48) != 1 || u16(boot, 50) != 6 || u16(boot, 510) != 0xAA55
        || m_cluster_sectors == 0 || volume_start + m_volume_sectors != m_device.sectors())
        return broken("the boot sector is not as it must be");
    auto before = std::uint64_t { m_reserved } + 2ull * m_table_sectors;
    if (before >= m_volume_sectors)
        return broken("the tables leave no place");
    m_data = volume_start + before;
    auto clusters = (m_volume_sectors - before) / m_cluster_sectors;
    if (clusters < 65'525 || (clusters + 2) * 4 > m_table_sectors * sector_bytes)
        return broken("the tables are too small, or this is no FAT32");
    m_used.assign(clusters + 2, false);
    if (u32(boot, sector_bytes) != 0x41615252 || u32(boot, sector_bytes + 484) != 0x61417272)
        return broken("there is no count of free clusters");
    m_free = u32(boot, sector_bytes + 488);
    return {};
}

Result<void> VolumeReader::read_first_sector(FirstSector first)
{
    if (first == FirstSector::NotYet)
        return expect_zeros(0, 1);
    base::Bytes sector(sector_bytes);
    TRY(m_device.read_at(0, sector));
    auto others = base::View(sector).subspan(462, 48); // Three more partitions.
    if (u16(sector, 510) != 0xAA55 || sector[446] != 0 || sector[450] != 0x0C
        || u32(sector, 454) != volume_start || u32(sector, 458) != m_volume_sectors
        || std::ranges::any_of(others, [](auto byte) { return byte != 0; }))
        return broken("the partition table is not as it must be");
    return {};
}

Result<std::uint32_t> VolumeReader::next_of(std::uint32_t cluster)
{
    auto sector = volume_start + m_reserved + cluster / 128;
    if (sector != m_window_sector) {
        m_window.resize(sector_bytes);
        TRY(m_device.read_at(sector, m_window));
        m_window_sector = sector;
    }
    return u32(m_window, std::size_t { cluster % 128 } * 4) & 0x0FFFFFFF;
}

// Run by run; each cluster may be met once in the whole volume. Gives the chain's bytes.
Result<std::uint64_t> VolumeReader::read_chain(std::uint32_t cluster, std::uint64_t most_bytes,
    const std::function<Result<void>(base::View)>& take)
{
    auto longest_run = std::max<std::uint32_t>(1, 2048 / m_cluster_sectors);
    auto most = (most_bytes + cluster_bytes() - 1) / cluster_bytes() * cluster_bytes();
    std::uint64_t total = 0;
    base::Bytes block;
    for (;;) {
        auto first = cluster;
        std::uint32_t count = 0;
        do {
            if (cluster < root || cluster >= m_used.size() || m_used[cluster])
                return broken("a chain that leaves the volume or runs into another");
            m_used[cluster] = true;
            ++count;
            cluster = TRY(next_of(cluster));
        } while (cluster == first + count && count < longest_run);
        m_used_count += count;
        block.resize(count * cluster_bytes());
        if (block.size() > most - total)
            return broken("a chain is longer than its file");
        TRY(m_device.read_at(m_data + std::uint64_t { first - root } * m_cluster_sectors, block));
        TRY(take(block));
        total += block.size();
        if (cluster >= 0x0FFFFFF8)
            return total;
    }
}

Result<void> VolumeReader::read_file(const std::string& path, const FolderEntry& entry)
{
    base::Sha256 hash;
    std::uint64_t left = entry.size;
    std::uint64_t clusters = 0;
    if (entry.size > 0 || entry.cluster != 0)
        clusters = TRY(read_chain(entry.cluster, entry.size, [&](base::View bytes) -> Result<void> {
            auto own = bytes.first(std::min<std::uint64_t>(left, bytes.size()));
            auto rest = bytes.subspan(own.size());
            if (std::ranges::any_of(rest, [](auto byte) { return byte != 0; }))
                return broken("something stands behind the end of a file");
            hash.update(own);
            left -= own.size();
            return {};
        })) / cluster_bytes();
    if (clusters != (entry.size + cluster_bytes() - 1) / cluster_bytes())
        return broken("a file's chain is not as long as the file");
    return m_each({ path, entry.size, hash.finish() });
}

Result<void> VolumeReader::read_folder(
    std::uint32_t cluster, std::uint32_t above, const std::string& path, int depth)
{
    if (depth > deepest)
        return broken("folders in folders without end");
    base::Bytes bytes;
    TRY(read_chain(cluster, largest_folder, [&](base::View part) -> Result<void> {
        base::append(bytes, part);
        return {};
    }));
    auto entries = TRY(entries_of_folder(bytes, cluster == root ? 0 : cluster, above));
    bytes = {};
    for (const auto& entry : entries) {
        auto name = path.empty() ? entry.name : path + "/" + entry.name;
        if (entry.kind == FolderEntry::Kind::File)
            TRY(read_file(name, entry));
        else
            TRY(read_folder(entry.cluster, cluster == root ? 0 : cluster, name, depth + 1));
    }
    return {};
}

Result<void> VolumeReader::check_tables()
{
    if (m_used.size() - 2 - m_used_count != m_free)
        return broken("the count of free clusters is wrong");
    base::Bytes first(1 << 16), second(1 << 16);
    std::uint64_t table = volume_start + m_reserved;
    std::uint64_t cluster = 0;
    for (std::uint64_t done = 0; done < m_table_sectors; done += first.size() / sector_bytes) {
        auto bytes = std::min<std::uint64_t>(first.size(), (m_table_sectors - done) * sector_bytes);
        auto one = std::span(first).first(bytes);
        auto other = std::span(second).first(bytes);
        TRY(m_device.read_at(table + done, one));
        TRY(m_device.read_at(table + m_table_sectors + done, other));
        if (!std::ranges::equal(one, other))
            return broken("the two tables differ");
        for (std::size_t at = 0; at < bytes; at += 4, ++cluster) {
            bool has_owner = cluster < 2 || (cluster < m_used.size() && m_used[cluster]);
            if (!has_owner && u32(one, at) != 0)
                return broken("a cluster that belongs to nobody");
        }
    }
    return {};
}

Result<void> VolumeReader::expect_zeros(std::uint64_t first, std::uint64_t end)
{
    base::Bytes bytes;
    for (; first < end; first += bytes.size() / sector_bytes) {
        bytes.resize(std::min<std::uint64_t>(end - first, 2048) * sector_bytes);
        TRY(m_device.read_at(first, bytes));
        if (std::ranges::any_of(bytes, [](auto byte) { return byte != 0; }))
            return broken("something stands where nothing was written");
    }
    return {};
}

Result<void> VolumeReader::check_unused()
{
    TRY(expect_zeros(1, volume_start - 8)); // The last eight are the medium's own.
    return expect_zeros(volume_start + 12, volume_start + m_reserved);
}

Result<void> read_volume(BlockDevice& device, FirstSector first_sector,
    const std::function<Result<void>(const Found&)>& each)
{
    VolumeReader reader(device, each);
    TRY(reader.read_boot_sectors());
    TRY(reader.read_first_sector(first_sector));
    TRY(reader.check_unused());
    TRY(reader.read_folder(root, 0, "", 0));
    return reader.check_tables();
}

}
