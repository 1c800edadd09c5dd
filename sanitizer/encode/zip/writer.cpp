// SPDX-License-Identifier: MIT
#include "sanitizer/encode/zip/writer.h"

#include <algorithm>

namespace encode_zip {

static constexpr int compression_level = 6;
static constexpr std::uint64_t piece_size = 1 << 20;
static constexpr std::uint64_t local_size = 30;
static constexpr std::uint64_t central_size = 46;
static constexpr std::uint64_t end_size = 22;

static constexpr std::uint16_t version = 20;
static constexpr std::uint16_t made_by = 3 << 8 | version; // Unix, for the attributes' sake.
static constexpr std::uint16_t utf8_flag = 1 << 11;
static constexpr std::uint16_t date = 0 << 9 | 1 << 5 | 1; // 1980-01-01, MS-DOS form.
static constexpr std::uint16_t stored = 0;
static constexpr std::uint16_t deflated = 8;
static constexpr std::uint32_t file_attributes = 0100644u << 16;
static constexpr std::uint32_t folder_attributes = 040755u << 16 | 0x10;

Result<std::unique_ptr<Writer>> Writer::into(const base::Descriptor& output)
{
    std::unique_ptr<Writer> writer(new Writer(output));
    writer->m_compressor.reset(libdeflate_alloc_compressor(compression_level));
    if (!writer->m_compressor)
        return Error { "no memory for a compressor" };
    return writer;
}

// From version needed to the length of the (absent) extra field: the same in both headers.
static void append_common(base::Bytes& out, std::uint16_t method, std::uint32_t crc,
    std::uint32_t packed, std::uint32_t size, const std::string& name)
{
    base::append_u16_le(out, version);
    base::append_u16_le(out, utf8_flag);
    base::append_u16_le(out, method);
    base::append_u16_le(out, 0);
    base::append_u16_le(out, date);
    base::append_u32_le(out, crc);
    base::append_u32_le(out, packed);
    base::append_u32_le(out, size);
    base::append_u16_le(out, static_cast<std::uint16_t>(name.size()));
    base::append_u16_le(out, 0);
}

Result<void> Writer::room_for(const std::string& name, std::uint64_t size) const
{
    if (name.empty() || name.size() > 0xffff)
        return Error { "a name that does not fit" };
    auto ahead = local_size + central_size + 2 * name.size() + end_size + m_directory.size();
    if (m_entries >= most_entries || size > largest_file
        || m_position + ahead + size > largest_file)
        return Error { "more than a ZIP without Zip64 holds" };
    return {};
}

// The content is already in its place; its header goes before it.
Result<void> Writer::add(const std::string& name, const Header& header)
{
    base::Bytes local;
    base::append_u32_le(local, 0x04034b50);
    append_common(local, header.method, header.crc, header.packed, header.size, name);
    base::append(local, base::view_of(name));
    TRY(base::write_fully_at(*m_output, m_position, local));

    base::append_u32_le(m_directory, 0x02014b50);
    base::append_u16_le(m_directory, made_by);
    append_common(m_directory, header.method, header.crc, header.packed, header.size, name);
    base::append_u16_le(m_directory, 0); // Comment.
    base::append_u16_le(m_directory, 0); // Disk.
    base::append_u16_le(m_directory, 0); // Internal attributes.
    base::append_u32_le(m_directory, header.attributes);
    base::append_u32_le(m_directory, static_cast<std::uint32_t>(m_position));
    base::append(m_directory, base::view_of(name));

    m_position += local.size() + header.packed;
    ++m_entries;
    return {};
}

// Stored where deflate gains nothing.
Result<Writer::Header> Writer::deflate(
    std::uint64_t at, const base::Descriptor& content, std::uint64_t size)
{
    m_plain.resize(size);
    TRY(base::read_fully_at(content, 0, m_plain));
    m_packed.resize(size);
    Header header;
    header.crc = libdeflate_crc32(0, m_plain.data(), m_plain.size());
    header.size = header.packed = static_cast<std::uint32_t>(size);
    // It gives 0 when the result would not fit into less than `size` bytes.
    auto packed = size < 2 ? 0
                           : libdeflate_deflate_compress(m_compressor.get(), m_plain.data(),
                               m_plain.size(), m_packed.data(), m_packed.size() - 1);
    if (packed > 0) {
        header.method = deflated;
        header.packed = static_cast<std::uint32_t>(packed);
    }
    base::View bytes = packed > 0 ? base::View(m_packed).first(packed) : base::View(m_plain);
    TRY(base::write_fully_at(*m_output, at, bytes));
    return header;
}

Result<Writer::Header> Writer::store(
    std::uint64_t at, const base::Descriptor& content, std::uint64_t size)
{
    Header header;
    header.method = stored;
    for (std::uint64_t done = 0; done < size; done += m_plain.size()) {
        m_plain.resize(std::min(piece_size, size - done));
        TRY(base::read_fully_at(content, done, m_plain));
        header.crc = libdeflate_crc32(header.crc, m_plain.data(), m_plain.size());
        TRY(base::write_fully_at(*m_output, at + done, m_plain));
    }
    header.size = header.packed = static_cast<std::uint32_t>(size);
    return header;
}

Result<void> Writer::add_file(
    const std::string& name, const base::Descriptor& content, std::uint64_t size)
{
    TRY(room_for(name, size));
    if (TRY(base::size_of(content)) != size)
        return Error { "a content of another size" };
    auto at = m_position + local_size + name.size();
    auto header = size <= largest_deflated ? TRY(deflate(at, content, size))
                                           : TRY(store(at, content, size));
    header.attributes = file_attributes;
    return add(name, header);
}

Result<void> Writer::add_empty_folder(const std::string& name)
{
    TRY(room_for(name + '/', 0));
    Header header;
    header.attributes = folder_attributes;
    return add(name + '/', header);
}

Result<void> Writer::finish()
{
    auto start = m_position;
    auto size = m_directory.size();
    base::append_u32_le(m_directory, 0x06054b50);
    base::append_u32_le(m_directory, 0); // Disks.
    base::append_u16_le(m_directory, static_cast<std::uint16_t>(m_entries));
    base::append_u16_le(m_directory, static_cast<std::uint16_t>(m_entries));
    base::append_u32_le(m_directory, static_cast<std::uint32_t>(size));
    base::append_u32_le(m_directory, static_cast<std::uint32_t>(start));
    base::append_u16_le(m_directory, 0); // Comment.
    TRY(base::write_fully_at(*m_output, start, m_directory));
    m_position += m_directory.size();
    return {};
}

}
