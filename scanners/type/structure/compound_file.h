// SPDX-License-Identifier: MIT
// The container of MS-CFB: header, allocation table, directory. Only what lies directly in the root
// counts here: a document that is embedded in another has a storage of its own.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace type_scanner {

class CompoundFile {
public:
    struct Stream {
        std::uint32_t start;
        std::uint64_t size;
    };

    // Nothing if the container breaks its rules, or if two entries of the root have one name.
    static std::optional<CompoundFile> open(base::View);

    // Directly in the root. Names know no case (MS-CFB 2.6.4): asked for in upper case.
    const Stream* stream(std::string_view name) const;

    // The first bytes of a stream of the regular kind (4,096 bytes or more); of a mini stream none.
    base::View start_of(const Stream&) const;

    bool has_data_behind() const; // Bytes that no entry of the allocation table speaks of.

private:
    struct Entry {
        std::string name;
        std::uint8_t kind;
        std::uint32_t left, right, child;
        Stream content;
    };

    explicit CompoundFile(base::View bytes)
        : m_bytes(bytes)
    {
    }

    std::optional<base::View> sector(std::uint32_t number) const;
    bool read_header();
    bool read_table();
    bool read_directory();
    bool read_root();
    Entry read_entry(base::View) const;

    base::View m_bytes;
    unsigned m_shift { 9 };
    std::uint32_t m_directory { 0 };
    std::vector<std::uint32_t> m_table;
    std::vector<Entry> m_entries;
    std::map<std::string, Stream, std::less<>> m_streams; // Of the root.
};

}
