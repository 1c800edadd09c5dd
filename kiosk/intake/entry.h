// SPDX-License-Identifier: MIT
// What lies on a medium: one entry, as found. All of it was written by somebody else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

enum class Kind {
    File, // The only kind that can be read.
    Folder,
    Link, // Symbolic link, junction, other reparse point.
    Special, // Device, socket, pipe.
    Stream, // A second content under a file's name (NTFS alternate data stream).
};

struct Entry {
    std::uint64_t id { 0 }; // For Medium::read; unique in one listing, the same for the same bytes.
    // From the medium's root, the own name last; never empty. Valid UTF-8, no '/', no NUL, not "."
    // or "..", and otherwise as hostile as the medium wants. A medium with more than one readable
    // volume has "volume-1", "volume-2" … as first component.
    std::vector<std::string> path;
    std::uint64_t size { 0 }; // Bytes, 0 but for File and Stream.
    Kind kind { Kind::Special };
    std::string
        note; // ASCII words of ours on what is odd about it ("the name is not UTF-8"), or "".
};

const char* to_text(Kind);

// The same text with U+FFFD for each byte that is not part of valid UTF-8.
std::string made_valid(std::string_view name);

// Can be one component of a path: 1 to `limit` bytes, no '/', no NUL, not "." or "..".
bool is_component(std::string_view name, std::size_t limit);

inline constexpr std::size_t longest_name = std::size_t { 255 } * 4; // Bytes; 255 code points.

}
