// SPDX-License-Identifier: MIT
// The three steps of one examination: the end record, the directory, the extents. Private to this
// folder.
#pragma once

#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include <optional>

namespace zip_structure {

inline constexpr std::uint32_t local_signature = 0x04034b50;
inline constexpr std::uint32_t central_signature = 0x02014b50;
inline constexpr std::uint32_t end_signature = 0x06054b50;
inline constexpr std::uint32_t zip64_end_signature = 0x06064b50;
inline constexpr std::uint32_t zip64_locator_signature = 0x07064b50;
inline constexpr std::uint32_t descriptor_signature = 0x08074b50;

inline constexpr std::uint16_t all_16 = 0xffff;
inline constexpr std::uint32_t all_32 = 0xffffffff;

// General purpose bits (APPNOTE 4.4.4).
inline constexpr std::uint16_t bit_encrypted = 1u << 0;
inline constexpr std::uint16_t bit_descriptor = 1u << 3;
inline constexpr std::uint16_t bit_patched = 1u << 5;
inline constexpr std::uint16_t bit_strong = 1u << 6;
inline constexpr std::uint16_t bit_utf8 = 1u << 11;
inline constexpr std::uint16_t bit_masked = 1u << 13;
inline constexpr std::uint16_t method_bits = (1u << 1) | (1u << 2); // How hard deflate tried.

// Why the file is not Sound. A step returns nothing when it found no fault.
struct Fault {
    State state;
    std::string reason;
};
using Step = Result<std::optional<Fault>>;

// Hands a fault (or an Error) on to the caller.
#define PASS(step)                                                                                 \
    do {                                                                                           \
        auto pass_fault = TRY(step);                                                               \
        if (pass_fault)                                                                            \
            return pass_fault;                                                                     \
    } while (false)

struct End {
    std::uint64_t entries { 0 };
    std::uint64_t directory_offset { 0 };
    std::uint64_t directory_size { 0 };
    std::uint64_t comment_bytes { 0 };
};

// What a central header says beyond the Entry, to compare with the local one.
struct Central {
    std::uint16_t flags { 0 };
    bool zip64 { false };
};

// The extra fields that change what an entry is.
struct Extras {
    std::optional<base::View> zip64;
    std::optional<std::string> unicode_name; // Its checksum fits the header's name.
};
enum class Padding { Refuse, Allow }; // Zeros that are no field, as aligners write them.

Step find_end(const Source&, End&);
Step read_directory(const Source&, const End&, const Limits&, Structure&, std::vector<Central>&);
Step check_extents(const Source&, const End&, Structure&, const std::vector<Central>&);
Step read_extras(base::View, std::string_view name, bool utf8, Padding, Extras&);

Result<base::Bytes> read_bytes(const Source&, std::uint64_t offset, std::uint64_t count);
inline Step fine()
{
    return std::optional<Fault> {};
}
inline Step fault(State state, const char* reason)
{
    return std::optional<Fault>({ state, reason });
}
inline Step broken(const char* reason)
{
    return fault(State::Broken, reason);
}
inline Step ambiguous(const char* reason)
{
    return fault(State::Ambiguous, reason);
}
inline Step encrypted(const char* reason)
{
    return fault(State::Encrypted, reason);
}
inline Step over_limit(const char* reason)
{
    return fault(State::Limit, reason);
}

}
