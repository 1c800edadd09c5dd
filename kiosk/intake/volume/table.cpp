// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/table.h"

#include "kiosk/intake/volume/label.h"

#include <algorithm>

namespace volume {

static constexpr std::size_t most_partitions = 128; // And the tables.
static constexpr std::size_t most_volumes = 200;

// Of each gap between partitions: all of a small one; of a larger one both ends, and a block at
// every step between them. A stick may be one gap, and reading all of it takes half an hour.
static constexpr std::uint64_t gap_end = 32 << 20;
static constexpr std::uint64_t gap_step = 16 << 20;
static constexpr std::uint64_t gap_block = 64 << 10;

message::Finding finding(message::FindingKind kind, std::uint64_t offset, std::uint64_t bytes)
{
    message::Finding made;
    made.set_kind(kind);
    made.set_offset(offset);
    made.set_bytes(bytes);
    return made;
}

namespace {

class Reading {
public:
    explicit Reading(Image& image)
        : m_image(image)
        , m_size(image.source().size())
    {
    }

    Table all();

private:
    // As much of the range as lies on the medium.
    void find(message::FindingKind kind, const Range& range)
    {
        auto offset = std::min(range.offset, m_size);
        m_table.findings.push_back(finding(kind, offset, std::min(range.bytes, m_size - offset)));
    }
    void take_partitions(const TSK_VS_INFO&);
    void compare_partitions();
    void look_outside();
    void open_at(const Range&, bool is_partition);

