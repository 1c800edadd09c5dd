// SPDX-License-Identifier: MIT
#include "kiosk/release/exfat/writer.h"

#include "kiosk/release/exfat/upcase.h"
#include "kiosk/release/fat32/stream.h"

namespace exfat {

using fat32::put_text, fat32::put_u16, fat32::put_u32, fat32::put_u64, fat32::sector_bytes;

static constexpr std::size_t entry_bytes = 32;
static constexpr std::u16string_view label = u"SEKISHO";
static constexpr std::uint32_t end_of_chain = 0xFFFFFFFF;

// Sections 3.4, 6.3.3 and 7.2.2: the same sum, over 32 and over 16 bits.
static std::uint32_t added(std::uint32_t sum, std::uint8_t byte)
{
    return (sum << 31 | sum >> 1) + byte;
}

static std::uint16_t added(std::uint16_t sum, std::uint8_t byte)
{
    return static_cast<std::uint16_t>((sum << 15 | sum >> 1) + byte);
}

// Section 3.1.
static base::Bytes boot_sector(const Plan& plan, const Stamp& stamp)
{
    const auto& geometry = plan.geometry;
    base::Bytes sector(sector_bytes);
    auto at = [&](std::size_t offset) { return std::span(sector).subspan(offset); };
    put_text(at(0),
        "\xEB\x76\x90"
        "EXFAT   ");
    put_u64(at(64), fat32::partition_start);
    put_u64(at(72), geometry.volume_sectors);
    put_u32(at(80), geometry.table_start);
    put_u32(at(84), geometry.table_sectors);
    put_u32(at(88), geometry.heap_start);
    put_u32(at(92), geometry.clusters);
    put_u32(at(96), plan.nodes[0].first_cluster);
    put_u32(at(100), stamp.serial);
    put_u16(at(104), 0x0100); // Revision 1.00.
    sector[108] = 9; // Sectors of 512 bytes, as a power of two.
    sector[109] = static_cast<std::uint8_t>(geometry.cluster_shift);
    sector[110] = 1; // Tables.
    sector[111] = 0x80;
    sector[112]
        = static_cast<std::uint8_t>(std::uint64_t { plan.used_clusters } * 100 / geometry.clusters);
    put_text(at(120), "\xEB\xFE"); // Whoever boots from it stops here: jmp to itself.
    put_u16(at(510), 0xAA55);
    return sector;
}

// Section 3: the boot sector, eight more, the parameters, a reserved one, their sum; all twice.
static Result<void> write_boot_regions(BlockDevice& device, const Plan& plan, const Stamp& stamp)
{
    auto region = boot_sector(plan, stamp);
    region.resize(11 * sector_bytes);
    for (std::size_t number = 1; number <= 8; ++number)
        put_u16(std::span(region).subspan(number * sector_bytes + 510), 0xAA55);
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < region.size(); ++i) {
        if (i != 106 && i != 107 && i != 112) // What changes while it is in use.
            sum = added(sum, region[i]);
    }
    for (std::size_t i = 0; i < sector_bytes / 4; ++i)
        base::append_u32_le(region, sum);
    fat32::Stream stream(device, fat32::partition_start);
    TRY(stream.add(region));
    TRY(stream.add(region));
    TRY(stream.zeros((plan.geometry.table_start - 24) * sector_bytes));
    return stream.flush();
}

// Only what has no entry of its own to say that it lies in one piece: the bitmap, the up-case
// table, the root.
static Result<void> write_table(BlockDevice& device, const Plan& plan)
{
    base::Bytes entries;
    base::append_u32_le(entries, 0xFFFFFFF8);
    base::append_u32_le(entries, end_of_chain);
    std::uint32_t cluster = 2;
    for (auto count : { plan.bitmap_clusters, plan.upcase_clusters, plan.nodes[0].clusters }) {
        for (std::uint32_t i = 1; i <= count; ++i, ++cluster)
            base::append_u32_le(entries, i < count ? cluster + 1 : end_of_chain);
    }
    fat32::Stream stream(
        device, std::uint64_t { fat32::partition_start } + plan.geometry.table_start);
    TRY(stream.add(entries));
    auto room = std::uint64_t { plan.geometry.heap_start } - plan.geometry.table_start;
    TRY(stream.zeros(room * sector_bytes - entries.size()));
    return stream.flush();
}

static Result<void> write_bitmap(fat32::Stream& stream, const Plan& plan)
{
    auto bytes = (plan.geometry.clusters + 7) / 8;
    base::Bytes used(plan.used_clusters / 8, 0xFF);
    if (plan.used_clusters % 8 != 0)
        used.push_back(static_cast<std::uint8_t>((1 << plan.used_clusters % 8) - 1));
    TRY(stream.add(used));
    return stream.zeros(bytes - used.size());
}

