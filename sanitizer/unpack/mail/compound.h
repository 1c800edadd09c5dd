// SPDX-License-Identifier: MIT
// The container of MS-CFB: storages, and streams in them, as MS-OXMSG uses it.
#pragma once

#include "sanitizer/unpack/mail/stop.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace unpack_mail {

// Reads a container whose bytes outlive it. No sector is read twice, whatever the tables say, so
// all streams together are no longer than the file.
class Compound {
public:
    explicit Compound(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    MaybeStop open();

    struct Storage {
        std::map<std::string, std::size_t, std::less<>> entries; // By name in upper case.
    };
    static constexpr std::size_t root = 0;

    // Of a storage's entries; nothing if there is none of the name, or it is of the other kind.
    std::optional<std::size_t> storage(std::size_t within, std::string_view name) const;
    std::optional<std::size_t> stream(std::size_t within, std::string_view name) const;
    // The storages of which the name begins so, in the order of their names.
    std::vector<std::size_t> storages(std::size_t within, std::string_view prefix) const;

    // Once for each stream.
    MaybeStop read(std::size_t stream, std::string& out);

private:
    enum class Kind { Unused, Storage, Stream };
    struct Entry {
        Kind kind { Kind::Unused };
        std::string name;
        std::uint32_t left, right, child, start;
        std::uint64_t size;
        Storage storage {};
    };

    std::optional<std::string_view> sector(std::uint32_t number) const;
    std::uint32_t word(std::size_t at) const; // Of the file; 0 behind its end.
    MaybeStop read_table(std::uint32_t first_extra);
    // Marks each sector of the chain in `used`; stops at one that is used already.
    MaybeStop chain(const std::vector<std::uint32_t>& table, std::uint32_t start,
        std::vector<bool>& used, std::vector<std::uint32_t>& numbers) const;
    MaybeStop read_chain(std::uint32_t start, std::string& out);
    MaybeStop read_directory(std::uint32_t start);
    MaybeStop fill_storage(std::size_t number, std::vector<bool>& seen);

    std::string_view m_bytes;
    unsigned m_shift { 9 };
    std::vector<std::uint32_t> m_table;
    std::vector<std::uint32_t> m_mini_table;
    std::vector<bool> m_used;
    std::vector<bool> m_mini_used;
    std::string m_mini; // The sectors of 64 bytes that small streams lie in.
    std::vector<Entry> m_entries;
};

}
