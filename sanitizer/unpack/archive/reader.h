// SPDX-License-Identifier: MIT
// libarchive, held to one type, one filter and one descriptor that is read with pread(2).
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <optional>
#include <variant>

namespace unpack_archive {

enum class Type { Zip, SevenZip, Tar, Cab, Lzh, Gzip, Bzip2, Xz, Zstd, Rar };

enum class Trouble { Malformed, Encrypted, Limit, Unsupported, Empty };

struct Stop {
    Trouble trouble;
    std::string detail; // Our own words: libarchive's quote the input.
};

// The entry of now; valid until the next call.
struct Header {
    std::string raw_name; // Empty if libarchive could not make one.
    enum { File, Folder, Link, Special, Sparse } kind;
    std::optional<std::uint64_t> size;
    bool bare { false }; // The one file of a bare gzip, bzip2, xz or zstd: it has no name.
};

struct End { };

class Reader {
public:
    // `file` must outlive it.
    static Result<std::unique_ptr<Reader>> open(const base::Descriptor& file, Type);

    std::variant<Header, End, Stop> next();
    // The next piece of the entry's content, in order and without holes; valid until the next call.
    std::variant<base::View, End, Stop> data();

private:
    Reader() = default;
    struct Free {
        void operator()(archive* handle) const { archive_read_free(handle); }
    };

    static la_ssize_t on_read(archive*, void* self, const void** buffer);
    static la_int64_t on_skip(archive*, void* self, la_int64_t count);
    static la_int64_t on_seek(archive*, void* self, la_int64_t offset, int whence);
    Stop stop() const;

    const base::Descriptor* m_file { nullptr };
    std::int64_t m_size { 0 };
    std::int64_t m_position { 0 };
    std::int64_t m_produced { 0 }; // Of the entry of now.
    enum { Closed, Opened, Ended } m_state { Closed };
    base::Bytes m_buffer;
    std::unique_ptr<archive, Free> m_archive;
};

// Makes libarchive and the C library load now what they would open files for later.
Result<void> warm_up();

}
