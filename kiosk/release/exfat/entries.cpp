// SPDX-License-Identifier: MIT
#include "kiosk/release/exfat/entries.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <set>

namespace exfat {

using base::View;

static constexpr std::size_t entry_bytes = 32;

std::uint64_t number(View bytes, std::size_t offset, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value |= std::uint64_t { bytes[offset + i] } << (8 * i);
    return value;
}

bool is_blank(View bytes)
{
    return std::ranges::all_of(bytes, [](auto byte) { return byte == 0; });
}

Error broken(const char* what)
{
    return Error { std::string("reading back: ") + what };
}

Result<Capitals> Capitals::parse(View bytes, std::uint32_t expected)
{
    std::uint32_t sum = 0;
    for (auto byte : bytes)
        sum = ((sum & 1) != 0 ? 0x80000000u : 0u) + (sum >> 1) + byte;
    if (sum != expected || bytes.size() % 2 != 0)
        return broken("the table of capitals has another sum");
    Capitals capitals;
    auto& units = capitals.m_units;
    for (std::size_t at = 0; at < bytes.size() && units.size() < 0x10000; at += 2) {
        auto unit = static_cast<char16_t>(number(bytes, at, 2));
        if (unit != 0xFFFF || at + 4 > bytes.size()) {
            units += unit;
            continue;
        }
        at += 2;
        for (auto count = number(bytes, at, 2); count > 0 && units.size() < 0x10000; --count)
            units += static_cast<char16_t>(units.size());
    }
    if (units.size() != 0x10000)
        return broken("the table of capitals is not whole");
    for (char16_t unit = 0; unit < 128; ++unit) {
        auto capital = unit >= u'a' && unit <= u'z' ? unit - 32 : unit;
        if (units[unit] != capital)
            return broken("the table of capitals has other letters");
    }
    return capitals;
}

Result<SystemFiles> system_files_of(View root)
{
    static constexpr std::uint8_t label[]
        = { 0x83, 7, 'S', 0, 'E', 0, 'K', 0, 'I', 0, 'S', 0, 'H', 0, 'O', 0 };
    if (root.size() < 3 * entry_bytes || !std::ranges::equal(root.first(sizeof label), label)
        || !is_blank(root.subspan(sizeof label, entry_bytes - sizeof label)))
        return broken("no label");
    auto bitmap = root.subspan(entry_bytes, entry_bytes);
    auto upcase = root.subspan(2 * entry_bytes, entry_bytes);
    if (bitmap[0] != 0x81 || upcase[0] != 0x82 || !is_blank(bitmap.subspan(1, 19))
        || !is_blank(upcase.subspan(1, 3)) || !is_blank(upcase.subspan(8, 12)))
        return broken("no bitmap, or no table of capitals");
    SystemFiles files;
    files.bitmap = static_cast<std::uint32_t>(number(bitmap, 20, 4));
    files.bitmap_bytes = number(bitmap, 24, 8);
    files.upcase_sum = static_cast<std::uint32_t>(number(upcase, 4, 4));
    files.upcase = static_cast<std::uint32_t>(number(upcase, 20, 4));
    files.upcase_bytes = number(upcase, 24, 8);
    return files;
}

static Result<std::string> utf8_of(const std::u16string& units)
{
    std::string name;
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t point = units[i];
        if (point >= 0xD800 && point < 0xDC00 && i + 1 < units.size())
            point = 0x10000 + ((point - 0xD800) << 10) + (units[++i] - 0xDC00u);
        base::append_utf8(name, point);
    }
    if (!base::is_valid_utf8(name))
        return broken("a name that is no text");
    return name;
}

static Result<std::u16string> name_in(View set, std::size_t units, const Capitals& capitals)
{
    std::u16string name;
    for (std::size_t at = 2 * entry_bytes; at < set.size(); at += entry_bytes) {
        if (set[at] != 0xC1 || set[at + 1] != 0)
            return broken("a name with something else in it");
        for (std::size_t i = 2; i < entry_bytes; i += 2)
            name += static_cast<char16_t>(number(set, at + i, 2));
    }
    if (units == 0 || units > name.size() || name.size() - units >= 15
        || name.find_first_not_of(u'\0', units) != name.npos)
        return broken("a name of another length");
    name.resize(units);
    unsigned sum = 0;
    for (auto unit : name) {
        for (auto byte : { capitals.of(unit) & 0xFF, capitals.of(unit) >> 8 })
            sum = (((sum & 1) != 0 ? 0x8000u : 0u) + (sum >> 1) + static_cast<unsigned>(byte))
                & 0xFFFF;
    }
    if (sum != number(set, 36, 2))
        return broken("a name with another hash");
    return name;
}

static Result<Entry> entry_of(View set, const Capitals& capitals, std::set<std::u16string>& names)
{
    unsigned sum = 0;
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (i != 2 && i != 3)
            sum = (((sum & 1) != 0 ? 0x8000u : 0u) + (sum >> 1) + set[i]) & 0xFFFF;
    }
    auto attributes = number(set, 4, 2);
    if (sum != number(set, 2, 2) || (attributes != 0x10 && attributes != 0x20) || set[32] != 0xC0
        || number(set, 40, 8) != number(set, 56, 8))
        return broken("an entry of another kind");
    Entry entry;
    entry.kind = attributes == 0x10 ? Entry::Kind::Folder : Entry::Kind::File;
    entry.cluster = static_cast<std::uint32_t>(number(set, 52, 4));
    entry.size = number(set, 56, 8);
    if (set[33] != (entry.size > 0 ? 0x03 : 0x01) || (entry.size == 0) != (entry.cluster == 0))
        return broken("an entry that does not lie in one piece");
    auto name = TRY(name_in(set, set[35], capitals));
    entry.name = TRY(utf8_of(name));
    for (auto& unit : name)
        unit = capitals.of(unit);
    if (!names.insert(name).second)
        return broken("a name stands there twice");
    return entry;
}

Result<std::vector<Entry>> entries_of_folder(View bytes, const Capitals& capitals)
{
    std::vector<Entry> entries;
    std::set<std::u16string> names;
    std::size_t at = 0;
    while (at + entry_bytes <= bytes.size() && bytes[at] != 0) {
        auto size = (1u + bytes[at + 1]) * entry_bytes;
        if (bytes[at] != 0x85 || size < 3 * entry_bytes || size > bytes.size() - at)
            return broken("an entry of another kind");
        entries.push_back(TRY(entry_of(bytes.subspan(at, size), capitals, names)));
        at += size;
    }
    if (!is_blank(bytes.subspan(at)))
        return broken("something stands behind a folder's end");
    return entries;
}

}
