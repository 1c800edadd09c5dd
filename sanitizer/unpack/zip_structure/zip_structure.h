// SPDX-License-Identifier: MIT
// Whether a ZIP file says one thing only (APPNOTE.TXT 6.3): no reader of it can see other entries,
// names or bytes than any other reader. Pure: reads bytes, inflates nothing, trusts nothing.
//
// Demanded: one end record at the very end, the central directory directly before it, a local
// header that agrees for each central one, data descriptors that agree, every byte of the file
// belonging to exactly one of these, no two entries of one name, Zip64 values and Unicode names
// that agree with the plain ones. Allowed, because Office, LibreOffice, 7-Zip, Info-ZIP, Java,
// Python and Windows do it: data descriptors with and without signature, extra fields that differ,
// entries in any order, Zip64 where it is not needed.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "kiosk/core/base/descriptor.h"

#include <string>
#include <string_view>
#include <vector>

namespace zip_structure {

// The file, read where needed: a ZIP may be larger than memory. An Error means the bytes could not
// be read at all; `examine` hands it on.
class Source {
public:
    virtual ~Source() = default;
    virtual std::uint64_t size() const = 0;
    virtual Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> into) const = 0;
};

class ViewSource final : public Source {
public:
    explicit ViewSource(base::View bytes)
        : m_bytes(bytes)
    {
    }
    std::uint64_t size() const override { return m_bytes.size(); }
    Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> into) const override;

private:
    base::View m_bytes;
};

class FileSource final : public Source {
public:
    static Result<FileSource> of(const base::Descriptor&); // Which must outlive it.
    std::uint64_t size() const override { return m_size; }
    Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> into) const override;

private:
    FileSource(const base::Descriptor& file, std::uint64_t size)
        : m_file(&file)
        , m_size(size)
    {
    }
    const base::Descriptor* m_file;
    std::uint64_t m_size;
};

enum class State {
    Sound,
    Broken, // Not a ZIP, or one that breaks the format's rules.
    Ambiguous, // Two readers could see two different archives.
    Encrypted, // Sound, but at least one entry or the directory needs a password.
    Limit, // More entries or bytes than asked for; the entries are not given.
};

enum class Kind { File, Folder, Link, Special };
enum class Protection { None, Encrypted };

// Compression methods (APPNOTE 4.4.5) that are neither of these have a name but no rebuild here.
inline constexpr std::uint16_t stored = 0;
inline constexpr std::uint16_t deflated = 8;
std::string_view method_name(std::uint16_t); // "deflate64", "aes"; "unknown" for all others.

struct Entry {
    std::string name; // As written: UTF-8 where `utf8`, else any code page. Never shown unescaped.
    std::string unicode_name; // From a Unicode Path field (APPNOTE 4.6.9), or empty. Valid UTF-8.
    bool utf8 { false }; // General purpose bit 11.
    Kind kind { Kind::File };
    Protection protection { Protection::None };
    std::uint16_t method { stored };
    std::uint32_t crc32 { 0 };
    std::uint64_t compressed_size { 0 };
    std::uint64_t size { 0 }; // As declared.
    std::uint64_t header_offset { 0 };
    std::uint64_t data_offset { 0 }; // data_offset + compressed_size lies within the file.
};

struct Limits {
    std::uint64_t entries { 100'000 };
    std::uint64_t directory_bytes { 64ull << 20 };
    std::uint64_t total_size { ~0ull }; // Declared, of all entries together.
    std::uint64_t ratio { ~0ull }; // Declared size to compressed size, of all entries together.
};

struct Structure {
    State state { State::Broken };
    std::string reason; // Our own ASCII words; empty when Sound.
    std::vector<Entry> entries; // In the directory's order. Whole when Sound or Encrypted only.
    std::uint64_t total_size { 0 };
    std::uint64_t comment_bytes { 0 }; // Of the archive's own comment; it holds no end record.
};

Result<Structure> examine(const Source&, const Limits& = {});

}
