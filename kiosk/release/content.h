// SPDX-License-Identifier: MIT
// What is to be written: a manifest's files, from the store of finished ones, and its papers.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace release {

struct Item {
    std::string path; // Relative, "/" between components, no "..", no controls.
    std::string sha256;
    std::uint64_t size { 0 };
};

// A path or a hash that may not be is an Error: the manifest is checked once more.
Result<std::vector<Item>> items_of(const std::string& manifest);

inline constexpr auto manifest_name = "MANIFEST.json";
inline constexpr auto signature_name = "MANIFEST.json.sig";
inline constexpr auto receipt_name = "RECEIPT.txt";

struct Papers {
    std::string manifest;
    std::string signature; // A signed note over the manifest's hash.
    std::string receipt;

    struct Paper {
        const char* name;
        const std::string& text;
    };
    // In the order in which they are written: what makes the others count comes last.
    std::array<Paper, 3> all() const
    {
        return { Paper { receipt_name, receipt }, Paper { signature_name, signature },
            Paper { manifest_name, manifest } };
    }
};

struct Written {
    std::uint64_t files { 0 };
    std::uint64_t bytes { 0 };
    // Of a medium. SHA-256 of what `sha256sum` would print for all files of it, papers as well, in
    // the order of their paths' bytes, as they were read back.
    std::string list_sha256;
    std::string file_system; // "FAT32"
};

using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

// Never out of the folder, never through a link.
base::Descriptor open_beneath(
    const base::Descriptor& folder, const std::string& path, std::uint64_t flags, unsigned mode);

// A finished file of the store, of the item's size.
Result<base::Descriptor> open_output(const base::Descriptor& outputs, const Item&);

// An Error that says how much is missing.
Result<void> check_space(const base::Descriptor& folder, std::uint64_t needed);

}
