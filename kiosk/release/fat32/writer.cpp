// SPDX-License-Identifier: MIT
#include "kiosk/release/fat32/writer.h"

#include "kiosk/release/fat32/names.h"
#include "kiosk/release/fat32/stream.h"

#include <algorithm>

namespace fat32 {

static constexpr std::string_view label = "SEKISHO    ";
static constexpr std::uint32_t end_of_chain = 0x0FFFFFFF;
static constexpr std::size_t entry_bytes = 32;

static base::Bytes boot_sector(const Plan& plan, const Stamp& stamp)
{
    base::Bytes sector(sector_bytes);
    auto at = [&](std::size_t offset) { return std::span(sector).subspan(offset); };
    put_text(at(0), "\xEB\x58\x90MSDOS5.0");
    put_u16(at(11), sector_bytes);
    sector[13] = static_cast<std::uint8_t>(plan.geometry.cluster_sectors);
    put_u16(at(14), static_cast<std::uint16_t>(plan.geometry.reserved_sectors));
    sector[16] = 2; // Tables.
    sector[21] = 0xF8; // A fixed disk, as sticks say.
    put_u16(at(24), 63);
    put_u16(at(26), 255);
    put_u32(at(28), partition_start);
    put_u32(at(32), plan.geometry.volume_sectors);
    put_u32(at(36), plan.geometry.table_sectors);
    put_u32(at(44), 2); // The root's first cluster.
    put_u16(at(48), 1); // FSInfo.
    put_u16(at(50), 6); // The copy of this sector.
    sector[64] = 0x80;
    sector[66] = 0x29;
    put_u32(at(67), stamp.serial);
    put_text(at(71), label);
    put_text(at(82), "FAT32   ");
    // Whoever boots from it stops here: jmp to itself.
    put_text(at(90), "\xEB\xFE");
    put_u16(at(510), 0xAA55);
    return sector;
}

static base::Bytes information_sector(const Plan& plan)
{
    base::Bytes sector(sector_bytes);
    auto at = [&](std::size_t offset) { return std::span(sector).subspan(offset); };
    put_u32(at(0), 0x41615252);
    put_u32(at(484), 0x61417272);
    auto free = plan.geometry.clusters - plan.used_clusters;
    put_u32(at(488), free);
    put_u32(at(492), free > 0 ? plan.used_clusters + 2 : 2);
    put_u32(at(508), 0xAA550000);
    return sector;
}

static Result<void> write_reserved(BlockDevice& device, const Plan& plan, const Stamp& stamp)
{
    Stream stream(device, partition_start);
    for (int copy = 0; copy < 2; ++copy) {
        TRY(stream.add(boot_sector(plan, stamp)));
        TRY(stream.add(information_sector(plan)));
        base::Bytes third(sector_bytes);
        put_u16(std::span(third).subspan(510), 0xAA55);
        TRY(stream.add(third));
        TRY(stream.zeros(3 * sector_bytes));
    }
    TRY(stream.zeros((plan.geometry.reserved_sectors - 12) * sector_bytes));
    return stream.flush();
}

static Result<void> write_table(BlockDevice& device, const Plan& plan, std::uint64_t sector)
{
    Stream stream(device, sector);
    base::Bytes entries;
    base::append_u32_le(entries, 0x0FFFFFF8);
    base::append_u32_le(entries, end_of_chain); // Ended well, no errors.
    for (auto number : plan.order) {
        const auto& node = plan.nodes[number];
        for (std::uint32_t i = 1; i <= node.clusters; ++i) {
            base::append_u32_le(entries, i < node.clusters ? node.first_cluster + i : end_of_chain);
            if (entries.size() >= 1 << 16) {
                TRY(stream.add(entries));
                entries.clear();
            }
        }
    }
    TRY(stream.add(entries));
    auto used = (std::uint64_t { plan.used_clusters } + 2) * 4;
    TRY(stream.zeros(plan.geometry.table_sectors * sector_bytes - used));
    return stream.flush();
}

enum Attribute : std::uint8_t { VolumeLabel = 8, Folder = 16, Archive = 32 };

static base::Bytes short_entry(std::string_view name, Attribute attribute, std::uint32_t cluster,
    std::uint32_t size, const Stamp& stamp)
{
    base::Bytes entry(entry_bytes);
    auto at = [&](std::size_t offset) { return std::span(entry).subspan(offset); };
    put_text(at(0), name);
    entry[11] = attribute;
    put_u16(at(14), stamp.time); // Made.
    put_u16(at(16), stamp.date);
    put_u16(at(18), stamp.date); // Read.
    put_u16(at(20), static_cast<std::uint16_t>(cluster >> 16));
    put_u16(at(22), stamp.time); // Written.
    put_u16(at(24), stamp.date);
    put_u16(at(26), static_cast<std::uint16_t>(cluster));
    put_u32(at(28), size);
    return entry;
}

// The last part first, as FAT has it.
static base::Bytes long_entries(const std::u16string& name, const ShortName& short_name)
{
    static constexpr std::size_t places[units_in_entry] { 1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28,
        30 };
    base::Bytes all;
    auto count = (name.size() + units_in_entry - 1) / units_in_entry;
    for (auto number = count; number > 0; --number) {
        base::Bytes entry(entry_bytes);
        entry[0] = static_cast<std::uint8_t>(number | (number == count ? 0x40 : 0));
        entry[11] = 0x0F;
        entry[13] = checksum_of(short_name);
        for (std::size_t i = 0; i < units_in_entry; ++i) {
            auto unit = (number - 1) * units_in_entry + i;
            auto value = unit < name.size() ? name[unit] : unit == name.size() ? 0 : 0xFFFF;
            put_u16(std::span(entry).subspan(places[i]), static_cast<std::uint16_t>(value));
        }
        base::append(all, entry);
    }
    return all;
}

static Result<void> write_folder(
    Stream& stream, const Plan& plan, std::uint32_t number, const Stamp& stamp)
{
    const auto& folder = plan.nodes[number];
    if (number == 0) {
        TRY(stream.add(short_entry(label, VolumeLabel, 0, 0, stamp)));
    } else {
        // The root has no number from within.
        auto above = folder.parent == 0 ? 0 : plan.nodes[folder.parent].first_cluster;
        TRY(stream.add(short_entry(".          ", Folder, folder.first_cluster, 0, stamp)));
        TRY(stream.add(short_entry("..         ", Folder, above, 0, stamp)));
    }
    for (auto child : folder.children) {
        const auto& node = plan.nodes[child];
        if (!is_short(node.name))
            TRY(stream.add(long_entries(TRY(long_name(node.name)), node.short_name)));
        TRY(stream.add(short_entry({ node.short_name.data(), node.short_name.size() },
            node.kind == Node::Kind::Folder ? Folder : Archive, node.first_cluster, node.size,
            stamp)));
    }
    return {};
}

static Result<void> write_file(
    Stream& stream, std::uint32_t size, std::uint32_t file, const ReadFile& read)
{
    base::Bytes block(1 << 18);
    for (std::uint64_t offset = 0; offset < size;) {
        auto part = std::span(block).first(std::min<std::uint64_t>(block.size(), size - offset));
        TRY(read(file, offset, part));
        TRY(stream.add(part));
        offset += part.size();
    }
    return {};
}

Result<void> wipe(BlockDevice& device)
{
    TRY(device.write_at(0, base::Bytes(sector_bytes)));
    TRY(device.sync());
    TRY(device.write_at(1, base::Bytes((kept_start - 1) * sector_bytes)));
    TRY(device.write_at(device.sectors() - 64, base::Bytes(64 * sector_bytes)));
    return device.sync();
}

Result<void> write_volume(BlockDevice& device, const Plan& plan, const Stamp& stamp,
    const ReadFile& read, const std::function<void(std::uint32_t)>& done)
{
    if (device.sectors() != plan.medium_sectors)
        return Error { "the medium is not the one that was planned for" };
    TRY(write_reserved(device, plan, stamp));
    const auto& geometry = plan.geometry;
    auto table = std::uint64_t { partition_start } + geometry.reserved_sectors;
    TRY(write_table(device, plan, table));
    TRY(write_table(device, plan, table + geometry.table_sectors));

    std::vector<std::uint32_t> file_of(plan.nodes.size());
    for (std::uint32_t i = 0; i < plan.files.size(); ++i)
        file_of[plan.files[i]] = i;
    Stream stream(device, geometry.first_sector_of(2));
    for (auto number : plan.order) {
        const auto& node = plan.nodes[number];
        if (node.kind == Node::Kind::Folder) {
            TRY(write_folder(stream, plan, number, stamp));
        } else {
            TRY(write_file(stream, node.size, file_of[number], read));
            done(file_of[number]);
        }
        TRY(stream.pad(geometry.cluster_bytes()));
    }
    TRY(stream.flush());
    return device.sync();
}

base::Bytes first_sector(const Plan& plan, const Stamp& stamp)
{
    base::Bytes sector(sector_bytes);
    auto at = [&](std::size_t offset) { return std::span(sector).subspan(offset); };
    put_text(at(0), "\xEB\xFE"); // As above.
    put_u32(at(440), stamp.disk);
    sector[447] = 0xFE; // Cylinders and heads: "see the sectors".
    sector[448] = sector[449] = 0xFF;
    sector[450] = 0x0C; // FAT32 by sectors.
    sector[451] = 0xFE;
    sector[452] = sector[453] = 0xFF;
    put_u32(at(454), partition_start);
    put_u32(at(458), plan.geometry.volume_sectors);
    put_u16(at(510), 0xAA55);
    return sector;
}

}
