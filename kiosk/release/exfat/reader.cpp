// SPDX-License-Identifier: MIT
#include "kiosk/release/exfat/reader.h"

#include "kiosk/release/exfat/entries.h"

#include <algorithm>

namespace exfat {

using base::View, fat32::sector_bytes;

static constexpr std::uint64_t volume_start = 2048;
static constexpr std::uint64_t largest_folder = 256ull << 20;
static constexpr std::uint64_t largest_step = 1 << 20; // Bytes read at a time.
static constexpr int deepest = 64;

static std::uint32_t u32(View at, std::size_t offset)
{
    return static_cast<std::uint32_t>(number(at, offset, 4));
}

class VolumeReader {
public:
    VolumeReader(
        fat32::BlockDevice& device, const std::function<Result<void>(const fat32::Found&)>& each)
        : m_device(device)
        , m_each(each)
    {
    }

    Result<void> read_boot_regions();
    Result<void> read_first_sector(fat32::FirstSector);
    Result<void> read_root();
    Result<void> check_table();
    Result<void> check_bitmap();

private:
    std::uint64_t cluster_bytes() const { return m_cluster_sectors * sector_bytes; }
    Result<void> expect_zeros(std::uint64_t first, std::uint64_t end);
    Result<void> read_run(
        std::uint32_t cluster, std::uint64_t bytes, const std::function<Result<void>(View)>& take);
    Result<base::Bytes> read_small(std::uint32_t cluster, std::uint64_t bytes);
    Result<void> read_folder(View entries, const std::string& path, int depth);
    Result<void> read_file(const std::string& path, const Entry&);

    fat32::BlockDevice& m_device;
    const std::function<Result<void>(const fat32::Found&)>& m_each;
    std::uint64_t m_volume_sectors { 0 };
    std::uint64_t m_table_start { 0 };
    std::uint64_t m_heap_start { 0 };
    std::uint64_t m_cluster_sectors { 0 };
    std::uint32_t m_clusters { 0 };
    std::uint32_t m_root { 0 };
    Capitals m_capitals;
    std::vector<bool> m_used; // By cluster, less two.
    std::vector<std::uint32_t> m_chained; // Clusters of what has a chain, in their order.
    std::vector<std::uint32_t> m_ends; // The last of each chain.
    base::Bytes m_bitmap;
};

Result<void> VolumeReader::expect_zeros(std::uint64_t first, std::uint64_t end)
{
    base::Bytes bytes;
    for (; first < end; first += bytes.size() / sector_bytes) {
        bytes.resize(std::min<std::uint64_t>(end - first, 2048) * sector_bytes);
        TRY(m_device.read_at(first, bytes));
        if (!is_blank(bytes))
            return broken("something stands where nothing was written");
    }
    return {};
}

Result<void> VolumeReader::read_boot_regions()
{
    base::Bytes region(12 * sector_bytes), copy(12 * sector_bytes);
    TRY(m_device.read_at(volume_start, region));
    TRY(m_device.read_at(volume_start + 12, copy));
    if (region != copy)
        return broken("the copy of the boot region is another");
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < 11 * sector_bytes; ++i) {
        if (i != 106 && i != 107 && i != 112)
            sum = ((sum & 1) != 0 ? 0x80000000u : 0u) + (sum >> 1) + region[i];
    }
    for (std::size_t i = 11 * sector_bytes; i < region.size(); i += 4) {
        if (u32(region, i) != sum)
            return broken("the boot region's sum is wrong");
    }
    for (std::size_t sector = 1; sector <= 8; ++sector) {
        if (!is_blank(View(region).subspan(sector * sector_bytes, 508))
            || u32(region, sector * sector_bytes + 508) != 0xAA550000)
            return broken("something stands in the boot region");
    }
    m_volume_sectors = number(region, 72, 8);
    m_table_start = u32(region, 80);
    m_heap_start = u32(region, 88);
    m_clusters = u32(region, 92);
    m_root = u32(region, 96);
    auto shift = region[109];
    if (base::text_of(View(region).subspan(3, 8)) != "EXFAT   "
        || !is_blank(View(region).subspan(11, 53)) || number(region, 64, 8) != volume_start
        || number(region, 104, 2) != 0x0100 || number(region, 106, 2) != 0 || region[108] != 9
        || shift > 16 || region[110] != 1 || number(region, 510, 2) != 0xAA55
        || volume_start + m_volume_sectors != m_device.sectors() || m_table_start < 24
        || m_table_start + u32(region, 84) > m_heap_start || m_heap_start >= m_volume_sectors
        || !is_blank(View(region).subspan(9 * sector_bytes, 2 * sector_bytes)))
        return broken("the boot sector is not as it must be");
    m_cluster_sectors = 1ull << shift;
    if (m_clusters != (m_volume_sectors - m_heap_start) / m_cluster_sectors
        || (std::uint64_t { m_clusters } + 2) * 4
            > std::uint64_t { u32(region, 84) } * sector_bytes)
        return broken("the count of clusters is wrong");
    m_used.assign(m_clusters, false);
    return expect_zeros(volume_start + 24, volume_start + m_table_start);
}

