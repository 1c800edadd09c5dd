// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/compound_file/compound_file.h"

#include <algorithm>

namespace compound_file {

static constexpr std::uint32_t last_regular_sector = 0xFFFFFFFA;
static constexpr std::uint32_t mini_cutoff = 4096; // MS-CFB 2.2: it must be.
static constexpr unsigned mini_shift = 6;

std::optional<CompoundFile> CompoundFile::open(base::View bytes)
{
    CompoundFile file(bytes);
    if (!file.read_header() || !file.read_table() || !file.read_directory()
        || !file.read_mini_table() || !file.read_tree() || !file.own_their_sectors())
        return std::nullopt;
    return file;
}

// Sector n of `source` begins at first_offset + n << shift.
base::Bytes CompoundFile::follow(const std::vector<std::uint32_t>& table, base::View source,
    std::uint64_t first_offset, unsigned shift, const Stream& stream, std::uint64_t most) const
{
    auto wanted = std::min(stream.size, most);
    base::Bytes bytes;
    bytes.reserve(std::min<std::uint64_t>(wanted, source.size()));
    auto next = stream.start;
    for (std::size_t hops = 0; bytes.size() < wanted && hops <= table.size(); ++hops) {
        auto offset = first_offset + (static_cast<std::uint64_t>(next) << shift);
        if (next > last_regular_sector || offset >= source.size())
            break;
        auto length = std::min(
            { std::uint64_t { 1 } << shift, source.size() - offset, wanted - bytes.size() });
        base::append(bytes, source.subspan(offset, length));
        if (next >= table.size())
            break;
        next = table[next];
    }
    return bytes;
}

base::Bytes CompoundFile::read(const Stream& stream, std::uint64_t most) const
{
    if (stream.size < mini_cutoff)
        return follow(m_mini_table, m_mini_stream, 0, mini_shift, stream, most);
    return follow(m_table, m_bytes, std::uint64_t { 1 } << m_shift, m_shift, stream, most);
}

std::optional<std::vector<std::uint32_t>> CompoundFile::chain(
    const std::vector<std::uint32_t>& table, const Stream& stream, unsigned shift)
{
    std::vector<std::uint32_t> numbers;
    auto next = stream.start;
    for (std::uint64_t bytes = 0; bytes < stream.size; bytes += std::uint64_t { 1 } << shift) {
        if (next >= table.size() || numbers.size() > table.size())
            return std::nullopt;
        numbers.push_back(next);
        next = table[next];
    }
    return numbers;
}

std::optional<std::vector<CompoundFile::Extent>> CompoundFile::extents(const Stream& stream) const
{
    auto is_mini = stream.size < mini_cutoff;
    auto shift = is_mini ? mini_shift : m_shift;
    auto numbers = chain(is_mini ? m_mini_table : m_table, stream, shift);
    if (!numbers)
        return std::nullopt;
    std::vector<Extent> extents;
    std::uint64_t done = 0;
    for (std::uint64_t number : *numbers) {
        auto size = std::min(std::uint64_t { 1 } << shift, stream.size - done);
        auto offset = (number + 1) << m_shift;
        if (is_mini) {
            auto at = number << mini_shift; // In the stream that small ones are cut of.
            if (at + size > m_mini_stream.size())
                return std::nullopt;
            auto sector = std::uint64_t { m_mini_sectors[at >> m_shift] } + 1;
            offset = (sector << m_shift) + (at & ((1u << m_shift) - 1));
        }
        if (offset > m_bytes.size() || size > m_bytes.size() - offset)
            return std::nullopt;
        extents.push_back({ offset, size });
        done += size;
    }
    return extents;
}

bool CompoundFile::has_data_behind() const
{
    return m_bytes.size() > (static_cast<std::uint64_t>(m_table.size()) + 1) << m_shift;
}

std::optional<base::View> CompoundFile::sector(std::uint32_t number) const
{
    auto offset = (static_cast<std::uint64_t>(number) + 1) << m_shift;
    if (offset >= m_bytes.size())
        return std::nullopt;
    // The last sector may be cut short by writers that do not pad.
    return m_bytes.subspan(
        offset, std::min<std::uint64_t>(std::uint64_t { 1 } << m_shift, m_bytes.size() - offset));
}

bool CompoundFile::read_header()
{
    base::Reader reader(m_bytes);
    if (m_bytes.size() < 512 || !reader.seek(26))
        return false;
    auto version = reader.u16_le();
    auto order = reader.u16_le();
    auto shift = reader.u16_le();
    if (!version || !order || !shift || order.value() != 0xFFFE
        || !((version.value() == 3 && shift.value() == 9)
            || (version.value() == 4 && shift.value() == 12)))
        return false;
    m_shift = shift.value();
    if (!reader.seek(48))
        return false;
    m_directory = reader.u32_le().value();
    if (!reader.seek(56))
        return false;
    auto cutoff = reader.u32_le().value();
    m_mini_start = reader.u32_le().value();
    return cutoff == mini_cutoff;
}

bool CompoundFile::read_table()
{
    base::Reader reader(m_bytes);
    std::vector<std::uint32_t> table_sectors(109);
    if (!reader.seek(76))
        return false;
    for (auto& number : table_sectors)
        number = reader.u32_le().value();
    if (!reader.seek(68))
        return false;
    auto next = reader.u32_le().value();
    auto most = m_bytes.size() >> m_shift;
    for (std::size_t hops = 0; next <= last_regular_sector; ++hops) {
        auto extra = sector(next);
        if (!extra || hops > most || extra->size() < 8)
            return false;
        base::Reader words(*extra);
        while (words.left() > 7)
            table_sectors.push_back(words.u32_le().value());
        next = words.u32_le().value();
    }
    auto is_free = [](std::uint32_t number) { return number > last_regular_sector; };
    auto end = std::ranges::find_if(table_sectors, is_free);
    if (!std::all_of(end, table_sectors.end(), is_free)) // A hole: readers number on as they like.
        return false;
    table_sectors.erase(end, table_sectors.end());
    for (auto number : table_sectors) {
        auto part = sector(number);
        if (!part || m_table.size() > most + 1024)
            return false;
        base::Reader words(*part);
        while (words.left() >= 4)
            m_table.push_back(words.u32_le().value());
    }
    return true;
}

bool CompoundFile::read_mini_table()
{
    Stream table { m_mini_start, std::uint64_t { m_table.size() } << m_shift };
    auto first = std::uint64_t { 1 } << m_shift;
    auto bytes = m_mini_start > last_regular_sector
        ? base::Bytes {}
        : follow(m_table, m_bytes, first, m_shift, table, m_bytes.size());
    base::Reader words(bytes);
    while (words.left() >= 4)
        m_mini_table.push_back(words.u32_le().value());
    const auto& content = m_entries[0].content;
    m_mini_stream = follow(m_table, m_bytes, first, m_shift, content, m_bytes.size());
    auto sectors = chain(m_table, content, m_shift);
    if (!sectors || m_mini_stream.size() < content.size)
        return false; // What is cut of it would lie elsewhere for another reader.
    m_mini_sectors = std::move(*sectors);
    return true;
}

// Whether no sector is part of two streams. A chain that ends too early does: what is missing
// is missing to every reader.
bool CompoundFile::own_their_sectors() const
{
    std::vector<bool> taken(m_table.size(), false);
    std::vector<bool> mini_taken(m_mini_table.size(), false);
    auto take = [](const std::vector<std::uint32_t>& table, std::vector<bool>& used, unsigned shift,
                    const Stream& stream) {
        auto next = stream.start;
        for (std::uint64_t bytes = 0; bytes < stream.size && next < table.size();
             bytes += std::uint64_t { 1 } << shift) {
            if (used[next])
                return false;
            used[next] = true;
            next = table[next];
        }
        return true;
    };
    for (const auto& item : m_items) {
        bool is_mini_stream = &item == m_items.data(); // The root's own content.
        if (item.kind == Kind::Storage && !is_mini_stream)
            continue;
        bool in_mini = !is_mini_stream && item.content.size < mini_cutoff;
        if (!(in_mini ? take(m_mini_table, mini_taken, mini_shift, item.content)
                      : take(m_table, taken, m_shift, item.content)))
            return false;
    }
    return true;
}

}
