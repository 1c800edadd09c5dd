// SPDX-License-Identifier: MIT
// The end of central directory record (APPNOTE 4.3.16) and its Zip64 relatives (4.3.14, 4.3.15).
#include "sanitizer/unpack/zip_structure/parts.h"

#include <algorithm>

namespace zip_structure {

static constexpr std::uint64_t end_size = 22;
static constexpr std::uint64_t locator_size = 20;
static constexpr std::uint64_t zip64_end_size = 56;

static std::uint32_t u32_at(base::View bytes, std::size_t at)
{
    return std::uint32_t(bytes[at]) | std::uint32_t(bytes[at + 1]) << 8
        | std::uint32_t(bytes[at + 2]) << 16 | std::uint32_t(bytes[at + 3]) << 24;
}

// Readers look backwards for the record: whatever else in their reach could be one is a second
// opinion, and there must be none.
static Step find_in_tail(base::View tail, std::size_t& found)
{
    std::optional<std::size_t> at;
    bool trailing = false;
    for (std::size_t i = 0; i + end_size <= tail.size(); ++i) {
        if (u32_at(tail, i) != end_signature)
            continue;
        std::size_t comment = std::size_t(tail[i + 20]) | std::size_t(tail[i + 21]) << 8;
        if (i + end_size + comment == tail.size()) {
            if (at)
                return ambiguous("two end records reach the end of the file");
            at = i;
            trailing = false;
        } else {
            trailing = true;
        }
    }
    if (!at)
        return trailing ? ambiguous("bytes follow the end record") : broken("no end record");
    if (trailing)
        return ambiguous("the archive comment holds an end record");
    found = *at;
    return fine();
}

// The Zip64 records stand between the directory and the end record. Every value of the end record
// that is not all ones must repeat the Zip64 one.
static Step read_zip64(const Source& source, std::uint64_t end_offset, End& end,
    std::uint64_t& directory_end, bool& present)
{
    if (end_offset < locator_size)
        return fine();
    auto locator = TRY(read_bytes(source, end_offset - locator_size, locator_size));
    base::Reader reader(locator);
    if (TRY(reader.u32_le()) != zip64_locator_signature)
        return fine();
    present = true;
    auto disk = TRY(reader.u32_le());
    auto offset = TRY(reader.u64_le());
    auto disks = TRY(reader.u32_le());
    if (disk != 0 || disks > 1)
        return ambiguous("the archive claims to span disks");
    if (end_offset < locator_size + zip64_end_size
        || offset != end_offset - locator_size - zip64_end_size)
        return ambiguous("the Zip64 end record is not directly before its locator");
    auto record = TRY(read_bytes(source, offset, zip64_end_size));
    base::Reader body(record);
    if (TRY(body.u32_le()) != zip64_end_signature || TRY(body.u64_le()) != zip64_end_size - 12)
        return ambiguous("the Zip64 end record is not of its plain form");
    TRY(body.u32_le()); // Versions.
    if (TRY(body.u32_le()) != 0 || TRY(body.u32_le()) != 0)
        return ambiguous("the archive claims to span disks");
    auto entries_here = TRY(body.u64_le());
    auto entries = TRY(body.u64_le());
    auto size = TRY(body.u64_le());
    auto start = TRY(body.u64_le());
    if (entries_here != entries || (end.entries != all_16 && end.entries != entries)
        || (end.directory_size != all_32 && end.directory_size != size)
        || (end.directory_offset != all_32 && end.directory_offset != start))
        return ambiguous("the Zip64 end record contradicts the end record");
    end.entries = entries;
    end.directory_size = size;
    end.directory_offset = start;
    directory_end = offset;
    return fine();
}

static Step check_no_end_inside(const Source& source, const End& end, std::uint64_t end_offset)
{
    constexpr std::uint64_t step = 1 << 20;
    for (auto at = end.directory_offset; at < end_offset; at += step) {
        auto count = std::min(step + 3, end_offset - at);
        auto bytes = TRY(read_bytes(source, at, count));
        for (std::size_t i = 0; i + 4 <= bytes.size(); ++i) {
            if (u32_at(bytes, i) == end_signature)
                return ambiguous("the central directory holds an end record");
        }
    }
    return fine();
}

Step find_end(const Source& source, End& end)
{
    auto size = source.size();
    if (size < end_size)
        return broken("shorter than an end record");
    auto tail_size = std::min<std::uint64_t>(size, end_size + all_16);
    auto tail = TRY(read_bytes(source, size - tail_size, tail_size));
    std::size_t at = 0;
    PASS(find_in_tail(tail, at));

    base::Reader reader(tail);
    TRY(reader.seek(at + 4));
    if (TRY(reader.u16_le()) != 0 || TRY(reader.u16_le()) != 0)
        return ambiguous("the archive claims to span disks");
    auto entries_here = TRY(reader.u16_le());
    end.entries = TRY(reader.u16_le());
    end.directory_size = TRY(reader.u32_le());
    end.directory_offset = TRY(reader.u32_le());
    end.comment_bytes = TRY(reader.u16_le());
    if (entries_here != end.entries)
        return ambiguous("two counts of entries");

    auto end_offset = size - tail_size + at;
    auto directory_end = end_offset;
    bool zip64 = false;
    PASS(read_zip64(source, end_offset, end, directory_end, zip64));
    if (end.directory_offset > directory_end
        || end.directory_size > directory_end - end.directory_offset)
        return broken("the central directory lies outside the file");
    if (end.directory_offset + end.directory_size != directory_end)
        return ambiguous("the central directory is not directly before the end record");
    return check_no_end_inside(source, end, end_offset);
}

}
