// SPDX-License-Identifier: MIT
// ZIP files for tests, whole or bent in one place (APPNOTE.TXT 6.3).
#pragma once

#include "kiosk/core/base/bytes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace samples {

inline std::uint32_t crc32_of(base::View bytes)
{
    std::uint32_t crc = 0xffffffff;
    for (auto byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0u);
    }
    return ~crc;
}

// A deflate stream of stored blocks (RFC 1951 section 3.2.4).
inline base::Bytes deflate_stored(base::View bytes)
{
    base::Bytes out;
    do {
        auto count = std::min<std::size_t>(bytes.size(), 65535);
        out.push_back(count == bytes.size() ? 1 : 0);
        base::append_u16_le(out, std::uint16_t(count));
        base::append_u16_le(out, std::uint16_t(~count));
        base::append(out, bytes.first(count));
        bytes = bytes.subspan(count);
    } while (!bytes.empty());
    return out;
}

inline void append_u64_le(base::Bytes& out, std::uint64_t value)
{
    base::append_u32_le(out, std::uint32_t(value));
    base::append_u32_le(out, std::uint32_t(value >> 32));
}

enum class Descriptor { None, Signed, Bare };

struct ZipEntry {
    std::string name {};
    std::string text {}; // Not yet compressed.
    std::uint16_t method { 0 };
    std::uint16_t flags { 0 };
    Descriptor descriptor { Descriptor::None };
    std::uint16_t made_by { 0x031e };
    std::uint32_t attributes { 0100644u << 16 };
    base::Bytes local_extra {};
    base::Bytes central_extra {};
    std::string comment {};

    // What bends it.
    std::optional<std::string> local_name {};
    std::optional<std::uint16_t> local_flags {};
    std::optional<std::uint16_t> local_method {};
    std::optional<std::uint32_t> local_crc {};
    std::optional<std::uint32_t> local_size {};
    std::optional<std::uint32_t> local_compressed {};
    std::optional<std::uint32_t> central_crc {};
    std::optional<std::uint32_t> central_size {};
    std::optional<std::uint32_t> central_compressed {};
    std::optional<std::uint32_t> header_offset {};
    std::optional<base::Bytes> packed {}; // In place of what `method` would make of `text`.
    std::optional<base::Bytes> descriptor_bytes {};
    base::Bytes after {}; // Bytes between this entry and the next.
};

struct ZipFile {
    std::vector<ZipEntry> entries {};
    base::Bytes prefix {};
    base::Bytes before_end {}; // Between the directory and the end record.
    base::Bytes after {};
    std::string comment {};
    std::optional<std::uint16_t> count {};
    std::optional<std::uint32_t> directory_offset {};
    std::optional<std::uint32_t> directory_size {};

    base::Bytes build() const;
};

inline void append_local(base::Bytes& out, const ZipEntry& entry, const base::Bytes& packed,
    std::uint32_t crc, std::uint16_t flags)
{
    bool later = entry.descriptor != Descriptor::None;
    auto size = std::uint32_t(entry.text.size());
    const auto& name = entry.local_name.value_or(entry.name);
    base::append_u32_le(out, 0x04034b50);
    base::append_u16_le(out, 20);
    base::append_u16_le(out, entry.local_flags.value_or(flags));
    base::append_u16_le(out, entry.local_method.value_or(entry.method));
    base::append_u32_le(out, 0x00210000); // 1980-01-01.
    base::append_u32_le(out, entry.local_crc.value_or(later ? 0 : crc));
    base::append_u32_le(
        out, entry.local_compressed.value_or(later ? 0 : std::uint32_t(packed.size())));
    base::append_u32_le(out, entry.local_size.value_or(later ? 0 : size));
    base::append_u16_le(out, std::uint16_t(name.size()));
    base::append_u16_le(out, std::uint16_t(entry.local_extra.size()));
    base::append(out, base::view_of(name));
    base::append(out, entry.local_extra);
    base::append(out, packed);
    if (entry.descriptor_bytes) {
        base::append(out, *entry.descriptor_bytes);
    } else if (later) {
        if (entry.descriptor == Descriptor::Signed)
            base::append_u32_le(out, 0x08074b50);
        base::append_u32_le(out, crc);
        base::append_u32_le(out, std::uint32_t(packed.size()));
        base::append_u32_le(out, size);
    }
    base::append(out, entry.after);
}

inline void append_central(base::Bytes& out, const ZipEntry& entry, std::size_t packed_size,
    std::uint32_t crc, std::uint16_t flags, std::uint32_t offset)
{
    base::append_u32_le(out, 0x02014b50);
    base::append_u16_le(out, entry.made_by);
    base::append_u16_le(out, 20);
    base::append_u16_le(out, flags);
    base::append_u16_le(out, entry.method);
    base::append_u32_le(out, 0x00210000);
    base::append_u32_le(out, entry.central_crc.value_or(crc));
    base::append_u32_le(out, entry.central_compressed.value_or(std::uint32_t(packed_size)));
    base::append_u32_le(out, entry.central_size.value_or(std::uint32_t(entry.text.size())));
    base::append_u16_le(out, std::uint16_t(entry.name.size()));
    base::append_u16_le(out, std::uint16_t(entry.central_extra.size()));
    base::append_u16_le(out, std::uint16_t(entry.comment.size()));
    base::append_u32_le(out, 0);
    base::append_u32_le(out, entry.attributes);
    base::append_u32_le(out, entry.header_offset.value_or(offset));
    base::append(out, base::view_of(entry.name));
    base::append(out, entry.central_extra);
    base::append(out, base::view_of(entry.comment));
}

inline base::Bytes ZipFile::build() const
{
    base::Bytes out = prefix;
    base::Bytes directory;
    for (const auto& entry : entries) {
        auto text = base::view_of(entry.text);
        auto packed = entry.packed.value_or(
            entry.method == 8 ? deflate_stored(text) : base::Bytes(text.begin(), text.end()));
        auto flags
            = std::uint16_t(entry.flags | (entry.descriptor == Descriptor::None ? 0 : 1u << 3));
        auto crc = crc32_of(text);
        auto offset = std::uint32_t(out.size());
        append_local(out, entry, packed, crc, flags);
        append_central(directory, entry, packed.size(), crc, flags, offset);
    }
    auto start = std::uint32_t(out.size());
    base::append(out, directory);
    base::append(out, before_end);
    base::append_u32_le(out, 0x06054b50);
    base::append_u32_le(out, 0);
    base::append_u16_le(out, count.value_or(std::uint16_t(entries.size())));
    base::append_u16_le(out, count.value_or(std::uint16_t(entries.size())));
    base::append_u32_le(out, directory_size.value_or(std::uint32_t(directory.size())));
    base::append_u32_le(out, directory_offset.value_or(start));
    base::append_u16_le(out, std::uint16_t(comment.size()));
    base::append(out, base::view_of(comment));
    base::append(out, after);
    return out;
}

}