Result<void> VolumeReader::read_first_sector(fat32::FirstSector first)
{
    TRY(expect_zeros(1, volume_start - 8)); // The last eight are the medium's own.
    if (first == fat32::FirstSector::NotYet)
        return expect_zeros(0, 1);
    base::Bytes sector(sector_bytes);
    TRY(m_device.read_at(0, sector));
    if (number(sector, 510, 2) != 0xAA55 || sector[446] != 0 || sector[450] != 0x07
        || u32(sector, 454) != volume_start || u32(sector, 458) != m_volume_sectors
        || !is_blank(View(sector).subspan(462, 48)))
        return broken("the partition table is not as it must be");
    return {};
}

// So many bytes in one piece, and zeros up to the end of the last cluster.
Result<void> VolumeReader::read_run(
    std::uint32_t cluster, std::uint64_t bytes, const std::function<Result<void>(View)>& take)
{
    auto count = bytes / cluster_bytes() + (bytes % cluster_bytes() != 0 ? 1 : 0);
    if (bytes == 0 || cluster < 2 || count > m_clusters || cluster - 2 > m_clusters - count)
        return broken("something lies outside");
    for (auto one = cluster - 2; one < cluster - 2 + count; ++one) {
        if (m_used[one])
            return broken("a cluster is used twice");
        m_used[one] = true;
    }
    auto sector = volume_start + m_heap_start + (cluster - 2) * m_cluster_sectors;
    base::Bytes block;
    for (auto room = count * cluster_bytes(); room > 0;) {
        block.resize(std::min(room, largest_step));
        TRY(m_device.read_at(sector, block));
        auto own = std::min<std::uint64_t>(bytes, block.size());
        if (own > 0)
            TRY(take(View(block).first(own)));
        if (!is_blank(View(block).subspan(own)))
            return broken("something stands behind the end of a file");
        bytes -= own;
        room -= block.size();
        sector += block.size() / sector_bytes;
    }
    return {};
}

Result<base::Bytes> VolumeReader::read_small(std::uint32_t cluster, std::uint64_t bytes)
{
    if (bytes > largest_folder)
        return broken("a folder is too large");
    base::Bytes all;
    TRY(read_run(cluster, bytes, [&](View part) -> Result<void> {
        base::append(all, part);
        return {};
    }));
    return all;
}

Result<void> VolumeReader::read_file(const std::string& path, const Entry& entry)
{
    base::Sha256 hash;
    if (entry.size > 0)
        TRY(read_run(entry.cluster, entry.size, [&](View part) -> Result<void> {
            hash.update(part);
            return {};
        }));
    return m_each({ path, entry.size, hash.finish() });
}

