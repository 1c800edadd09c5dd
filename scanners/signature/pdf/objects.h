// SPDX-License-Identifier: MIT
// As much of PDF's syntax (ISO 32000-1 section 7.3) as a signature's dictionary is written in.
// Strict: what is not plain is no dictionary.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <optional>
#include <string>
#include <vector>

namespace signature::pdf {

struct Entry {
    std::string key; // Without its slash; #xx is decoded.
    std::size_t begin { 0 }; // Where its value stands in the file.
    std::size_t end { 0 };
};

struct Dictionary {
    std::vector<Entry> entries;
    std::size_t begin { 0 };
    std::size_t end { 0 };

    const Entry* find(std::string_view key) const; // Null: none, or more than one.
    std::size_t count(std::string_view key) const;
};

// The dictionary that begins at `at`, or behind spaces there.
std::optional<Dictionary> read_dictionary(base::View file, std::size_t at);

// "[0 10 20 30]" and nothing else.
std::optional<std::vector<std::uint64_t>> read_numbers(base::View value);

std::optional<std::string> read_name(base::View value); // "/Sig": Sig.

bool is_space(std::uint8_t);
bool is_regular(std::uint8_t); // Neither a space nor a delimiter.

}
