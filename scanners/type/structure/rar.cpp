// SPDX-License-Identifier: MIT
// RAR, of its third and fifth format: every block's header to the end mark, and files that are only
// stored by their checksum, which libarchive does not look at. Whether what is packed is whole, the
// unpacking shows. A volume of a set says nothing alone.
#include "scanners/type/structure/holdings.h"
#include "scanners/type/structure/recognise.h"

#include <libdeflate.h>
#include <optional>

namespace type_scanner {

using policy::FileType;

static Recognition no(const char* detail)
{
    return broken(FileType::Rar, detail);
}

static constexpr const char* cut_off = "a block beyond the end";
static constexpr const char* wrong_sum = "a block with another checksum";
static constexpr const char* volume = "one volume of several";

// What stands in it beside its files; none of it is unpacked.
static void add_service(std::string_view name, Holdings& held)
{
    bool repeats_the_archive = name == "RR" || name == "QO"; // For its repair, for quick opening.
    if (!repeats_the_archive)
        held.add(name == "CMT"  ? "archive-comment"
                : name == "STM" ? "alternate-stream"
                                : "unknown-part");
}

static Recognition at_end(base::View tail, bool has_secrets, const Holdings& held)
{
    if (std::ranges::any_of(tail, [](std::uint8_t byte) { return byte != 0; }))
        return ambiguous(FileType::Rar, "data behind the archive's end");
    if (has_secrets)
        return encrypted(FileType::Rar, "a file in it needs a password");
    auto whole = sound(FileType::Rar);
    whole.holds = held.list();
    return whole;
}

static std::uint32_t crc32(base::View bytes)
{
    return libdeflate_crc32(0, bytes.data(), bytes.size());
}

namespace third {

enum Kind : std::uint8_t {
    Main = 0x73,
    File = 0x74,
    Comment = 0x75, // Of programs before the third version, as are the next.
    Protection = 0x78,
    Service = 0x7A,
    End = 0x7B
};
enum Flags : std::uint16_t {
    SplitBefore = 0x01, // Of a file; of the main block: a volume.
    SplitAfter = 0x02,
    OldComment = 0x02, // Of the main block: within it.
    OldFileComment = 0x08,
    Secret = 0x04,
    SecretHeaders = 0x80, // Of the main block.
    Large = 0x100,
    HasData = 0x8000,
};

static constexpr std::uint8_t stored = 0x30;

struct Block {
    std::uint8_t kind { 0 };
    std::uint16_t flags { 0 };
    base::View header;
    base::View data;
};

static Result<std::uint64_t> data_of(const Block& block)
{
    base::Reader reader(block.header);
    TRY(reader.seek(7));
    bool has_file = block.kind == File || block.kind == Service;
    if (!has_file && (block.flags & HasData) == 0)
        return std::uint64_t { 0 };
    std::uint64_t data = TRY(reader.u32_le());
    if (has_file && (block.flags & Large) != 0) {
        TRY(reader.seek(32));
        data |= std::uint64_t { TRY(reader.u32_le()) } << 32;
    }
    return data;
}

static Result<Block> next(base::Reader& reader)
{
    auto start = reader.position();
    Block block;
    auto sum = TRY(reader.u16_le());
    block.kind = TRY(reader.u8());
    block.flags = TRY(reader.u16_le());
    auto size = TRY(reader.u16_le());
    TRY(reader.seek(start));
    block.header = TRY(reader.take(size));
    if (size < 7)
        return Error { cut_off };
    if ((crc32(block.header.subspan(2)) & 0xFFFF) != sum)
        return Error { wrong_sum };
    block.data = TRY(reader.take(TRY(data_of(block))));
    return block;
}

static Result<bool> is_damaged(const Block& block)
{
    base::Reader reader(block.header);
    TRY(reader.seek(16));
    auto sum = TRY(reader.u32_le());
    TRY(reader.seek(25));
    return TRY(reader.u8()) == stored && crc32(block.data) != sum;
}

static Result<std::string_view> name_of(const Block& block)
{
    base::Reader reader(block.header);
    TRY(reader.seek(26));
    auto size = TRY(reader.u16_le());
    TRY(reader.seek((block.flags & Large) != 0 ? 40 : 32));
    return base::text_of(TRY(reader.take(size)));
}

static Result<void> add_held(const Block& block, Holdings& held)
{
    if (block.kind == Service)
        add_service(TRY(name_of(block)), held);
    else if (block.kind == Comment || (block.kind == Main && (block.flags & OldComment) != 0)
        || (block.kind == File && (block.flags & OldFileComment) != 0))
        held.add("archive-comment");
    else if (block.kind > Comment && block.kind < Service && block.kind != Protection)
        held.add("unknown-part");
    return {};
}

static Recognition walk(base::View bytes)
{
    base::Reader reader(bytes);
    bool has_secrets = false;
    Holdings held;
    if (!reader.seek(7))
        return no(cut_off);
    for (bool first = true; !reader.at_end(); first = false) {
        auto read = next(reader);
        if (!read)
            return no(read.error().message == wrong_sum ? wrong_sum : cut_off);
        const auto& block = read.value();
        if (first != (block.kind == Main) || block.kind < Main || block.kind > End)
            return no("a block that cannot stand there");
        if (first && (block.flags & SecretHeaders) != 0)
            return encrypted(FileType::Rar, "its list of files needs a password");
        bool is_split = block.kind == Main || block.kind == End
            ? (block.flags & SplitBefore) != 0
            : block.kind == File && (block.flags & (SplitBefore | SplitAfter)) != 0;
        if (is_split)
            return no(volume);
        bool is_secret = (block.flags & Secret) != 0;
        if (block.kind == File && !is_secret) {
            auto damaged = is_damaged(block);
            if (!damaged || damaged.value())
                return no(damaged ? wrong_sum : cut_off);
        }
        has_secrets |= block.kind == File && is_secret;
        if (!add_held(block, held))
            return no(cut_off);
        if (block.kind == End)
            return at_end(bytes.subspan(reader.position()), has_secrets, held);
    }
    // Older programs wrote no end mark.
    return at_end({}, has_secrets, held);
}

}

namespace fifth {

enum Kind : std::uint64_t { Main = 1, File, Service, Encryption, End };
enum Flags : std::uint64_t { HasExtra = 1, HasData = 2, SplitBefore = 8, SplitAfter = 16 };
enum FileFlags : std::uint64_t { HasTime = 2, HasSum = 4 };
static constexpr std::uint64_t encryption_record = 1;
static constexpr std::size_t most_header_bytes = 2 << 20;

// Seven bits a byte, the lowest first.
static Result<std::uint64_t> number(base::Reader& reader)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        std::uint64_t byte = TRY(reader.u8());
        value |= (byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    return Error { cut_off };
}

struct Block {
    std::uint64_t kind { 0 };
    std::uint64_t flags { 0 };
    std::uint64_t own_flags { 0 }; // Of the archive, of a file, or of the end.
    bool is_secret { false };
    bool is_damaged { false };
    std::string_view name; // Of a service.
};

static Result<bool> has_encryption(base::View extra)
{
    base::Reader records(extra);
    bool found = false;
    while (!records.at_end()) {
        auto size = TRY(number(records));
        base::Reader record(TRY(records.take(size)));
        found |= TRY(number(record)) == encryption_record;
    }
    return found;
}

// Of a file or a service, behind its flags.
struct Description {
    std::optional<std::uint32_t> sum;
    bool is_stored { false };
    std::string_view name;
};

static Result<Description> describe(std::uint64_t flags, base::Reader& inside)
{
    Description told;
    TRY(number(inside)); // Size.
    TRY(number(inside)); // Attributes.
    if ((flags & HasTime) != 0)
        TRY(inside.take(4));
    if ((flags & HasSum) != 0)
        told.sum = TRY(inside.u32_le());
    told.is_stored = (TRY(number(inside)) >> 7 & 7) == 0;
    TRY(number(inside)); // System.
    auto size = TRY(number(inside));
    told.name = base::text_of(TRY(inside.take(size)));
    return told;
}

static Result<Block> next(base::Reader& reader)
{
    auto sum = TRY(reader.u32_le());
    auto start = reader.position();
    auto size = TRY(number(reader));
    if (size > most_header_bytes)
        return Error { cut_off };
    auto header = TRY(reader.take(size));
    auto end = reader.position();
    TRY(reader.seek(start));
    if (crc32(TRY(reader.take(end - start))) != sum)
        return Error { wrong_sum };
    base::Reader inside(header);
    Block block;
    block.kind = TRY(number(inside));
    block.flags = TRY(number(inside));
    auto extra = (block.flags & HasExtra) != 0 ? TRY(number(inside)) : 0;
    auto data_size = (block.flags & HasData) != 0 ? TRY(number(inside)) : 0;
    block.own_flags = TRY(number(inside));
    if (extra > inside.left())
        return Error { cut_off };
    TRY(reader.seek(end));
    auto data = TRY(reader.take(data_size));
    if (block.kind == File || block.kind == Service) {
        auto told = TRY(describe(block.own_flags, inside));
        block.is_secret = TRY(has_encryption(header.last(extra)));
        block.is_damaged = block.kind == File && !block.is_secret && told.sum && told.is_stored
            && crc32(data) != *told.sum;
        block.name = told.name;
    }
    return block;
}

static Recognition walk(base::View bytes)
{
    base::Reader reader(bytes);
    bool has_secrets = false;
    Holdings held;
    if (!reader.seek(8))
        return no(cut_off);
    for (bool first = true;; first = false) {
        auto read = next(reader);
        if (!read)
            return no(read.error().message == wrong_sum ? wrong_sum : cut_off);
        const auto& block = read.value();
        if (first && block.kind == Encryption)
            return encrypted(FileType::Rar, "its list of files needs a password");
        if (first != (block.kind == Main) || block.kind < Main || block.kind > End
            || block.kind == Encryption)
            return no("a block that cannot stand there");
        bool is_split = block.kind == Main || block.kind == End
            ? (block.own_flags & 1) != 0
            : (block.flags & (SplitBefore | SplitAfter)) != 0;
        if (is_split)
            return no(volume);
        if (block.is_damaged)
            return no(wrong_sum);
        has_secrets |= block.is_secret;
        if (block.kind == Service)
            add_service(block.name, held);
        if (block.kind == End)
            return at_end(bytes.subspan(reader.position()), has_secrets, held);
    }
}

}

Recognition recognise_rar(base::View bytes)
{
    if (starts_with(bytes, std::string_view("Rar!\x1A\x07\0", 7)))
        return third::walk(bytes);
    if (starts_with(bytes, std::string_view("Rar!\x1A\x07\x01\0", 8)))
        return fifth::walk(bytes);
    return no("a format that is not known");
}

}
