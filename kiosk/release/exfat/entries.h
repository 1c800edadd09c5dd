// SPDX-License-Identifier: MIT
// What the bytes of an exFAT folder say, for the reader: strict, and only as our writer makes them.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <cstdint>
#include <vector>

namespace exfat {

std::uint64_t number(base::View, std::size_t offset, std::size_t bytes); // Little-endian.
bool is_blank(base::View); // Zeros alone.
Error broken(const char* what);

// The up-case table as it lies there.
class Capitals {
public:
    static Result<Capitals> parse(base::View, std::uint32_t sum);
    char16_t of(char16_t unit) const { return m_units[unit]; }

private:
    std::u16string m_units; // By unit: its capital.
};

struct SystemFiles {
    std::uint32_t bitmap { 0 }; // Clusters.
    std::uint64_t bitmap_bytes { 0 };
    std::uint32_t upcase { 0 };
    std::uint64_t upcase_bytes { 0 };
    std::uint32_t upcase_sum { 0 };
};
// The root's first three entries: label, bitmap, table.
Result<SystemFiles> system_files_of(base::View root);

struct Entry {
    std::string name; // UTF-8.
    enum class Kind { Folder, File } kind { Kind::File };
    std::uint32_t cluster { 0 };
    std::uint64_t size { 0 };
};

// Of the root behind its first three.
Result<std::vector<Entry>> entries_of_folder(base::View, const Capitals&);

}