    Image& m_image;
    std::uint64_t m_size;
    std::vector<Range> m_partitions;
    std::vector<Range> m_used; // Partitions and the tables themselves.
    Table m_table;
};

}

static message::FileSystem type_of(const TSK_FS_INFO& fs)
{
    switch (static_cast<unsigned>(fs.ftype)) {
    case TSK_FS_TYPE_FAT12: return message::FILE_SYSTEM_FAT12;
    case TSK_FS_TYPE_FAT16: return message::FILE_SYSTEM_FAT16;
    case TSK_FS_TYPE_FAT32: return message::FILE_SYSTEM_FAT32;
    case TSK_FS_TYPE_EXFAT: return message::FILE_SYSTEM_EXFAT;
    case TSK_FS_TYPE_NTFS: return message::FILE_SYSTEM_NTFS;
    case TSK_FS_TYPE_EXT2: return message::FILE_SYSTEM_EXT2;
    case TSK_FS_TYPE_EXT3: return message::FILE_SYSTEM_EXT3;
    case TSK_FS_TYPE_EXT4: return message::FILE_SYSTEM_EXT4;
    case TSK_FS_TYPE_ISO9660: return message::FILE_SYSTEM_ISO9660;
    default: return message::FILE_SYSTEM_UNKNOWN; // libtsk has more kinds than we take.
    }
}

void Reading::open_at(const Range& range, bool is_partition)
{
    std::size_t opened = 0;
    for (auto type :
        { TSK_FS_TYPE_FAT_DETECT, TSK_FS_TYPE_NTFS, TSK_FS_TYPE_EXT_DETECT, TSK_FS_TYPE_ISO9660 }) {
        if (m_table.volumes.size() >= most_volumes)
            return find(message::FINDING_LIMIT, range);
        Volume volume;
        volume.fs.reset(tsk_fs_open_img(m_image.tsk(), static_cast<TSK_OFF_T>(range.offset), type));
        if (!volume.fs)
            continue;
        volume.type = type_of(*volume.fs);
        if (volume.type == message::FILE_SYSTEM_UNKNOWN)
            continue;
        volume.range = range;
        volume.label = label_of(m_image, volume);
        auto blocks = volume.fs->block_count;
        auto block_size = volume.fs->block_size;
        // Of a CD image, the last 300 KiB are padding that many tools leave out.
        if (block_size == 0 || blocks > (range.bytes + (300 << 10)) / block_size)
            find(message::FINDING_BEYOND_END, range);
        m_table.volumes.push_back(std::move(volume));
        ++opened;
    }
    if (opened > 1)
        find(message::FINDING_AMBIGUOUS, range);
    if (opened == 0 && is_partition) {
        find(message::FINDING_UNKNOWN_VOLUME, range);
        Volume unknown;
        unknown.range = range;
        m_table.volumes.push_back(std::move(unknown));
    }
}

void Reading::take_partitions(const TSK_VS_INFO& table)
{
    std::uint64_t unit = table.block_size;
    for (const auto* part = table.part_list; part; part = part->next) {
        if ((part->flags & TSK_VS_PART_FLAG_UNALLOC) != 0 || part->len == 0 || unit == 0)
            continue;
        if (m_used.size() >= most_partitions) {
            find(message::FINDING_LIMIT, {});
            return;
        }
        Range range { part->start * unit, part->len * unit };
        if (part->start >= m_size / unit) {
            find(message::FINDING_BEYOND_END, { std::min(range.offset, m_size), 0 });
            continue;
        }
        if (part->len > m_size / unit - part->start) {
            range.bytes = m_size - range.offset;
            find(message::FINDING_BEYOND_END, range);
        }
        if ((part->flags & TSK_VS_PART_FLAG_META) == 0) {
            m_partitions.push_back(range);
            m_used.push_back(range);
        } else if (range.bytes <= (1 << 20)) {
            m_used.push_back(range); // A table; not the hull of an extended partition.
        }
    }
}

void Reading::compare_partitions()
{
    auto by_offset = [](const Range& a, const Range& b) {
        return a.offset != b.offset ? a.offset < b.offset : a.bytes < b.bytes;
    };
    std::ranges::sort(m_partitions, by_offset);
    std::ranges::sort(m_used, by_offset);
    std::uint64_t end = 0;
    for (const auto& range : m_partitions) {
        if (range.offset < end)
            find(message::FINDING_OVERLAP,
                { range.offset, std::min(end, range.offset + range.bytes) - range.offset });
        end = std::max(end, range.offset + range.bytes);
    }
}

// Whatever lies between, before and after the partitions and is not zeros.
void Reading::look_outside()
{
    std::vector<std::uint8_t> block(gap_block);
    auto holds_data = [&](std::uint64_t from, std::uint64_t to) {
        for (auto at = from; at < to; at += block.size()) {
            auto piece = std::span(block).first(std::min<std::uint64_t>(block.size(), to - at));
            if (m_image.source().read(at, piece) == Sectors::Bad
                || std::ranges::any_of(piece, [](auto byte) { return byte != 0; }))
                return true;
        }
        return false;
    };
    auto look = [&](std::uint64_t from, std::uint64_t to) {
        auto found = holds_data(from, std::min(to, from + gap_end));
        auto middle = from + std::min(to - from, gap_end);
        auto last = to - std::min(to - middle, gap_end);
        for (auto at = middle; !found && at < last; at += gap_step)
            found = holds_data(at, std::min(last, at + gap_block));
        if (found || holds_data(last, to))
            find(message::FINDING_OUTSIDE, { from, to - from });
    };
    std::uint64_t end = 0;
    for (const auto& range : m_used) {
        if (range.offset > end)
            look(end, range.offset);
        end = std::max(end, range.offset + range.bytes);
    }
    if (end < m_size)
        look(end, m_size);
}

Table Reading::all()
{
    if (m_size >= 512) {
        TableHandle gpt(tsk_vs_open(m_image.tsk(), 0, TSK_VS_TYPE_GPT));
        TableHandle mbr(tsk_vs_open(m_image.tsk(), 0, TSK_VS_TYPE_DOS));
        if (gpt) {
            take_partitions(*gpt);
            // The table's second copy, at the end of the medium.
            auto copy = std::min<std::uint64_t>(m_size, 33ull * gpt->block_size);
            m_used.push_back({ m_size - copy, copy });
            const auto* part = mbr ? mbr->part_list : nullptr;
            for (; part; part = part->next)
                if (part->flags == TSK_VS_PART_FLAG_ALLOC && part->desc
                    && std::string_view(part->desc).find("0xEE") == std::string_view::npos
                    && std::string_view(part->desc).find("0xee") == std::string_view::npos)
                    find(message::FINDING_TWO_TABLES,
                        { part->start * mbr->block_size, part->len * mbr->block_size });
        } else if (mbr) {
            take_partitions(*mbr);
        }
        compare_partitions();
        if (!m_partitions.empty())
            look_outside();
        const Range whole { 0, m_size };
        auto starts_at_0 = [](const Range& range) { return range.offset == 0; };
        if (std::ranges::none_of(m_partitions, starts_at_0)) {
            open_at(whole, false);
            if (!m_table.volumes.empty() && !m_partitions.empty())
                find(message::FINDING_AMBIGUOUS, whole);
        }
        for (const auto& range : m_partitions)
            open_at(range, true);
    }
    return std::move(m_table);
}

Table read_table(Image& image)
{
    return Reading(image).all();
}

}
