// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/volume_listing.h"

#include <algorithm>

namespace broker {

namespace message = volume::message;

static constexpr int most_volumes = 200;
static constexpr int most_findings = 4096;
static constexpr std::size_t longest_label = 128;
static constexpr std::size_t longest_serial = 16;
static constexpr std::uint64_t largest_sparse_file = 1ull << 60;

static Result<const char*> name_of(message::FileSystem type)
{
    switch (static_cast<int>(type)) { // Of a number from elsewhere; the last line is for the rest.
    case message::FILE_SYSTEM_UNKNOWN: return "unknown";
    case message::FILE_SYSTEM_FAT12: return "FAT12";
    case message::FILE_SYSTEM_FAT16: return "FAT16";
    case message::FILE_SYSTEM_FAT32: return "FAT32";
    case message::FILE_SYSTEM_EXFAT: return "exFAT";
    case message::FILE_SYSTEM_NTFS: return "NTFS";
    case message::FILE_SYSTEM_EXT2: return "ext2";
    case message::FILE_SYSTEM_EXT3: return "ext3";
    case message::FILE_SYSTEM_EXT4: return "ext4";
    case message::FILE_SYSTEM_ISO9660: return "ISO 9660";
    }
    return Error { "an unknown file system" };
}

static Result<intake::Kind> kind_of(message::Kind kind)
{
    switch (static_cast<int>(kind)) {
    case message::KIND_FILE: return intake::Kind::File;
    case message::KIND_FOLDER: return intake::Kind::Folder;
    case message::KIND_LINK: return intake::Kind::Link;
    case message::KIND_SPECIAL: return intake::Kind::Special;
    case message::KIND_STREAM: return intake::Kind::Stream;
    }
    return Error { "an entry of an unknown kind" };
}

static Result<const char*> words_for(message::Oddity oddity)
{
    switch (static_cast<int>(oddity)) {
    case message::ODDITY_NONE: return "";
    case message::ODDITY_NO_METADATA: return "there is nothing behind the name";
    case message::ODDITY_NAME_CHANGED: return "the name held what no name may hold";
    case message::ODDITY_REACHED_TWICE: return "this folder was listed before";
    case message::ODDITY_IMPOSSIBLE_SIZE: return "larger than its volume";
    }
    return Error { "an unknown oddity" };
}

static Result<const char*> words_for(message::FindingKind kind)
{
    switch (static_cast<int>(kind)) {
    case message::FINDING_OVERLAP: return "partitions overlap";
    case message::FINDING_OUTSIDE: return "data outside every partition";
    case message::FINDING_BEYOND_END: return "a partition or file system reaches beyond its end";
    case message::FINDING_AMBIGUOUS: return "more than one file system claims the same place";
    case message::FINDING_TWO_TABLES: return "the GPT and the MBR name different partitions";
    case message::FINDING_UNKNOWN_VOLUME: return "a partition without a file system that we know";
    case message::FINDING_LOOP: return "a folder is reached by two ways";
    case message::FINDING_BAD_SECTORS: return "unreadable sectors in the file system's own data";
    case message::FINDING_LIMIT: return "more entries, folders or partitions than the limit";
    case message::FINDING_BROKEN_FOLDER: return "a folder could not be read whole";
    case message::FINDING_OVERCLAIMED: return "the files claim more bytes than the volume has";
    }
    return Error { "an unknown finding" };
}

// Serial numbers of FAT, exFAT and NTFS are numbers, least byte first; those of others are bytes.
static std::string serial_of(std::string bytes)
{
    if (bytes.size() == 4 || bytes.size() == 8)
        std::ranges::reverse(bytes);
    return base::to_hex(base::view_of(bytes));
}

static Result<void> check_range(std::uint64_t offset, std::uint64_t bytes, std::uint64_t size)
{
    if (offset > size || bytes > size - offset)
        return Error { "a range outside the medium" };
    return {};
}

Result<void> VolumeListing::volumes(const message::Volumes& told)
{
    if (!m_sizes.empty())
        return Error { "volumes twice" };
    if (told.volumes_size() > most_volumes)
        return Error { "too many volumes" };
    for (const auto& one : told.volumes()) {
        TRY(check_range(one.offset(), one.bytes(), m_medium_bytes));
        if (one.label().size() > longest_label)
            return Error { "a label that is too long" };
        if (one.serial().size() > longest_serial)
            return Error { "a serial number that is too long" };
        m_listing.volumes.push_back({ TRY(name_of(one.file_system())),
            intake::made_valid(one.label()), one.offset(), one.bytes(), serial_of(one.serial()) });
        if (one.file_system() != message::FILE_SYSTEM_UNKNOWN)
            ++m_readable_volumes;
    }
    m_sizes.push_back(not_a_file);
    return {};
}

// The parent is one of the folders that we are in.
Result<void> VolumeListing::climb_to(std::uint64_t parent)
{
    while (!m_folders.empty() && m_folders.back().id != parent)
        m_folders.pop_back();
    if (m_folders.empty() && parent != 0)
        return Error { "an entry of an unknown folder" };
    return {};
}

Result<void> VolumeListing::check_size(const message::Entry& told) const
{
    const auto& volume = m_listing.volumes[told.volume()];
    bool has_content = told.kind() == message::KIND_FILE || told.kind() == message::KIND_STREAM;
    bool may_be_sparse = volume.file_system == "NTFS" || volume.file_system.starts_with("ext");
    if (told.size() > (may_be_sparse ? largest_sparse_file : volume.bytes)
        || (!has_content && told.size() != 0))
        return Error { "an impossible size" };
    return {};
}

Result<intake::Entry> VolumeListing::check(const message::Entry& told)
{
    if (told.id() != m_sizes.size() || told.id() > m_limits.entries)
        return Error { "entries out of order, or too many" };
    if (told.volume() < m_volume || told.volume() >= m_listing.volumes.size()
        || m_listing.volumes[told.volume()].file_system == "unknown")
        return Error { "an entry of no volume" };
    if (told.volume() > m_volume)
        m_folders.clear();
    m_volume = told.volume();
    TRY(climb_to(told.parent()));
    if (m_folders.size() >= m_limits.depth)
        return Error { "too deep a folder" };
    if (!intake::is_component(told.name(), intake::longest_name))
        return Error { "an impossible name" };

    intake::Entry entry;
    entry.id = told.id();
    entry.kind = TRY(kind_of(told.kind()));
    entry.note = TRY(words_for(told.oddity()));
    TRY(check_size(told));
    entry.size = told.size();
    if (m_readable_volumes > 1)
        entry.path.push_back("volume-" + std::to_string(m_volume + 1));
    for (const auto& folder : m_folders)
        entry.path.push_back(folder.name);
    entry.path.push_back(intake::made_valid(told.name()));
    if (entry.note.empty() && entry.path.back() != told.name())
        entry.note = "the name is not UTF-8";
    return entry;
}

Result<void> VolumeListing::entries(const message::Entries& told, const Each& each)
{
    if (m_sizes.empty())
        return Error { "entries before volumes" };
    for (const auto& one : told.entries()) {
        auto entry = TRY(check(one));
        m_sizes.push_back(entry.kind == intake::Kind::File ? entry.size : not_a_file);
        if (entry.kind == intake::Kind::Folder)
            m_folders.push_back({ entry.id, entry.path.back() });
        TRY(each(entry));
    }
    return {};
}

Result<intake::Listing> VolumeListing::listed(const message::Listed& told)
{
    if (m_sizes.empty() || told.entries() != m_sizes.size() - 1)
        return Error { "not as many entries as were told" };
    if (told.findings_size() > most_findings)
        return Error { "too many findings" };
    for (const auto& one : told.findings()) {
        TRY(check_range(one.offset(), one.bytes(), m_medium_bytes));
        m_listing.findings.push_back({ TRY(words_for(one.kind())), one.offset(), one.bytes() });
    }
    m_listing.entries = told.entries();
    m_listing.extent = told.whole() ? intake::Extent::Whole : intake::Extent::Part;
    return std::move(m_listing);
}

}
