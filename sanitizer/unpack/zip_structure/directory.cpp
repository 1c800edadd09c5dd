// SPDX-License-Identifier: MIT
// The central directory (APPNOTE 4.3.12) and what each entry of it must be in itself.
#include "sanitizer/unpack/zip_structure/parts.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <unordered_set>

namespace zip_structure {

static constexpr std::uint64_t central_size = 46;
static constexpr std::uint64_t deflate_ratio = 1032; // RFC 1951: 258 bytes for 2 bits, at best.

struct Header {
    std::uint16_t made_by;
    std::uint32_t attributes;
};

static bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return std::uint8_t(c) < 0x80; });
}

// A folder to one reader and a file to another, a link that hides: told by name, mode and size.
static Step find_kind(const Header& header, Entry& entry)
{
    constexpr std::uint32_t type_mask = 0170000;
    auto host = header.made_by >> 8;
    bool unix_made = host == 3 || host == 19;
    auto type = unix_made ? (header.attributes >> 16) & type_mask : 0;
    bool folder_name = entry.name.back() == '/';
    bool folder_mode = type == 0040000 || (type == 0 && (header.attributes & 0x10) != 0);

    if (folder_mode && !folder_name && !(entry.name.back() == '\\' && host != 3))
        return ambiguous("a folder by its attributes, a file by its name");
    if (folder_name) {
        if (entry.size != 0)
            return ambiguous("a folder that has content");
        entry.kind = Kind::Folder;
    } else if (type == 0120000) {
        entry.kind = Kind::Link;
    } else if (type != 0 && type != 0100000 && type != 0040000) {
        entry.kind = Kind::Special;
    }
    return fine();
}

static Step check_name(const Entry& entry)
{
    if (entry.name.empty())
        return broken("an entry without a name");
    if (entry.name.find('\0') != std::string::npos)
        return ambiguous("a name with a zero byte");
    if (entry.utf8 && !base::is_valid_utf8(entry.name))
        return ambiguous("a name that is marked as UTF-8 and is not");
    return fine();
}

static Step check_sizes(const Entry& entry)
{
    if (entry.protection == Protection::Encrypted)
        return fine();
    if (entry.method == stored && entry.size != entry.compressed_size)
        return ambiguous("a stored entry with two sizes");
    if (entry.method == deflated && entry.size / deflate_ratio > entry.compressed_size)
        return broken("a size that deflate cannot reach");
    return fine();
}

static Step apply_zip64(const Extras& extras, Entry& entry, Central& central)
{
    bool needs
        = entry.size == all_32 || entry.compressed_size == all_32 || entry.header_offset == all_32;
    if (!extras.zip64)
        return fine();
    central.zip64 = true;
    base::Reader values(*extras.zip64);
    for (auto* value : { &entry.size, &entry.compressed_size, &entry.header_offset }) {
        if (*value != all_32)
            continue;
        auto wide = values.u64_le();
        if (!wide)
            return broken("a Zip64 field that is too short");
        *value = wide.value();
    }
    // The disk number may follow; anything else is a value that only some readers believe.
    if (values.left() == 4 && TRY(values.u32_le()) != 0)
        return ambiguous("an entry on another disk");
    if (!values.at_end() || (!needs && !extras.zip64->empty()))
        return ambiguous("a Zip64 field that is not needed");
    return fine();
}

static Step read_central(base::Reader& reader, Structure& structure, std::vector<Central>& centrals)
{
    Entry entry;
    Central central;
    Header header {};
    if (reader.left() < central_size)
        return broken("a central header is cut short");
    if (TRY(reader.u32_le()) != central_signature)
        return broken("no central header where one is due");
    header.made_by = TRY(reader.u16_le());
    TRY(reader.u16_le()); // Version needed.
    central.flags = TRY(reader.u16_le());
    entry.method = TRY(reader.u16_le());
    TRY(reader.u32_le()); // Time.
    entry.crc32 = TRY(reader.u32_le());
    entry.compressed_size = TRY(reader.u32_le());
    entry.size = TRY(reader.u32_le());
    std::size_t name_size = TRY(reader.u16_le());
    std::size_t extra_size = TRY(reader.u16_le());
    std::size_t comment_size = TRY(reader.u16_le());
    auto disk = TRY(reader.u16_le());
    TRY(reader.u16_le()); // Internal attributes.
    header.attributes = TRY(reader.u32_le());
    entry.header_offset = TRY(reader.u32_le());
    if (name_size + extra_size + comment_size > reader.left())
        return broken("a central header is cut short");
    if (disk != 0)
        return ambiguous("an entry on another disk");
    if ((central.flags & bit_patched) != 0)
        return broken("an entry of patch data");
    if ((central.flags & bit_masked) != 0)
        return encrypted("the central directory is encrypted");

    entry.name = base::text_of(TRY(reader.take(name_size)));
    entry.utf8 = (central.flags & bit_utf8) != 0;
    if ((central.flags & (bit_encrypted | bit_strong)) != 0 || entry.method == 99)
        entry.protection = Protection::Encrypted;
    PASS(check_name(entry));

    Extras extras;
    auto extra_bytes = TRY(reader.take(extra_size));
    PASS(read_extras(extra_bytes, entry.name, entry.utf8, Padding::Refuse, extras));
    TRY(reader.take(comment_size));
    entry.unicode_name = extras.unicode_name.value_or("");
    PASS(apply_zip64(extras, entry, central));
    PASS(find_kind(header, entry));
    PASS(check_sizes(entry));
    structure.entries.push_back(std::move(entry));
    centrals.push_back(central);
    return fine();
}

// One name for "a", "a/" and "a\": readers that differ in these must not see two entries. In a
// code page a backslash may be half a character, so there it stays.
static std::string name_key(const Entry& entry)
{
    auto key = entry.name;
    if (entry.utf8 || is_ascii(key))
        std::replace(key.begin(), key.end(), '\\', '/');
    while (!key.empty() && key.back() == '/')
        key.pop_back();
    return key;
}

Step read_directory(const Source& source, const End& end, const Limits& limits,
    Structure& structure, std::vector<Central>& centrals)
{
    if (end.entries > limits.entries)
        return over_limit("more entries than the limit");
    if (end.directory_size > limits.directory_bytes)
        return over_limit("a larger directory than the limit");
    if (end.directory_size / central_size < end.entries)
        return broken("the directory is too small for its entries");
    auto bytes = TRY(read_bytes(source, end.directory_offset, end.directory_size));
    base::Reader reader(bytes);
    std::unordered_set<std::string> names;
    for (std::uint64_t i = 0; i < end.entries; ++i) {
        PASS(read_central(reader, structure, centrals));
        if (!names.insert(name_key(structure.entries.back())).second)
            return ambiguous("two entries of one name");
    }
    if (!reader.at_end())
        return ambiguous("the directory holds more than its entries");
    return fine();
}

}