Result<void> VolumeReader::read_folder(View bytes, const std::string& path, int depth)
{
    if (depth > deepest)
        return broken("folders in folders without end");
    for (const auto& entry : TRY(entries_of_folder(bytes, m_capitals))) {
        auto name = path.empty() ? entry.name : path + "/" + entry.name;
        if (entry.kind == Entry::Kind::File) {
            TRY(read_file(name, entry));
            continue;
        }
        if (entry.size % cluster_bytes() != 0)
            return broken("a folder that is not whole clusters");
        auto inner = TRY(read_small(entry.cluster, entry.size));
        TRY(read_folder(inner, name, depth + 1));
    }
    return {};
}

// Its size stands nowhere but in its chain.
Result<void> VolumeReader::read_root()
{
    auto chain = [&](std::uint32_t cluster) -> Result<std::uint32_t> {
        base::Bytes sector(sector_bytes);
        std::uint32_t first = cluster;
        for (;;) {
            if (cluster < 2 || cluster - 2 >= m_clusters
                || (cluster - first) * cluster_bytes() > largest_folder)
                return broken("a chain leads outside");
            m_chained.push_back(cluster);
            TRY(m_device.read_at(volume_start + m_table_start + cluster / 128, sector));
            auto next = u32(sector, std::size_t { cluster % 128 } * 4);
            if (next == 0xFFFFFFFF) {
                m_ends.push_back(cluster);
                return cluster - first + 1;
            }
            if (next != cluster + 1)
                return broken("a chain that is not in one piece");
            cluster = next;
        }
    };
    auto root = TRY(read_small(m_root, TRY(chain(m_root)) * cluster_bytes()));
    auto system = TRY(system_files_of(root));
    if (system.bitmap_bytes != (m_clusters + 7) / 8)
        return broken("the bitmap has another size");
    m_bitmap = TRY(read_small(system.bitmap, system.bitmap_bytes));
    auto table = TRY(read_small(system.upcase, system.upcase_bytes));
    m_capitals = TRY(Capitals::parse(table, system.upcase_sum));
    auto clusters
        = [&](std::uint64_t bytes) { return (bytes + cluster_bytes() - 1) / cluster_bytes(); };
    if (TRY(chain(system.bitmap)) != clusters(system.bitmap_bytes)
        || TRY(chain(system.upcase)) != clusters(system.upcase_bytes))
        return broken("a chain is not as long as what lies there");
    constexpr std::size_t own_entries = 3ull * 32; // The label, the bitmap, the table of capitals.
    return read_folder(View(root).subspan(own_entries), "", 0);
}

// Nothing else has an entry.
Result<void> VolumeReader::check_table()
{
    std::ranges::sort(m_chained);
    base::Bytes block(1 << 16);
    std::uint64_t cluster = 0;
    for (auto sector = m_table_start; sector < m_heap_start;) {
        block.resize(std::min<std::uint64_t>(block.size(), (m_heap_start - sector) * sector_bytes));
        TRY(m_device.read_at(volume_start + sector, block));
        for (std::size_t at = 0; at < block.size(); at += 4, ++cluster) {
            auto value = u32(block, at);
            bool good = cluster == 0 ? value == 0xFFFFFFF8
                : cluster == 1       ? value == 0xFFFFFFFF
                                     : value == 0
                    || std::ranges::binary_search(m_chained, static_cast<std::uint32_t>(cluster));
            if (!good)
                return broken("the table says more than it must");
        }
        sector += block.size() / sector_bytes;
    }
    return {};
}

Result<void> VolumeReader::check_bitmap()
{
    for (std::uint64_t cluster = 0; cluster < m_bitmap.size() * 8; ++cluster) {
        bool said = (m_bitmap[cluster / 8] >> cluster % 8 & 1) != 0;
        if (said != (cluster < m_used.size() && m_used[cluster]))
            return broken("the bitmap says something else than what is used");
    }
    return {};
}

Result<void> read_volume(fat32::BlockDevice& device, fat32::FirstSector first_sector,
    const std::function<Result<void>(const fat32::Found&)>& each)
{
    VolumeReader reader(device, each);
    TRY(reader.read_boot_regions());
    TRY(reader.read_first_sector(first_sector));
    TRY(reader.read_root());
    TRY(reader.check_table());
    return reader.check_bitmap();
}

}
