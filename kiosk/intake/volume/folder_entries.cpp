// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/folder_entries.h"

namespace volume {

static constexpr std::size_t entry_bytes = 32; // FAT, exFAT.

void FatEntries::take(base::View bytes)
{
    static constexpr std::uint8_t end_mark = 0x00;
    static constexpr std::uint8_t deleted_mark = 0xE5;
    static constexpr std::uint8_t label_bit = 0x08; // Long names have it too.
    static constexpr std::uint8_t folder_bit = 0x10; // Never with it, then.
    for (std::size_t at = 0; at + entry_bytes <= bytes.size() && !m_at_end; at += entry_bytes) {
        auto first = bytes[at];
        m_at_end = first == end_mark;
        if (m_at_end || first == deleted_mark || first == '.')
            continue;
        auto attributes = bytes[at + 11];
        if ((attributes & label_bit) == 0)
            ++m_count;
        else if ((attributes & folder_bit) != 0)
            m_is_sound = false;
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
    if (m_left == 0 && m_said != m_sum)
        m_is_sound = false;
}

void ExfatEntries::add_to_set(base::View entry)
{
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
    if (m_left > 0 && is_secondary) {
        add_to_set(entry);
        return;
    }
    if (m_left > 0 || is_secondary) // A set is cut off, or has no head.
        m_is_sound = false;
    m_left = 0;
    m_at_end = type == 0;
    if ((type & in_use) == 0 || is_secondary || type == bitmap || type == upcase_table
        || type == label)
        return;
    if (type == file)
        ++m_count;
    else if ((type & benign) == 0)
        m_is_sound = false; // Section 6.2.1.2: who does not know it may not go on.
    begin_set(entry);
}

void ExfatEntries::take(base::View bytes)
{
    for (std::size_t at = 0; at + entry_bytes <= bytes.size() && !m_at_end; at += entry_bytes)
        entry(bytes.subspan(at, entry_bytes));
}

// Records do not cross sectors; what is left of one is zeros.
void IsoEntries::sector(base::View bytes)
{
    static constexpr std::size_t before_name = 33;
    static constexpr std::uint8_t not_last_extent = 0x80;
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
        bool is_dots = name == 1 && bytes[at + before_name] <= 1;
        if (!is_dots && (bytes[at + 25] & not_last_extent) == 0)
            ++m_count;
        at += length;
    }
    for (; at < bytes.size(); ++at)
        if (bytes[at] != 0)
            m_is_sound = false;
}

void IsoEntries::take(base::View bytes)
{
    static constexpr std::size_t sector_bytes = 2048;
    for (std::size_t at = 0; at + sector_bytes <= bytes.size(); at += sector_bytes)
        sector(bytes.subspan(at, sector_bytes));
}

}
