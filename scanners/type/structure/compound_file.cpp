// SPDX-License-Identifier: MIT
#include "scanners/type/structure/compound_file.h"

#include <algorithm>

namespace type_scanner {

static constexpr std::uint32_t last_regular_sector = 0xFFFFFFFA;
static constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
static constexpr std::uint32_t no_entry = 0xFFFFFFFF;
static constexpr std::size_t most_entries = 65'536;
static constexpr std::size_t entry_bytes = 128;
static constexpr std::uint8_t kind_storage = 1, kind_stream = 2, kind_root = 5;
static constexpr std::uint32_t mini_cutoff = 4096; // MS-CFB 2.2: it must be.
static constexpr unsigned mini_shift = 6;

std::optional<CompoundFile> CompoundFile::open(base::View bytes)
{
    CompoundFile file(bytes);
    if (!file.read_header() || !file.read_table() || !file.read_directory()
        || !file.read_mini_table() || !file.read_tree())
        return std::nullopt;
    return file;
}

const CompoundFile::Stream* CompoundFile::stream(std::string_view name) const
{
    auto found = m_streams.find(name);
    return found == m_streams.end() ? nullptr : &found->second;
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
    std::vector<std::uint32_t> table_sectors;
    if (!reader.seek(76))
        return false;
    for (int i = 0; i < 109; ++i)
        table_sectors.push_back(reader.u32_le().value());
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

bool CompoundFile::read_directory()
{
    auto next = m_directory;
    for (std::size_t hops = 0; next != end_of_chain; ++hops) {
        auto part = next <= last_regular_sector ? sector(next) : std::nullopt;
        if (!part || hops > m_table.size() || m_entries.size() > most_entries)
            return false;
        for (std::size_t at = 0; at + entry_bytes <= part->size(); at += entry_bytes)
            m_entries.push_back(read_entry(part->subspan(at, entry_bytes)));
        if (next >= m_table.size())
            return false;
        next = m_table[next];
    }
    return !m_entries.empty() && m_entries[0].kind == kind_root;
}

// UTF-16LE made ASCII in upper case; what is no ASCII becomes "?".
static std::string name_of(base::View entry)
{
    std::size_t name_bytes = entry[64] | static_cast<std::size_t>(entry[65]) << 8;
    std::string name;
    for (std::size_t i = 0; i + 2 < std::min<std::size_t>(name_bytes, 64); i += 2) {
        auto c = static_cast<char>(entry[i]);
        name += entry[i + 1] != 0 || entry[i] > 0x7E ? '?'
            : c >= 'a' && c <= 'z'                   ? static_cast<char>(c - 'a' + 'A')
                                                     : c;
    }
    return name;
}

CompoundFile::Entry CompoundFile::read_entry(base::View bytes) const
{
    base::Reader links(bytes.subspan(68));
    base::Reader content(bytes.subspan(116));
    auto left = links.u32_le().value();
    auto right = links.u32_le().value();
    auto child = links.u32_le().value();
    auto start = content.u32_le().value();
    auto size = content.u64_le().value();
    // Version 3 writers leave rubbish in the upper half (MS-CFB 2.6.1).
    return { name_of(bytes), bytes[66], left, right, child,
        { start, m_shift == 9 ? size & 0xFFFFFFFF : size } };
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
    m_mini_stream = follow(m_table, m_bytes, first, m_shift, m_entries[0].content, m_bytes.size());
    return true;
}

bool CompoundFile::add_item(const Entry& entry, std::size_t parent)
{
    if (entry.kind != kind_storage && entry.kind != kind_stream)
        return true;
    m_items.push_back({ entry.name, entry.kind == kind_stream ? Kind::Stream : Kind::Storage,
        parent, entry.content });
    auto plain = entry.name.find('?') == std::string::npos;
    return parent != 0 || entry.kind != kind_stream || !plain
        || m_streams.try_emplace(entry.name, entry.content).second;
}

// The siblings below a storage are a tree, each reached once.
bool CompoundFile::read_tree()
{
    struct Waiting {
        std::uint32_t number;
        std::size_t parent;
    };
    std::vector<Waiting> waiting { { m_entries[0].child, 0 } };
    std::vector<bool> seen(m_entries.size(), false);
    seen[0] = true;
    m_items.push_back({ "", Kind::Storage, 0, m_entries[0].content });
    while (!waiting.empty()) {
        auto [number, parent] = waiting.back();
        waiting.pop_back();
        if (number == no_entry)
            continue;
        if (number >= m_entries.size() || seen[number])
            return false;
        seen[number] = true;
        const auto& entry = m_entries[number];
        waiting.push_back({ entry.left, parent });
        waiting.push_back({ entry.right, parent });
        if (!add_item(entry, parent))
            return false;
        if (entry.kind == kind_storage)
            waiting.push_back({ entry.child, m_items.size() - 1 });
    }
    return true;
}

}
