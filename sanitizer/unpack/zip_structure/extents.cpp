// SPDX-License-Identifier: MIT
// The interval map: local header (APPNOTE 4.3.7), data and data descriptor (4.3.9) of the entries
// fill the file from its first byte to the directory, each byte once. This is what stops the bombs
// whose entries share their data, before anything is inflated.
#include "sanitizer/unpack/zip_structure/parts.h"

#include <algorithm>
#include <numeric>

namespace zip_structure {

static constexpr std::uint64_t local_size = 30;

struct Local {
    std::uint16_t flags;
    std::uint16_t method;
    std::uint32_t crc;
    std::uint64_t compressed_size;
    std::uint64_t size;
    bool zip64 { false };
};

// With a data descriptor the local values may be zero, or right.
static bool agrees(std::uint64_t local, std::uint64_t central, std::uint16_t flags)
{
    return local == central || (local == 0 && (flags & bit_descriptor) != 0);
}

static Step apply_local_zip64(const Extras& extras, const Entry& entry, Local& local)
{
    if (!extras.zip64)
        return fine();
    local.zip64 = true;
    base::Reader values(*extras.zip64);
    // The local field has both sizes (APPNOTE 4.5.3). Writers that patch the header afterwards
    // leave them beside plain ones, then they must agree; Office leaves zeros there.
    for (auto [value, truth] : { std::pair { &local.size, entry.size },
             std::pair { &local.compressed_size, entry.compressed_size } }) {
        if (values.at_end() && *value != all_32)
            continue;
        auto wide = values.u64_le();
        if (!wide)
            return broken("a Zip64 field that is too short");
        bool reserved = wide.value() == 0 && *value != all_32;
        if (!reserved && !agrees(wide.value(), truth, local.flags))
            return ambiguous("a Zip64 field contradicts the directory");
        if (*value == all_32)
            *value = wide.value();
    }
    return fine();
}

static Step compare_local(const Source& source, const Central& central, const Entry& entry,
    std::uint64_t end, std::uint64_t& data_offset, Local& local)
{
    if (end - entry.header_offset < local_size)
        return ambiguous("an entry overlaps the next");
    auto fixed = TRY(read_bytes(source, entry.header_offset, local_size));
    base::Reader reader(fixed);
    if (TRY(reader.u32_le()) != local_signature)
        return broken("no local header where one is due");
    TRY(reader.u16_le()); // Version needed.
    local.flags = TRY(reader.u16_le());
    local.method = TRY(reader.u16_le());
    TRY(reader.u32_le()); // Time.
    local.crc = TRY(reader.u32_le());
    local.compressed_size = TRY(reader.u32_le());
    local.size = TRY(reader.u32_le());
    std::uint64_t name_size = TRY(reader.u16_le());
    std::uint64_t extra_size = TRY(reader.u16_le());
    data_offset = entry.header_offset + local_size + name_size + extra_size;
    if (data_offset > end)
        return ambiguous("an entry overlaps the next");
    auto rest = TRY(read_bytes(source, entry.header_offset + local_size, name_size + extra_size));
    auto name = base::text_of(base::View(rest).first(name_size));
    if (name != entry.name)
        return ambiguous("an entry has two names");
    if ((local.flags | method_bits) != (central.flags | method_bits)
        || local.method != entry.method)
        return ambiguous("an entry has two sets of flags or methods");
    Extras extras;
    PASS(
        read_extras(base::View(rest).subspan(name_size), name, entry.utf8, Padding::Allow, extras));
    if (extras.unicode_name && *extras.unicode_name != entry.unicode_name)
        return ambiguous("an entry has two names");
    PASS(apply_local_zip64(extras, entry, local));
    if (!agrees(local.crc, entry.crc32, local.flags) || !agrees(local.size, entry.size, local.flags)
        || !agrees(local.compressed_size, entry.compressed_size, local.flags))
        return ambiguous("an entry has two sizes or checksums");
    return fine();
}

// What stands between an entry's data and the next entry: a data descriptor in one of its four
// spellings, or nothing.
static Step check_descriptor(const Source& source, const Entry& entry, const Central& central,
    const Local& local, std::uint64_t offset, std::uint64_t size)
{
    if ((local.flags & bit_descriptor) == 0) {
        if (size != 0)
            return ambiguous("bytes that belong to no entry");
        return fine();
    }
    bool wide = size == 20 || size == 24;
    if (size != 12 && size != 16 && !wide)
        return size < 12 ? broken("a data descriptor is missing")
                         : ambiguous("bytes that belong to no entry");
    if (wide && !local.zip64 && !central.zip64)
        return ambiguous("a data descriptor of 64 bits without need");
    auto bytes = TRY(read_bytes(source, offset, size));
    base::Reader reader(bytes);
    if ((size == 16 || size == 24) && TRY(reader.u32_le()) != descriptor_signature)
        return broken("a data descriptor without its signature");
    auto crc = TRY(reader.u32_le());
    auto compressed = wide ? TRY(reader.u64_le()) : TRY(reader.u32_le());
    auto plain = wide ? TRY(reader.u64_le()) : TRY(reader.u32_le());
    if (crc != entry.crc32 || compressed != entry.compressed_size || plain != entry.size)
        return ambiguous("a data descriptor contradicts the directory");
    return fine();
}

Step check_extents(const Source& source, const End& end, Structure& structure,
    const std::vector<Central>& centrals)
{
    auto& entries = structure.entries;
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return entries[a].header_offset < entries[b].header_offset;
    });
    if (order.empty() ? end.directory_offset != 0 : entries[order[0]].header_offset != 0)
        return ambiguous("bytes before the first entry");
    for (std::size_t i = 0; i < order.size(); ++i) {
        auto& entry = entries[order[i]];
        const auto& central = centrals[order[i]];
        auto next
            = i + 1 < order.size() ? entries[order[i + 1]].header_offset : end.directory_offset;
        if (entry.header_offset > next || next > end.directory_offset)
            return broken("an entry lies outside the file");
        Local local {};
        PASS(compare_local(source, central, entry, next, entry.data_offset, local));
        if (entry.compressed_size > next - entry.data_offset)
            return ambiguous("an entry overlaps the next");
        auto data_end = entry.data_offset + entry.compressed_size;
        PASS(check_descriptor(source, entry, central, local, data_end, next - data_end));
    }
    return fine();
}

}
