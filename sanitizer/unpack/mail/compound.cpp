// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/compound.h"

#include <algorithm>

namespace unpack_mail {

static constexpr std::uint32_t last_regular = 0xFFFFFFFA;
static constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
static constexpr std::uint32_t no_entry = 0xFFFFFFFF;
static constexpr std::size_t entry_bytes = 128;
static constexpr std::size_t mini_bytes = 64;
static constexpr std::uint64_t mini_below = 4096;
static constexpr std::size_t most_entries = 65'536;

static std::uint32_t word_of(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4 && at + i < bytes.size(); ++i)
        value |= std::uint32_t(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

std::uint32_t Compound::word(std::size_t at) const
{
    return word_of(m_bytes, at);
}

// The last one may be cut short by writers that do not pad.
std::optional<std::string_view> Compound::sector(std::uint32_t number) const
{
    auto offset = (std::uint64_t(number) + 1) << m_shift;
    if (number > last_regular || offset >= m_bytes.size())
        return std::nullopt;
    return m_bytes.substr(offset, std::size_t(1) << m_shift);
}

static MaybeStop broken()
{
    return malformed("a compound file that cannot be read");
}

MaybeStop Compound::read_table(std::uint32_t first_extra)
{
    std::vector<std::uint32_t> parts;
    for (std::size_t i = 0; i < 109; ++i)
        parts.push_back(word(76 + 4 * i));
    auto most = (m_bytes.size() >> m_shift) + 1;
    auto words = (std::size_t(1) << m_shift) / 4;
    std::size_t hops = 0;
    for (auto next = first_extra; next <= last_regular; ++hops) {
        auto extra = sector(next);
        if (!extra || hops > most)
            return broken();
        for (std::size_t i = 0; i + 1 < words; ++i)
            parts.push_back(word_of(*extra, 4 * i));
        next = word_of(*extra, 4 * (words - 1));
    }
    for (auto number : parts) {
        if (number > last_regular)
            continue;
        auto part = sector(number);
        if (!part || m_table.size() > most + words)
            return broken();
        for (std::size_t at = 0; at + 4 <= part->size(); at += 4)
            m_table.push_back(word_of(*part, at));
    }
    return {};
}

MaybeStop Compound::chain(const std::vector<std::uint32_t>& table, std::uint32_t start,
    std::vector<bool>& used, std::vector<std::uint32_t>& numbers) const
{
    for (auto next = start; next != end_of_chain; next = table[next]) {
        if (next >= table.size() || used[next])
            return broken();
        used[next] = true;
        numbers.push_back(next);
    }
    return {};
}

MaybeStop Compound::read_chain(std::uint32_t start, std::string& out)
{
    std::vector<std::uint32_t> numbers;
    if (auto stop = chain(m_table, start, m_used, numbers))
        return stop;
    for (auto number : numbers) {
        auto part = sector(number);
        if (!part)
            return broken();
        out += *part;
    }
    return {};
}

// UTF-16LE made ASCII in upper case, as names have no case (MS-CFB 2.6.4); all else becomes "?".
static std::string name_of(std::string_view entry)
{
    auto bytes = word_of(entry, 64) & 0xFFFF;
    std::string name;
    for (std::size_t i = 0; i + 2 < std::min<std::size_t>(bytes, 64); i += 2) {
        auto c = entry[i];
        bool plain = entry[i + 1] == 0 && c > ' ' && c < 0x7F;
        name += !plain ? '?' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return name;
}

MaybeStop Compound::read_directory(std::uint32_t start)
{
    std::string bytes;
    if (auto stop = read_chain(start, bytes))
        return stop;
    if (bytes.size() / entry_bytes > most_entries)
        return limit("more entries in a compound file than are read");
    for (std::size_t at = 0; at + entry_bytes <= bytes.size(); at += entry_bytes) {
        auto entry = std::string_view(bytes).substr(at, entry_bytes);
        auto kind = entry[66] == 2             ? Kind::Stream
            : entry[66] == 1 || entry[66] == 5 ? Kind::Storage
                                               : Kind::Unused;
        // Version 3 writers leave rubbish in the upper half of a size (MS-CFB 2.6.1).
        auto high = m_shift == 9 ? 0 : std::uint64_t(word_of(entry, 124)) << 32;
        m_entries.push_back({ kind, name_of(entry), word_of(entry, 68), word_of(entry, 72),
            word_of(entry, 76), word_of(entry, 116), high | word_of(entry, 120) });
    }
    if (m_entries.empty() || m_entries[root].kind != Kind::Storage)
        return broken();
    return {};
}

// The siblings below a storage are a tree; no entry is reached twice, from anywhere.
MaybeStop Compound::fill_storage(std::size_t number, std::vector<bool>& seen)
{
    std::vector<std::uint32_t> waiting { m_entries[number].child };
    while (!waiting.empty()) {
        auto next = waiting.back();
        waiting.pop_back();
        if (next == no_entry)
            continue;
        if (next >= m_entries.size() || seen[next])
            return broken();
        seen[next] = true;
        const auto& entry = m_entries[next];
        waiting.push_back(entry.left);
        waiting.push_back(entry.right);
        auto& entries = m_entries[number].storage.entries;
        if (entry.kind == Kind::Unused || !entries.try_emplace(entry.name, next).second)
            return broken();
    }
    return {};
}

MaybeStop Compound::open()
{
    m_shift = word(30) & 0xFFFF;
    if (m_bytes.size() < 512 || (m_shift != 9 && m_shift != 12) || word(56) != mini_below)
        return broken();
    if (auto stop = read_table(word(68)))
        return stop;
    m_used.resize(m_table.size(), false);
    if (auto stop = read_directory(word(48)))
        return stop;
    std::string mini_table;
    if (word(64) > 0) {
        if (auto stop = read_chain(word(60), mini_table))
            return stop;
    }
    for (std::size_t at = 0; at + 4 <= mini_table.size(); at += 4)
        m_mini_table.push_back(word_of(mini_table, at));
    m_mini_used.resize(m_mini_table.size(), false);
    if (m_entries[root].size > 0) {
        if (auto stop = read_chain(m_entries[root].start, m_mini))
            return stop;
    }
    std::vector<bool> seen(m_entries.size(), false);
    seen[root] = true;
    for (std::size_t number = 0; number < m_entries.size(); ++number) {
        if (m_entries[number].kind != Kind::Storage)
            continue;
        if (auto stop = fill_storage(number, seen))
            return stop;
    }
    return {};
}

std::optional<std::size_t> Compound::storage(std::size_t within, std::string_view name) const
{
    const auto& entries = m_entries[within].storage.entries;
    auto found = entries.find(name);
    if (found == entries.end() || m_entries[found->second].kind != Kind::Storage)
        return std::nullopt;
    return found->second;
}

std::optional<std::size_t> Compound::stream(std::size_t within, std::string_view name) const
{
    const auto& entries = m_entries[within].storage.entries;
    auto found = entries.find(name);
    if (found == entries.end() || m_entries[found->second].kind != Kind::Stream)
        return std::nullopt;
    return found->second;
}

std::vector<std::size_t> Compound::storages(std::size_t within, std::string_view prefix) const
{
    std::vector<std::size_t> found;
    for (const auto& [name, number] : m_entries[within].storage.entries) {
        if (name.starts_with(prefix) && m_entries[number].kind == Kind::Storage)
            found.push_back(number);
    }
    return found;
}

MaybeStop Compound::read(std::size_t stream, std::string& out)
{
    const auto& entry = m_entries[stream];
    if (entry.size == 0)
        return {};
    if (entry.size >= mini_below) {
        if (auto stop = read_chain(entry.start, out))
            return stop;
    } else {
        std::vector<std::uint32_t> numbers;
        if (auto stop = chain(m_mini_table, entry.start, m_mini_used, numbers))
            return stop;
        for (auto number : numbers) {
            if (m_mini.size() / mini_bytes <= number)
                return broken();
            out += std::string_view(m_mini).substr(number * mini_bytes, mini_bytes);
        }
    }
    if (out.size() < entry.size)
        return malformed("a stream of a compound file that is cut off");
    out.resize(entry.size);
    return {};
}

}
