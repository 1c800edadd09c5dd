// SPDX-License-Identifier: MIT
// The parts of a package, which the type scanner has found sound.
#pragma once

#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include <optional>
#include <string>
#include <vector>

namespace signed_xml {

class Package {
public:
    static Result<Package> open(base::View file);

    const std::vector<std::string>& names() const { return m_names; } // Of files, not folders.
    bool has(std::string_view name) const { return find(name) != nullptr; }

    // Nothing: there is none, it is too large or cannot be unpacked.
    std::optional<base::Bytes> read(std::string_view name) const;

private:
    const zip_structure::Entry* find(std::string_view name) const;

    base::View m_file;
    std::vector<zip_structure::Entry> m_entries;
    std::vector<std::string> m_names;
};

std::string lower(std::string_view);

}
