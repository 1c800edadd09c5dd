// SPDX-License-Identifier: MIT
#include "kiosk/broker/run/spool.h"

#include <fcntl.h>

namespace broker {

static constexpr std::size_t block_bytes = 1 << 18;

Result<EntrySpool> EntrySpool::create(const std::string& folder)
{
    base::Descriptor file(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!file)
        return base::system_error("spool");
    return EntrySpool(std::move(file));
}

static void append_text(base::Bytes& bytes, std::string_view text)
{
    base::append_u32_le(bytes, static_cast<std::uint32_t>(text.size()));
    base::append(bytes, base::view_of(text));
}

static void append_u64(base::Bytes& bytes, std::uint64_t value)
{
    base::append_u32_le(bytes, static_cast<std::uint32_t>(value));
    base::append_u32_le(bytes, static_cast<std::uint32_t>(value >> 32));
}

Result<void> EntrySpool::add(const intake::Entry& entry)
{
    base::Bytes record;
    append_u64(record, entry.id);
    append_u64(record, entry.size);
    record.push_back(static_cast<std::uint8_t>(entry.kind));
    base::append_u32_le(record, static_cast<std::uint32_t>(entry.path.size()));
    for (const auto& component : entry.path)
        append_text(record, component);
    append_text(record, entry.note);
    base::append_u32_le(m_buffer, static_cast<std::uint32_t>(record.size()));
    base::append(m_buffer, record);
    return m_buffer.size() < block_bytes ? Result<void> {} : flush();
}

Result<void> EntrySpool::flush()
{
    TRY(base::write_fully_at(m_file, m_size, m_buffer));
    m_size += m_buffer.size();
    m_buffer.clear();
    return {};
}

Result<void> EntrySpool::rewind()
{
    TRY(flush());
    m_offset = 0;
    m_position = 0;
    return {};
}

static Result<intake::Entry> parse(base::View record)
{
    base::Reader reader(record);
    intake::Entry entry;
    entry.id = TRY(reader.u64_le());
    entry.size = TRY(reader.u64_le());
    entry.kind = static_cast<intake::Kind>(TRY(reader.u8()));
    auto text = [&]() -> Result<std::string> {
        auto length = TRY(reader.u32_le());
        return std::string(base::text_of(TRY(reader.take(length))));
    };
    for (auto count = TRY(reader.u32_le()); count > 0; --count)
        entry.path.push_back(TRY(text()));
    entry.note = TRY(text());
    return entry;
}

Result<std::optional<intake::Entry>> EntrySpool::next()
{
    auto left = [&] { return m_buffer.size() - m_position; };
    auto need = [&](std::size_t count) -> Result<void> {
        if (left() >= count)
            return {};
        m_buffer.erase(
            m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_position));
        m_position = 0;
        auto old = m_buffer.size();
        auto more = std::min<std::uint64_t>(std::max(block_bytes, count), m_size - m_offset);
        m_buffer.resize(old + more);
        TRY(base::read_fully_at(m_file, m_offset, std::span(m_buffer).subspan(old)));
        m_offset += more;
        return m_buffer.size() >= count ? Result<void> {} : Error { "the spool ends early" };
    };
    if (left() == 0 && m_offset == m_size)
        return std::optional<intake::Entry> {};
    TRY(need(4));
    auto length = TRY(base::Reader(base::View(m_buffer).subspan(m_position)).u32_le());
    m_position += 4;
    TRY(need(length));
    auto entry = TRY(parse(base::View(m_buffer).subspan(m_position, length)));
    m_position += length;
    return std::optional<intake::Entry>(std::move(entry));
}

}
