// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include "sanitizer/unpack/zip_structure/parts.h"

#include <algorithm>
#include <cstring>

namespace zip_structure {

Result<void> ViewSource::read_at(std::uint64_t offset, std::span<std::uint8_t> into) const
{
    if (offset > m_bytes.size() || into.size() > m_bytes.size() - offset)
        return Error { "read past the end" };
    if (!into.empty())
        std::memcpy(into.data(), m_bytes.data() + offset, into.size());
    return {};
}

Result<FileSource> FileSource::of(const base::Descriptor& file)
{
    return FileSource(file, TRY(base::size_of(file)));
}

Result<void> FileSource::read_at(std::uint64_t offset, std::span<std::uint8_t> into) const
{
    return base::read_fully_at(*m_file, offset, into);
}

// `count` has been checked against a limit or the file's size.
Result<base::Bytes> read_bytes(const Source& source, std::uint64_t offset, std::uint64_t count)
{
    base::Bytes bytes(count);
    TRY(source.read_at(offset, bytes));
    return bytes;
}

std::string_view method_name(std::uint16_t method)
{
    switch (method) {
    case 0: return "store";
    case 1: return "shrink";
    case 6: return "implode";
    case 8: return "deflate";
    case 9: return "deflate64";
    case 12: return "bzip2";
    case 14: return "lzma";
    case 93: return "zstd";
    case 95: return "xz";
    case 98: return "ppmd";
    case 99: return "aes";
    default: return "unknown";
    }
}

static Step check_totals(const Limits& limits, Structure& structure)
{
    std::uint64_t compressed = 0;
    for (const auto& entry : structure.entries) {
        if (__builtin_add_overflow(structure.total_size, entry.size, &structure.total_size))
            return over_limit("the declared sizes are beyond counting");
        compressed += entry.compressed_size; // The extents are disjoint, so it cannot overflow.
    }
    if (structure.total_size > limits.total_size)
        return over_limit("the declared sizes exceed the limit");
    if (compressed > 0 && structure.total_size / compressed > limits.ratio)
        return over_limit("the declared ratio exceeds the limit");
    return fine();
}

static Step walk(const Source& source, const Limits& limits, Structure& structure)
{
    End end;
    std::vector<Central> centrals;
    PASS(find_end(source, end));
    structure.comment_bytes = end.comment_bytes;
    PASS(read_directory(source, end, limits, structure, centrals));
    PASS(check_extents(source, end, structure, centrals));
    return check_totals(limits, structure);
}

Result<Structure> examine(const Source& source, const Limits& limits)
{
    Structure structure;
    auto found = TRY(walk(source, limits, structure));
    if (found) {
        structure.state = found->state;
        structure.reason = found->reason;
        structure.entries.clear();
        return structure;
    }
    bool needs_key = std::any_of(structure.entries.begin(), structure.entries.end(),
        [](const Entry& entry) { return entry.protection == Protection::Encrypted; });
    structure.state = needs_key ? State::Encrypted : State::Sound;
    if (needs_key)
        structure.reason = "an entry is encrypted";
    return structure;
}

}