// Sections 7.1 to 7.3.
static base::Bytes root_entries(const Plan& plan)
{
    base::Bytes entries(3 * entry_bytes);
    auto at = [&](std::size_t offset) { return std::span(entries).subspan(offset); };
    entries[0] = 0x83; // Label.
    entries[1] = static_cast<std::uint8_t>(label.size());
    for (std::size_t i = 0; i < label.size(); ++i)
        put_u16(at(2 + 2 * i), static_cast<std::uint16_t>(label[i]));
    entries[32] = 0x81; // Bitmap.
    put_u32(at(32 + 20), 2);
    put_u64(at(32 + 24), (plan.geometry.clusters + 7) / 8);
    auto table = upcase_table();
    std::uint32_t sum = 0;
    for (auto byte : table)
        sum = added(sum, byte);
    entries[64] = 0x82; // Up-case table.
    put_u32(at(64 + 4), sum);
    put_u32(at(64 + 20), 2 + plan.bitmap_clusters);
    put_u64(at(64 + 24), table.size());
    return entries;
}

static std::uint16_t hash_of(const std::u16string& name)
{
    std::uint16_t sum = 0;
    for (auto unit : upper(name)) {
        sum = added(sum, static_cast<std::uint8_t>(unit));
        sum = added(sum, static_cast<std::uint8_t>(unit >> 8));
    }
    return sum;
}

// Sections 7.4, 7.6 and 7.7.
static base::Bytes entry_set(const Node& node, const Stamp& stamp)
{
    auto names = (node.name.size() + units_in_entry - 1) / units_in_entry;
    base::Bytes set((2 + names) * entry_bytes);
    auto at = [&](std::size_t offset) { return std::span(set).subspan(offset); };
    set[0] = 0x85;
    set[1] = static_cast<std::uint8_t>(1 + names);
    put_u16(at(4), node.kind == Node::Kind::Folder ? 0x10 : 0x20);
    for (std::size_t offset : { 8u, 12u, 16u }) { // Made, written, read.
        put_u16(at(offset), stamp.time);
        put_u16(at(offset + 2), stamp.date);
    }
    set[22] = set[23] = set[24] = 0x80; // In UTC.
    set[32] = 0xC0;
    set[33] = node.clusters > 0 ? 0x03 : 0x01; // In one piece, without the table.
    set[35] = static_cast<std::uint8_t>(node.name.size());
    put_u16(at(36), hash_of(node.name));
    put_u64(at(40), node.size);
    put_u32(at(52), node.first_cluster);
    put_u64(at(56), node.size);
    for (std::size_t i = 0; i < names * units_in_entry; ++i) {
        auto entry = 2 + i / units_in_entry;
        set[entry * entry_bytes] = 0xC1;
        if (i < node.name.size())
            put_u16(at(entry * entry_bytes + 2 + 2 * (i % units_in_entry)),
                static_cast<std::uint16_t>(node.name[i]));
    }
    std::uint16_t sum = 0;
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (i != 2 && i != 3)
            sum = added(sum, set[i]);
    }
    put_u16(at(2), sum);
    return set;
}

static Result<void> write_folder(
    fat32::Stream& stream, const Plan& plan, std::uint32_t number, const Stamp& stamp)
{
    if (number == 0)
        TRY(stream.add(root_entries(plan)));
    for (auto child : plan.nodes[number].children)
        TRY(stream.add(entry_set(plan.nodes[child], stamp)));
    return {};
}

static Result<void> write_file(
    fat32::Stream& stream, std::uint64_t size, std::uint32_t file, const ReadFile& read)
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

Result<void> write_volume(BlockDevice& device, const Plan& plan, const Stamp& stamp,
    const ReadFile& read, const std::function<void(std::uint32_t)>& done)
{
    if (device.sectors() != plan.medium_sectors)
        return Error { "the medium is not the one that was planned for" };
    TRY(write_boot_regions(device, plan, stamp));
    TRY(write_table(device, plan));
    std::vector<std::uint32_t> file_of(plan.nodes.size());
    for (std::uint32_t i = 0; i < plan.files.size(); ++i)
        file_of[plan.files[i]] = i;
    auto unit = plan.geometry.cluster_bytes();
    fat32::Stream stream(device, plan.geometry.first_sector_of(2));
    TRY(write_bitmap(stream, plan));
    TRY(stream.pad(unit));
    TRY(stream.add(upcase_table()));
    TRY(stream.pad(unit));
    for (auto number : plan.order) {
        const auto& node = plan.nodes[number];
        if (node.kind == Node::Kind::Folder) {
            TRY(write_folder(stream, plan, number, stamp));
        } else {
            TRY(write_file(stream, node.size, file_of[number], read));
            done(file_of[number]);
        }
        TRY(stream.pad(unit));
    }
    TRY(stream.flush());
    return device.sync();
}

base::Bytes first_sector(const Plan& plan, const Stamp& stamp)
{
    base::Bytes sector(sector_bytes);
    auto at = [&](std::size_t offset) { return std::span(sector).subspan(offset); };
    put_text(at(0), "\xEB\xFE");
    put_u32(at(440), stamp.disk);
    sector[447] = 0xFE; // Cylinders and heads: "see the sectors".
    sector[448] = sector[449] = 0xFF;
    sector[450] = 0x07; // exFAT.
    sector[451] = 0xFE;
    sector[452] = sector[453] = 0xFF;
    put_u32(at(454), fat32::partition_start);
    put_u32(at(458), static_cast<std::uint32_t>(plan.geometry.volume_sectors));
    put_u16(at(510), 0xAA55);
    return sector;
}

}
