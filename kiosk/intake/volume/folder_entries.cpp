// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/folder_entries.h"

#include <algorithm>

namespace volume {

static constexpr std::size_t entry_bytes = 32; // FAT, exFAT.

static std::uint64_t number(base::View bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = 0;
    for (std::size_t i = width; i-- > 0;)
        value = value << 8 | bytes[at + i];
    return value;
}

static bool is_dots(base::View entry)
{
    auto name = base::text_of(entry.first(11));
    return name == ".          " || name == "..         ";
}

void FatEntries::take(base::View bytes)
{
    static constexpr std::uint8_t end_mark = 0x00;
    static constexpr std::uint8_t deleted_mark = 0xE5;
    static constexpr std::uint8_t label_bit = 0x08; // Long names have it too.
    static constexpr std::uint8_t folder_bit = 0x10; // Never with it, then.
    for (std::size_t at = 0; at + entry_bytes <= bytes.size(); at += entry_bytes) {
        auto entry = bytes.subspan(at, entry_bytes);
        m_at_end = m_at_end || entry[0] == end_mark;
        if (entry[0] == end_mark || entry[0] == deleted_mark)
            continue;
        if (m_at_end) {
            m_is_sound = false; // What stands there is for libtsk's eyes only.
            return;
        }
        bool is_folder = (entry[11] & folder_bit) != 0;
        if ((entry[11] & label_bit) != 0)
            m_is_sound = m_is_sound && !is_folder;
        else if (!is_folder || !is_dots(entry))
            m_claims.push_back({ number(entry, 26, 2) | number(entry, 20, 2) << 16,
                is_folder ? 0 : number(entry, 28, 4), is_folder });
    }
}

// Section 6.3.3: over all entries of the set, but not over itself.
static std::uint16_t add(std::uint16_t sum, base::View entry, bool is_first)
{
    for (std::size_t i = 0; i < entry.size(); ++i)
        if (!is_first || (i != 2 && i != 3))
            sum = static_cast<std::uint16_t>(((sum & 1) << 15) + (sum >> 1) + entry[i]);
    return sum;
}

void ExfatEntries::begin_set(base::View entry)
{
    m_left = entry[1];
    m_said = static_cast<std::uint16_t>(entry[2] | entry[3] << 8);
    m_sum = add(0, entry, true);
    if (m_left == 0 && (m_said != m_sum || m_wants_stream))
        m_is_sound = false;
}

void ExfatEntries::add_to_set(base::View entry)
{
    static constexpr std::uint8_t stream = 0xC0;
    if (m_wants_stream && entry[0] == stream) {
        auto& claim = m_claims.back();
        claim.first = number(entry, 20, 4);
        claim.size = claim.is_folder ? 0 : number(entry, 24, 8);
    } else if (m_wants_stream) {
        m_is_sound = false;
    }
    m_wants_stream = false;
    m_sum = add(m_sum, entry, false);
    if (--m_left == 0 && m_sum != m_said)
        m_is_sound = false;
}

void ExfatEntries::entry(base::View entry)
{
    static constexpr std::uint8_t in_use = 0x80;
    static constexpr std::uint8_t secondary = 0x40;
    static constexpr std::uint8_t benign = 0x20;
    static constexpr std::uint8_t bitmap = 0x81;
    static constexpr std::uint8_t upcase_table = 0x82;
    static constexpr std::uint8_t label = 0x83;
    static constexpr std::uint8_t file = 0x85;
    auto type = entry[0];
    bool is_secondary = (type & (in_use | secondary)) == (in_use | secondary);
    m_at_end = m_at_end || type == 0;
    if (m_at_end) {
        m_is_sound = m_is_sound && m_left == 0 && (type & in_use) == 0;
        return;
    }
    if (m_left > 0 && is_secondary) {
        add_to_set(entry);
        return;
    }
    if (m_left > 0 || is_secondary) // A set is cut off, or has no head.
        m_is_sound = false;
    m_left = 0;
    m_wants_stream = false;
    if ((type & in_use) == 0 || is_secondary || type == bitmap || type == upcase_table
        || type == label)
        return;
    static constexpr std::uint8_t folder_bit = 0x10;
    m_wants_stream = type == file;
    if (type == file)
        m_claims.push_back({ 0, 0, (entry[4] & folder_bit) != 0 });
    else if ((type & benign) == 0)
        m_is_sound = false; // Section 6.2.1.2: who does not know it may not go on.
    begin_set(entry);
}

void ExfatEntries::take(base::View bytes)
{
    for (std::size_t at = 0; at + entry_bytes <= bytes.size(); at += entry_bytes)
        entry(bytes.subspan(at, entry_bytes));
}

void IsoEntries::record(base::View record)
{
    static constexpr std::size_t before_name = 33;
    static constexpr std::uint8_t folder_bit = 0x02;
    static constexpr std::uint8_t not_last_extent = 0x80;
    auto name = record.subspan(before_name, record[before_name - 1]);
    if (name.size() == 1 && name[0] <= 1) // "." and "..".
        return;
    auto flags = record[25];
    bool is_folder = (flags & folder_bit) != 0;
    m_claims.push_back({ number(record, 2, 4), is_folder ? 0 : number(record, 10, 4), is_folder });
    // Section 6.5.1: those of one file stand together.
    if (!m_unfinished.empty() && !std::ranges::equal(m_unfinished, name))
        m_is_sound = false;
    m_unfinished.clear();
    if ((flags & not_last_extent) != 0)
        m_unfinished.assign(name.begin(), name.end());
}

// Records do not cross sectors; what is left of one is zeros.
void IsoEntries::sector(base::View bytes)
{
    static constexpr std::size_t before_name = 33;
    std::size_t at = 0;
    while (at < bytes.size() && bytes[at] != 0) {
        std::size_t length = bytes[at];
        if (length <= before_name || length > bytes.size() - at) {
            m_is_sound = false;
            return;
        }
        std::size_t name = bytes[at + before_name - 1];
        if (name == 0 || before_name + name > length)
            m_is_sound = false;
        else
            record(bytes.subspan(at, length));
        at += length;
    }
    for (; at < bytes.size(); ++at)
        if (bytes[at] != 0)
            m_is_sound = false;
}

std::vector<Claim> IsoEntries::finish()
{
    if (!m_unfinished.empty())
        m_is_sound = false;
    return FolderEntries::finish();
}

void IsoEntries::take(base::View bytes)
{
    static constexpr std::size_t sector_bytes = 2048;
    for (std::size_t at = 0; at + sector_bytes <= bytes.size(); at += sector_bytes)
        sector(bytes.subspan(at, sector_bytes));
}

}
