// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/zip/writer.h"

namespace unlock_zip {

using zip_structure::Entry, zip_structure::Kind;

static constexpr std::uint64_t local_bytes = 30;
static constexpr std::uint16_t version = 20;
static constexpr std::uint16_t made_by = 3 << 8 | version; // Unix, for the attributes' sake.
static constexpr std::uint16_t utf8_flag = 1 << 11;
static constexpr std::uint16_t date = 0 << 9 | 1 << 5 | 1; // 1980-01-01, MS-DOS form.

// What it is stays what it is: whoever refuses a link shall see one.
static std::uint32_t attributes_of(Kind kind)
{
    switch (kind) {
    case Kind::File: return 0100644u << 16;
    case Kind::Folder: return 040755u << 16 | 0x10;
    case Kind::Link: return 0120777u << 16;
    case Kind::Special: break;
    }
    return 020600u << 16;
}

static void append_common(base::Bytes& out, const Entry& entry, const std::string& name)
{
    base::append_u16_le(out, version);
    base::append_u16_le(out, entry.utf8 ? utf8_flag : 0);
    base::append_u16_le(out, entry.method);
    base::append_u16_le(out, 0);
    base::append_u16_le(out, date);
    base::append_u32_le(out, entry.crc32);
    base::append_u32_le(out, static_cast<std::uint32_t>(entry.compressed_size));
    base::append_u32_le(out, static_cast<std::uint32_t>(entry.size));
    base::append_u16_le(out, static_cast<std::uint16_t>(name.size()));
    base::append_u16_le(out, 0); // Extra fields.
}

std::uint64_t Writer::content_of(const std::string& name) const
{
    return m_position + local_bytes + name.size();
}

Result<void> Writer::add(const Entry& entry, const std::string& name)
{
    base::Bytes local;
    base::append_u32_le(local, 0x04034b50);
    append_common(local, entry, name);
    base::append(local, base::view_of(name));
    TRY(base::write_fully_at(m_output, m_position, local));

    base::append_u32_le(m_directory, 0x02014b50);
    base::append_u16_le(m_directory, made_by);
    append_common(m_directory, entry, name);
    base::append_u16_le(m_directory, 0); // Comment.
    base::append_u16_le(m_directory, 0); // Disk.
    base::append_u16_le(m_directory, 0); // Internal attributes.
    base::append_u32_le(m_directory, attributes_of(entry.kind));
    base::append_u32_le(m_directory, static_cast<std::uint32_t>(m_position));
    base::append(m_directory, base::view_of(name));

    m_position += local.size() + entry.compressed_size;
    ++m_entries;
    return {};
}

Result<std::uint64_t> Writer::finish()
{
    base::Bytes end;
    base::append_u32_le(end, 0x06054b50);
    base::append_u32_le(end, 0); // Disks.
    base::append_u16_le(end, m_entries);
    base::append_u16_le(end, m_entries);
    base::append_u32_le(end, static_cast<std::uint32_t>(m_directory.size()));
    base::append_u32_le(end, static_cast<std::uint32_t>(m_position));
    base::append_u16_le(end, 0); // Comment.
    TRY(base::write_fully_at(m_output, m_position, m_directory));
    TRY(base::write_fully_at(m_output, m_position + m_directory.size(), end));
    return m_position + m_directory.size() + end.size();
}

}
