// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/parts/zip_writer.h"

namespace rebuild_parts {

static constexpr int level = 4; // A tenth larger than 6, twice as fast.
static constexpr std::uint64_t largest_file = 0xfffffffe; // Beyond, Zip64.
static constexpr std::uint16_t most_entries = 0xfffe;
static constexpr std::uint64_t headers = 30 + 46 + 22;

Result<std::unique_ptr<ZipWriter>> ZipWriter::into(const base::Descriptor& output)
{
    std::unique_ptr<ZipWriter> writer(new ZipWriter(output));
    writer->m_compressor.reset(libdeflate_alloc_compressor(level));
    if (!writer->m_compressor)
        return Error { "no memory for a compressor" };
    return writer;
}

Result<void> ZipWriter::add(const std::string& name, base::View content, Packing packing)
{
    if (m_entries >= most_entries
        || m_at + content.size() + m_directory.size() + headers + 2 * name.size() > largest_file)
        return Error { "more than a ZIP without Zip64 holds" };
    std::size_t packed = 0;
    if (packing == Packing::Deflate && content.size() > 1) {
        auto room = content.size() - 1;
        if (m_room < room) {
            m_packed = std::make_unique_for_overwrite<std::uint8_t[]>(room);
            m_room = room;
        }
        packed = libdeflate_deflate_compress(
            m_compressor.get(), content.data(), content.size(), m_packed.get(), room);
    }
    auto body = packed > 0 ? base::View(m_packed.get(), packed) : content;

    base::Bytes common; // From the version to the length of the (absent) extra field.
    base::append_u16_le(common, 20);
    base::append_u16_le(common, 1 << 11); // Names are UTF-8.
    base::append_u16_le(common, packed > 0 ? 8 : 0);
    base::append_u16_le(common, 0);
    base::append_u16_le(common, 0x21); // 1980-01-01
    base::append_u32_le(common, libdeflate_crc32(0, content.data(), content.size()));
    base::append_u32_le(common, static_cast<std::uint32_t>(body.size()));
    base::append_u32_le(common, static_cast<std::uint32_t>(content.size()));
    base::append_u16_le(common, static_cast<std::uint16_t>(name.size()));
    base::append_u16_le(common, 0);

    base::Bytes local;
    base::append_u32_le(local, 0x04034b50);
    base::append(local, common);
    base::append(local, base::view_of(name));
    TRY(base::write_fully_at(*m_output, m_at, local));
    TRY(base::write_fully_at(*m_output, m_at + local.size(), body));

    base::append_u32_le(m_directory, 0x02014b50);
    base::append_u16_le(m_directory, 20); // Made by MS-DOS rules: no attributes.
    base::append(m_directory, common);
    base::append(m_directory, base::Bytes(10)); // Comment, disk, attributes.
    base::append_u32_le(m_directory, static_cast<std::uint32_t>(m_at));
    base::append(m_directory, base::view_of(name));
    m_at += local.size() + body.size();
    ++m_entries;
    return {};
}

Result<std::uint64_t> ZipWriter::finish()
{
    auto size = m_directory.size();
    base::append_u32_le(m_directory, 0x06054b50);
    base::append_u32_le(m_directory, 0);
    base::append_u16_le(m_directory, m_entries);
    base::append_u16_le(m_directory, m_entries);
    base::append_u32_le(m_directory, static_cast<std::uint32_t>(size));
    base::append_u32_le(m_directory, static_cast<std::uint32_t>(m_at));
    base::append_u16_le(m_directory, 0);
    TRY(base::write_fully_at(*m_output, m_at, m_directory));
    return m_at + m_directory.size();
}

}
