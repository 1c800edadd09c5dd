// SPDX-License-Identifier: MIT
#include "kiosk/release/fat32/folder_entries.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <optional>
#include <set>

namespace fat32 {

static constexpr std::size_t entry_bytes = 32;

static Error broken(const char* what)
{
    return Error { std::string("reading back a folder: ") + what };
}

static std::uint32_t number(base::View entry, std::size_t offset, std::size_t bytes)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        value |= std::uint32_t { entry[offset + i] } << (8 * i);
    return value;
}

static std::uint32_t cluster_in(base::View entry)
{
    return number(entry, 20, 2) << 16 | number(entry, 26, 2);
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
        return broken("a long name that is no text");
    return name;
}

// The parts of a long name come last part first, before the short name they belong to.
class LongName {
public:
    Result<void> add(base::View entry)
    {
        auto part = entry[0] & 0x3Fu;
        if ((entry[0] & 0x40) != 0) {
            if (m_expected != 0)
                return broken("a long name in another");
            m_checksum = entry[13];
            m_expected = part;
        }
        if (part == 0 || part != m_expected || entry[13] != m_checksum || entry[12] != 0
            || number(entry, 26, 2) != 0)
            return broken("parts of a long name that do not belong together");
        --m_expected;
        std::u16string units;
        for (std::size_t offset = 1; offset < entry_bytes; offset += 2) {
            if (offset == 11)
                offset = 14;
            if (offset == 26)
                offset = 28;
            units += static_cast<char16_t>(number(entry, offset, 2));
        }
        m_units.insert(0, units);
        m_state = State::Begun;
        return {};
    }

    // The name of a short entry, long or not; begins anew.
    Result<std::string> name_for(base::View entry)
    {
        if (m_state == State::None)
            return short_name(entry);
        unsigned sum = 0;
        for (std::size_t i = 0; i < 11; ++i)
            sum = (((sum & 1) != 0 ? 0x80u : 0u) + (sum >> 1) + entry[i]) & 0xFF;
        if (m_expected != 0 || sum != m_checksum)
            return broken("a long name without its short one");
        auto end = m_units.find(u'\0');
        if (end != m_units.npos && m_units.find_first_not_of(u'\xFFFF', end + 1) != m_units.npos)
            return broken("something stands behind a long name");
        auto name = TRY(utf8_of(m_units.substr(0, end)));
        *this = {};
        return name;
    }

    bool is_open() const { return m_state == State::Begun; }

private:
    static Result<std::string> short_name(base::View entry)
    {
        auto trimmed = [](std::string_view text) {
            return std::string(text.substr(0, text.find_last_not_of(' ') + 1));
        };
        auto stem = trimmed(base::text_of(entry.first(8)));
        auto extension = trimmed(base::text_of(entry.subspan(8, 3)));
        return extension.empty() ? stem : stem + "." + extension;
    }

    std::u16string m_units;
    unsigned m_expected { 0 };
    unsigned m_checksum { 0 };
    enum class State { None, Begun } m_state { State::None };
};

static Result<void> check_first(
    base::View bytes, std::uint32_t own, std::uint32_t above, std::size_t& position)
{
    auto is = [&](std::size_t at, std::string_view name, unsigned attribute) {
        return bytes.size() >= at + entry_bytes && bytes[at + 11] == attribute
            && base::text_of(bytes.subspan(at, name.size())) == name
            && number(bytes.subspan(at), 12, 2) == 0 && number(bytes.subspan(at), 28, 4) == 0;
    };
    if (own == 0) {
        position = entry_bytes;
        return is(0, "SEKISHO    ", 8) && cluster_in(bytes) == 0 ? Result<void> {}
                                                                 : broken("no label");
    }
    position = 2 * entry_bytes;
    if (!is(0, ".          ", 16) || !is(entry_bytes, "..         ", 16) || cluster_in(bytes) != own
        || cluster_in(bytes.subspan(entry_bytes)) != above)
        return broken("it does not name itself and the one above");
    return {};
}

Result<std::vector<FolderEntry>> entries_of_folder(
    base::View bytes, std::uint32_t own, std::uint32_t above)
{
    std::vector<FolderEntry> entries;
    std::set<std::string> names, short_names;
    LongName long_name;
    std::size_t position = 0;
    TRY(check_first(bytes, own, above, position));
    for (; position + entry_bytes <= bytes.size() && bytes[position] != 0;
         position += entry_bytes) {
        auto entry = bytes.subspan(position, entry_bytes);
        if (entry[0] == 0xE5)
            return broken("a deleted entry");
        if (entry[11] == 0x0F) {
            TRY(long_name.add(entry));
            continue;
        }
        auto is_folder = entry[11] == 16;
        if ((!is_folder && entry[11] != 32) || number(entry, 12, 2) != 0
            || (is_folder && number(entry, 28, 4) != 0))
            return broken("an entry of another kind");
        FolderEntry one { TRY(long_name.name_for(entry)),
            is_folder ? FolderEntry::Kind::Folder : FolderEntry::Kind::File, cluster_in(entry),
            number(entry, 28, 4) };
        if (!names.insert(one.name).second
            || !short_names.insert(std::string(base::text_of(entry.first(11)))).second)
            return broken("a name stands there twice");
        entries.push_back(std::move(one));
    }
    if (long_name.is_open()
        || std::ranges::any_of(bytes.subspan(position), [](auto byte) { return byte != 0; }))
        return broken("something stands behind its end");
    return entries;
}

}
