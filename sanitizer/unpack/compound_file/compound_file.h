// SPDX-License-Identifier: MIT
// The container of MS-CFB: header, allocation tables, directory. Documents of the kinds before
// OOXML, encrypted OOXML and Outlook's messages lie in it. Which of them it is only what lies
// directly in the root says: one that is embedded in another has a storage of its own.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace compound_file {

class CompoundFile {
public:
    struct Stream {
        std::uint32_t start;
        std::uint64_t size;
    };

    enum class Kind { Storage, Stream };
    struct Extent {
        std::uint64_t offset; // In the file.
        std::uint64_t size;
    };
    struct Item {
        std::string name; // In upper case; what is no ASCII is "?".
        Kind kind;
        std::size_t parent; // Its place among the items; 0 is the root.
        Stream content;
    };

    // Its bytes must outlive it. Nothing if the container breaks its rules, if two siblings have
    // one name, or if one sector belongs to two streams (of the tables' own sectors nothing is
    // said): read once each, all streams together are no longer than the file.
    static std::optional<CompoundFile> open(base::View);

    // Names know no case (MS-CFB 2.6.4): asked for in upper case.
    const Stream* stream(std::string_view name) const { return stream(root, name); }
    const Stream* stream(std::size_t storage, std::string_view name) const;
    std::optional<std::size_t> storage(std::size_t within, std::string_view name) const;
    // The storages of which the name begins so, in the order of their names.
    std::vector<std::size_t> storages(std::size_t within, std::string_view prefix) const;

    static constexpr std::size_t root = 0;

    // All that can be reached from the root, the root itself first.
    const std::vector<Item>& items() const { return m_items; }

    // As far as its chain leads, at most `most` bytes.
    base::Bytes read(const Stream&, std::uint64_t most) const;

    // Where its bytes lie, in their order. Nothing if they are not all there.
    std::optional<std::vector<Extent>> extents(const Stream&) const;

    bool has_data_behind() const; // Bytes that no entry of the allocation table speaks of.

private:
    struct Entry {
        std::string name;
        std::uint8_t kind;
        std::uint32_t left, right, child;
        Stream content;
    };
    using Place = std::pair<std::size_t, std::string>; // The storage, and the name in it.

    explicit CompoundFile(base::View bytes)
        : m_bytes(bytes)
    {
    }

    std::optional<base::View> sector(std::uint32_t number) const;
    bool read_header();
    bool read_table();
    bool read_directory();
    bool read_mini_table();
    bool read_tree();
    bool add_item(const Entry&, std::size_t parent);
    bool own_their_sectors() const;
    Entry read_entry(base::View) const;
    static std::optional<std::vector<std::uint32_t>> chain(
        const std::vector<std::uint32_t>& table, const Stream&, unsigned shift);
    base::Bytes follow(const std::vector<std::uint32_t>& table, base::View source,
        std::uint64_t first_offset, unsigned shift, const Stream&, std::uint64_t most) const;

    base::View m_bytes;
    unsigned m_shift { 9 };
    std::uint32_t m_directory { 0 };
    std::uint32_t m_mini_start { 0 };
    std::vector<std::uint32_t> m_table;
    std::vector<std::uint32_t> m_mini_table;
    std::vector<std::uint32_t> m_mini_sectors; // Of the file, in the order of what is in them:
    base::Bytes m_mini_stream; // of which streams shorter than a sector's worth are cut.
    std::vector<Entry> m_entries;
    std::vector<Item> m_items;
    std::map<Place, std::size_t> m_places; // Of the items that are not the root.
};

}
