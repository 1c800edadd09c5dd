// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/content.h"

#include "kiosk/intake/volume/exfat.h"
#include "kiosk/intake/volume/ext_blocks.h"

#include <algorithm>
#include <cstring>
#include <unistd.h>

namespace volume {

static constexpr std::size_t block_bytes = 1 << 20;
static constexpr auto all_well = message::UNREADABLE_UNSPECIFIED;

namespace {

// Writes what differs from zeros; the end is set afterwards.
class Output {
public:
    explicit Output(const base::Descriptor& file)
        : m_file(file)
    {
    }

    message::UnreadableReason write(std::uint64_t offset, base::View bytes)
    {
        if (bytes.empty() || is_zeros(bytes))
            return all_well;
        return base::write_fully_at(m_file, offset, bytes) ? all_well
                                                           : message::UNREADABLE_NO_SPACE;
    }

    message::UnreadableReason end_at(std::uint64_t size)
    {
        return ftruncate(m_file.get(), static_cast<off_t>(size)) == 0
            ? all_well
            : message::UNREADABLE_NO_SPACE;
    }

private:
    static bool is_zeros(base::View bytes)
    {
        return bytes[0] == 0 && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0;
    }

    const base::Descriptor& m_file;
};

class Copy {
public:
    // The content from `valid` on was never written by the file's owner, and is zeros.
    Copy(Image& image, const Volume& volume, const TSK_FS_ATTR& attribute, std::uint64_t valid,
        Output& output)
        : m_image(image)
        , m_volume(volume)
        , m_attribute(attribute)
        , m_size(static_cast<std::uint64_t>(attribute.size))
        , m_valid(valid)
        , m_output(output)
        , m_buffer(block_bytes)
    {
    }

    message::UnreadableReason by_runs();
    message::UnreadableReason by_libtsk();

private:
    message::UnreadableReason run(const TSK_FS_ATTR_RUN&);
    bool has_bad_sectors() const;

    Image& m_image;
    const Volume& m_volume;
    const TSK_FS_ATTR& m_attribute;
    std::uint64_t m_size;
    std::uint64_t m_valid;
    std::uint64_t m_position { 0 }; // In the file.
    std::uint64_t m_taken { 0 }; // From the volume.
    Output& m_output;
    std::vector<std::uint8_t> m_buffer;
};

}

message::UnreadableReason Copy::run(const TSK_FS_ATTR_RUN& run)
{
    auto block = std::uint64_t(m_volume.fs->block_size);
    auto left
        = std::min(run.len > m_size / block + 1 ? m_size : run.len * block, m_size - m_position);
    if ((run.flags & TSK_FS_ATTR_RUN_FLAG_SPARSE) != 0) {
        m_position += left;
        return all_well;
    }
    // More than the volume holds can only be the same clusters again and again.
    m_taken += left;
    if (m_taken > m_volume.range.bytes)
        return message::UNREADABLE_BROKEN;
    auto source_size = m_image.source().size();
    if (run.addr > source_size / block)
        return message::UNREADABLE_BROKEN;
    auto from = m_volume.range.offset + run.addr * block;
    if (from > source_size || left > source_size - from)
        return message::UNREADABLE_BROKEN;
    while (left > 0) {
        auto count = std::min<std::uint64_t>(left, m_buffer.size());
        if (m_position < m_valid) {
            auto piece
                = std::span(m_buffer).first(std::min<std::uint64_t>(count, m_valid - m_position));
            if (m_image.source().read(from, piece) == Sectors::Bad)
                return message::UNREADABLE_BAD_SECTORS;
            if (auto reason = m_output.write(m_position, piece); reason != all_well)
                return reason;
        }
        m_position += count;
        from += count;
        left -= count;
    }
    return all_well;
}

// Straight from the sectors that the file's runs name: each is read once, and a bad one is this
// file's alone.
message::UnreadableReason Copy::by_runs()
{
    auto block = std::uint64_t(m_volume.fs->block_size);
    const auto* next = m_attribute.nrd.run;
    for (; next && m_position < m_size; next = next->next) {
        if ((next->flags & (TSK_FS_ATTR_RUN_FLAG_FILLER | TSK_FS_ATTR_RUN_FLAG_ENCRYPTED)) != 0
            || next->len == 0 || m_position % block != 0 || next->offset != m_position / block)
            return message::UNREADABLE_BROKEN;
        if (auto reason = run(*next); reason != all_well)
            return reason;
    }
    return m_position == m_size ? all_well : message::UNREADABLE_BROKEN;
}

bool Copy::has_bad_sectors() const
{
    auto block = std::uint64_t(m_volume.fs->block_size);
    for (const auto* next = m_attribute.nrd.run; next; next = next->next) {
        Range range { m_volume.range.offset + next->addr * block, next->len * block };
        auto hits = [&](const Range& bad) { return overlap(bad, range); };
        if ((next->flags & TSK_FS_ATTR_RUN_FLAG_SPARSE) == 0
            && std::ranges::any_of(m_image.bad(), hits))
            return true;
    }
    return false;
}

// Small files inside their metadata, NTFS compression, ISO 9660 extended attributes.
message::UnreadableReason Copy::by_libtsk()
{
    while (m_position < m_size) {
        auto count = std::min<std::uint64_t>(m_size - m_position, m_buffer.size());
        auto got = tsk_fs_attr_read(&m_attribute, static_cast<TSK_OFF_T>(m_position),
            reinterpret_cast<char*>(m_buffer.data()), count, TSK_FS_FILE_READ_FLAG_NONE);
        if (got < 0 || static_cast<std::uint64_t>(got) != count)
            return message::UNREADABLE_BROKEN;
        if (auto reason = m_output.write(m_position, std::span(m_buffer).first(count));
            reason != all_well)
            return reason;
        m_position += count;
    }
    bool is_inside = (m_attribute.flags & TSK_FS_ATTR_RES) != 0;
    return !is_inside && has_bad_sectors() ? message::UNREADABLE_BAD_SECTORS : all_well;
}

message::UnreadableReason copy_content(Image& image, const Volume& volume, const Place& place,
    std::uint64_t most_bytes, const base::Descriptor& into)
{
    if (place.state != Place::State::Readable)
        return message::UNREADABLE_BROKEN;
    if (place.size > most_bytes)
        return message::UNREADABLE_LIMIT;
    if (place.size == 0)
        return all_well;
    if (!may_be_followed(image, volume, place.inum))
        return message::UNREADABLE_BROKEN;
    FileHandle file(tsk_fs_file_open_meta(volume.fs.get(), nullptr, place.inum));
    const auto* attribute = file ? tsk_fs_file_attr_get(file.get()) : nullptr;
    if (!attribute || attribute->size < 0
        || static_cast<std::uint64_t>(attribute->size) != place.size)
        return message::UNREADABLE_BROKEN;
    if ((attribute->flags & TSK_FS_ATTR_ENC) != 0)
        return message::UNREADABLE_ENCRYPTED;

    auto valid = static_cast<std::uint64_t>(std::max<TSK_OFF_T>(attribute->nrd.initsize, 0));
    if (auto told = exfat_valid_length(image, volume, place.inum))
        valid = std::min(valid, *told);
    Output output(into);
    Copy copy(image, volume, *attribute, valid, output);
    bool is_plain = (attribute->flags & TSK_FS_ATTR_NONRES) != 0
        && (attribute->flags & TSK_FS_ATTR_COMP) == 0 && attribute->nrd.skiplen == 0;
    auto reason = is_plain ? copy.by_runs() : copy.by_libtsk();
    return reason == all_well ? output.end_at(place.size) : reason;
}

}
