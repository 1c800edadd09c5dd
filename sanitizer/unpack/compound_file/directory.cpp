// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/compound_file/compound_file.h"

#include <algorithm>

namespace compound_file {

static constexpr std::uint32_t last_regular_sector = 0xFFFFFFFA;
static constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
static constexpr std::uint32_t no_entry = 0xFFFFFFFF;
static constexpr std::size_t most_entries = 65'536;
static constexpr std::size_t entry_bytes = 128;
static constexpr std::uint8_t kind_storage = 1, kind_stream = 2, kind_root = 5;

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

bool CompoundFile::add_item(const Entry& entry, std::size_t parent)
{
    if (entry.kind != kind_storage && entry.kind != kind_stream)
        return true;
    m_items.push_back({ entry.name, entry.kind == kind_stream ? Kind::Stream : Kind::Storage,
        parent, entry.content });
    auto plain = entry.name.find('?') == std::string::npos;
    return !plain || m_places.try_emplace({ parent, entry.name }, m_items.size() - 1).second;
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

const CompoundFile::Stream* CompoundFile::stream(std::size_t storage, std::string_view name) const
{
    auto found = m_places.find(Place(storage, name));
    if (found == m_places.end() || m_items[found->second].kind != Kind::Stream)
        return nullptr;
    return &m_items[found->second].content;
}

std::optional<std::size_t> CompoundFile::storage(std::size_t within, std::string_view name) const
{
    auto found = m_places.find(Place(within, name));
    if (found == m_places.end() || m_items[found->second].kind != Kind::Storage)
        return std::nullopt;
    return found->second;
}

std::vector<std::size_t> CompoundFile::storages(std::size_t within, std::string_view prefix) const
{
    std::vector<std::size_t> found;
    for (auto at = m_places.lower_bound(Place(within, prefix)); at != m_places.end(); ++at) {
        if (at->first.first != within || !at->first.second.starts_with(prefix))
            break;
        if (m_items[at->second].kind == Kind::Storage)
            found.push_back(at->second);
    }
    return found;
}

}
