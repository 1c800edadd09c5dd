// SPDX-License-Identifier: MIT
#include "kiosk/release/fat32/plan.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fat32 {

static constexpr std::uint64_t sectors_in_mebibyte = 2048;
static constexpr std::uint32_t least_clusters = 65'525; // Fewer would be FAT16.
static constexpr std::uint64_t entry_bytes = 32;
static constexpr std::uint64_t most_entries = 65'536; // In one folder.
static constexpr std::uint64_t least_image = 36 * sectors_in_mebibyte;

// Microsoft's DskTableFAT32: volumes up to so many sectors have clusters of so many.
struct Class {
    std::uint64_t volume_sectors;
    std::uint32_t cluster_sectors;
};
static constexpr Class classes[] { { 532'480, 1 }, { 16'777'216, 8 }, { 33'554'432, 16 },
    { 67'108'864, 32 }, { 0xFFFFFFFF, 64 } };

Result<Geometry> geometry_for(std::uint64_t medium_sectors)
{
    if (medium_sectors > 0xFFFFFFFF)
        return Error { "the medium is larger than 2 TB; please take a smaller one" };
    Geometry geometry;
    if (medium_sectors > partition_start)
        geometry.volume_sectors = static_cast<std::uint32_t>(medium_sectors - partition_start);
    auto fitting = std::ranges::find_if(
        classes, [&](const Class& one) { return geometry.volume_sectors <= one.volume_sectors; });
    geometry.cluster_sectors = fitting->cluster_sectors;
    // A table for all sectors behind the reserved ones is never too small; data starts at 4 KiB.
    std::uint64_t most = geometry.volume_sectors / geometry.cluster_sectors;
    geometry.table_sectors = static_cast<std::uint32_t>((most + 2 + 127) / 128);
    geometry.reserved_sectors = 32 + (8 - 2 * geometry.table_sectors % 8) % 8;
    auto before = std::uint64_t { geometry.reserved_sectors } + 2ull * geometry.table_sectors;
    if (geometry.volume_sectors > before)
        geometry.clusters = static_cast<std::uint32_t>(
            (geometry.volume_sectors - before) / geometry.cluster_sectors);
    if (geometry.clusters < least_clusters)
        return Error { "the medium is smaller than 36 MB; please take a larger one" };
    return geometry;
}

static std::string in_small_letters(std::string text)
{
    for (auto& c : text) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

class Planner {
public:
    Planner()
    {
        m_plan.nodes.emplace_back();
        m_plan.nodes[0].kind = Node::Kind::Folder;
    }

    Result<void> add(const File& file)
    {
        if (file.size > largest_file)
            return Error { "FAT32 holds no file of 4 GiB or more: " + base::escaped(file.path)
                + "; please release to a folder (dir:DIR)" };
        std::uint32_t parent = 0;
        std::size_t start = 0;
        for (auto slash = file.path.find('/'); slash != std::string::npos;
             slash = file.path.find('/', start)) {
            parent = TRY(folder(parent, file.path.substr(start, slash - start)));
            start = slash + 1;
        }
        auto number = TRY(child(parent, file.path.substr(start), Node::Kind::File));
        m_plan.nodes[number].size = static_cast<std::uint32_t>(file.size);
        m_plan.files.push_back(number);
        return {};
    }

    Result<void> name_all()
    {
        for (const auto& node : m_plan.nodes) {
            ShortNames names;
            std::vector<std::uint32_t> others;
            for (auto number : node.children) {
                auto& one = m_plan.nodes[number];
                if (auto fitting = names.fitting(one.name))
                    one.short_name = *fitting;
                else
                    others.push_back(number);
            }
            for (auto number : others)
                m_plan.nodes[number].short_name = TRY(names.made(m_plan.nodes[number].name));
        }
        return {};
    }

    Result<Plan> place(std::uint64_t medium_sectors)
    {
        m_plan.medium_sectors = medium_sectors > 0 ? medium_sectors : TRY(image_sectors());
        m_plan.geometry = TRY(geometry_for(m_plan.medium_sectors));
        std::uint64_t next = 2;
        for (auto kind : { Node::Kind::Folder, Node::Kind::File }) {
            for (std::uint32_t i = 0; i < m_plan.nodes.size(); ++i) {
                auto& node = m_plan.nodes[i];
                if (node.kind != kind)
                    continue;
                auto clusters = TRY(clusters_of(node, m_plan.geometry.cluster_bytes()));
                if (clusters == 0)
                    continue;
                if (next + clusters > std::uint64_t { m_plan.geometry.clusters } + 2)
                    return Error { "the medium is too small for what is to be released; please "
                                   "take a larger one" };
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
    Result<std::uint32_t> folder(std::uint32_t parent, const std::string& name)
    {
        auto found = m_folders.find(std::to_string(parent) + "/" + name);
        if (found != m_folders.end())
            return found->second;
        auto number = TRY(child(parent, name, Node::Kind::Folder));
        m_folders.emplace(std::to_string(parent) + "/" + name, number);
        return number;
    }

    Result<std::uint32_t> child(std::uint32_t parent, const std::string& name, Node::Kind kind)
    {
        if (name == "." || name == "..")
            return Error { "a path that leads elsewhere" };
        TRY(long_name(name));
        if (!m_names.insert(std::to_string(parent) + "/" + in_small_letters(name)).second)
            return Error { "two names that FAT takes for one: " + base::escaped(name) };
        auto number = static_cast<std::uint32_t>(m_plan.nodes.size());
        auto& node = m_plan.nodes.emplace_back();
        node.name = name;
        node.parent = parent;
        node.kind = kind;
        m_plan.nodes[parent].children.push_back(number);
        return number;
    }

    Result<std::uint64_t> clusters_of(const Node& node, std::uint64_t cluster_bytes) const
    {
        std::uint64_t bytes = node.size;
        if (node.kind == Node::Kind::Folder) {
            std::uint64_t entries
                = node.parent == 0 && node.name.empty() ? 1 : 2; // Label; . and ..
            for (auto number : node.children) {
                const auto& name = m_plan.nodes[number].name;
                auto units = is_short(name) ? 0 : TRY(long_name(name)).size();
                entries += 1 + (units + units_in_entry - 1) / units_in_entry;
            }
            if (entries > most_entries)
                return Error { "FAT32 holds no folder with so many names: "
                    + base::escaped(node.name.empty() ? "/" : node.name)
                    + "; please release to a folder (dir:DIR)" };
            bytes = entries * entry_bytes;
        }
        return (bytes + cluster_bytes - 1) / cluster_bytes;
    }

    Result<std::uint64_t> image_sectors() const
    {
        for (const auto& one : classes) {
            std::uint64_t clusters = 0;
            for (const auto& node : m_plan.nodes)
                clusters += TRY(clusters_of(node, std::uint64_t { one.cluster_sectors } * 512));
            auto sectors = clusters * one.cluster_sectors;
            sectors += sectors / 16 + 2 * (clusters / 100 + 1) + 2 * sectors_in_mebibyte;
            sectors = (sectors / sectors_in_mebibyte + 1) * sectors_in_mebibyte;
            sectors = std::max(sectors, least_image);
            if (sectors <= one.volume_sectors)
                return sectors + partition_start;
        }
        return Error { "this is more than 2 TB; please release to a folder (dir:DIR)" };
    }

    Plan m_plan;
    std::unordered_map<std::string, std::uint32_t> m_folders;
    std::unordered_set<std::string> m_names;
};

Result<Plan> plan_for(const std::vector<File>& files, std::uint64_t medium_sectors)
{
    Planner planner;
    for (const auto& file : files)
        TRY(planner.add(file));
    TRY(planner.name_all());
    return planner.place(medium_sectors);
}

}
