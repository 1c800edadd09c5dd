// SPDX-License-Identifier: MIT
#include "kiosk/release/exfat/plan.h"

#include "kiosk/core/base/text.h"
#include "kiosk/release/exfat/upcase.h"

#include <map>
#include <set>

namespace exfat {

static constexpr std::uint64_t sectors_in_mebibyte = 2048;
static constexpr std::uint64_t entry_bytes = 32;
static constexpr std::uint64_t largest_folder = 256ull << 20; // Section 7.4: bytes.
static constexpr std::uint64_t least_medium = 8 * sectors_in_mebibyte;
static constexpr std::uint64_t largest_medium = 0xFFFFFFFF; // The MBR counts so far.

// Microsoft's defaults: clusters of 4 KiB up to 256 MB, of 32 KiB up to 32 GB, else of 128 KiB.
static std::uint32_t cluster_shift_for(std::uint64_t sectors)
{
    if (sectors <= 256 * sectors_in_mebibyte)
        return 3;
    return sectors <= 32'768 * sectors_in_mebibyte ? 6 : 8;
}

static std::uint64_t rounded(std::uint64_t value, std::uint64_t unit)
{
    return (value + unit - 1) / unit * unit;
}

static Result<Geometry> geometry_for(std::uint64_t medium_sectors)
{
    if (medium_sectors > largest_medium)
        return Error { "the medium is larger than 2 TB; please take a smaller one" };
    if (medium_sectors < least_medium)
        return Error { "the medium is smaller than 8 MB; please take a larger one" };
    Geometry geometry;
    geometry.volume_sectors = medium_sectors - fat32::partition_start;
    geometry.cluster_shift = cluster_shift_for(geometry.volume_sectors);
    auto unit = 1ull << geometry.cluster_shift;
    // Behind the boot regions, and a table for all sectors: never too small.
    geometry.table_start = static_cast<std::uint32_t>(rounded(24, unit));
    auto most = geometry.volume_sectors >> geometry.cluster_shift;
    geometry.table_sectors = static_cast<std::uint32_t>(rounded((most + 2) * 4, 512) / 512);
    geometry.heap_start = static_cast<std::uint32_t>(
        rounded(std::uint64_t { geometry.table_start } + geometry.table_sectors, unit));
    geometry.clusters = static_cast<std::uint32_t>(
        (geometry.volume_sectors - geometry.heap_start) >> geometry.cluster_shift);
    return geometry;
}

static std::uint64_t entries_for(const std::u16string& name)
{
    return 2 + (name.size() + units_in_entry - 1) / units_in_entry;
}

class Planner {
public:
    Planner()
    {
        m_plan.nodes.emplace_back();
        m_plan.nodes[0].kind = Node::Kind::Folder;
        m_names.emplace_back();
    }

    Result<void> add(const File& file)
    {
        std::uint32_t parent = 0;
        std::size_t start = 0;
        for (auto slash = file.path.find('/'); slash != std::string::npos;
             slash = file.path.find('/', start)) {
            parent = TRY(child(parent, file.path.substr(start, slash - start), Node::Kind::Folder));
            start = slash + 1;
        }
        auto number = TRY(child(parent, file.path.substr(start), Node::Kind::File));
        m_plan.nodes[number].size = file.size;
        m_plan.files.push_back(number);
        return {};
    }

    Result<Plan> place(std::uint64_t medium_sectors)
    {
        m_plan.medium_sectors = medium_sectors > 0 ? medium_sectors : TRY(image_sectors());
        m_plan.geometry = TRY(geometry_for(m_plan.medium_sectors));
        const auto& geometry = m_plan.geometry;
        m_plan.bitmap_clusters = clusters_of((geometry.clusters + 7) / 8);
        m_plan.upcase_clusters = clusters_of(upcase_table().size());
        std::uint64_t next = 2ull + m_plan.bitmap_clusters + m_plan.upcase_clusters;
        for (auto kind : { Node::Kind::Folder, Node::Kind::File }) {
            for (std::uint32_t i = 0; i < m_plan.nodes.size(); ++i) {
                auto& node = m_plan.nodes[i];
                if (node.kind != kind)
                    continue;
                if (kind == Node::Kind::Folder)
                    node.size = rounded(TRY(folder_bytes(node)), geometry.cluster_bytes());
                auto clusters
                    = (node.size + geometry.cluster_bytes() - 1) / geometry.cluster_bytes();
                if (next + clusters > std::uint64_t { geometry.clusters } + 2)
                    return Error { "the medium is too small for what is to be released; please "
                                   "take a larger one" };
                if (clusters == 0)
                    continue;
                node.first_cluster = static_cast<std::uint32_t>(next);
                node.clusters = static_cast<std::uint32_t>(clusters);
                next += clusters;
                m_plan.order.push_back(i);
            }
        }
        m_plan.used_clusters = static_cast<std::uint32_t>(next - 2);
        return std::move(m_plan);
    }

private:
    std::uint32_t clusters_of(std::uint64_t bytes) const
    {
        auto unit = m_plan.geometry.cluster_bytes();
        return static_cast<std::uint32_t>((bytes + unit - 1) / unit);
    }

    Result<std::uint32_t> child(std::uint32_t parent, const std::string& utf8, Node::Kind kind)
    {
        if (utf8 == "." || utf8 == "..")
            return Error { "a path that leads elsewhere" };
        auto name = TRY(fat32::long_name(utf8)); // exFAT forbids the same characters.
        auto [found, is_new] = m_names[parent].emplace(upper(name), 0);
        if (!is_new) {
            const auto& node = m_plan.nodes[found->second];
            if (kind == Node::Kind::Folder && node.kind == kind && node.name == name)
                return found->second;
            return Error { "two names that exFAT takes for one: " + base::escaped(utf8) };
        }
        auto number = static_cast<std::uint32_t>(m_plan.nodes.size());
        found->second = number;
        auto& node = m_plan.nodes.emplace_back();
        node.name = std::move(name);
        node.parent = parent;
        node.kind = kind;
        m_plan.nodes[parent].children.push_back(number);
        m_names.emplace_back();
        return number;
    }

    Result<std::uint64_t> folder_bytes(const Node& folder) const
    {
        std::uint64_t entries = folder.name.empty() ? 3 : 1; // Label, bitmap, up-case table.
        for (auto number : folder.children)
            entries += entries_for(m_plan.nodes[number].name);
        if (entries * entry_bytes > largest_folder)
            return Error { "exFAT holds no folder with so many names; please release to a folder "
                           "(dir:DIR)" };
        return entries * entry_bytes;
    }

    Result<std::uint64_t> image_sectors() const
    {
        static constexpr std::uint64_t largest_cluster = 128 << 10;
        std::uint64_t bytes = 0;
        for (const auto& node : m_plan.nodes)
            bytes += rounded(node.kind == Node::Kind::File ? node.size : TRY(folder_bytes(node)),
                largest_cluster);
        auto sectors = bytes / 512;
        sectors += sectors / 16 + 8 * sectors_in_mebibyte;
        return rounded(sectors, sectors_in_mebibyte) + fat32::partition_start;
    }

    Plan m_plan;
    std::vector<std::map<std::u16string, std::uint32_t>> m_names; // Of each folder, in capitals.
};

Result<Plan> plan_for(const std::vector<File>& files, std::uint64_t medium_sectors)
{
    Planner planner;
    for (const auto& file : files)
        TRY(planner.add(file));
    return planner.place(medium_sectors);
}

}
