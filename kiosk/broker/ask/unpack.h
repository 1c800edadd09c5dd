// SPDX-License-Identifier: MIT
// Asks the worker that takes archives apart, one level at a time.
#pragma once

#include "kiosk/broker/ask/outcome.h"
#include "kiosk/broker/workers.h"

#include <optional>

namespace broker {

// What is left of the budget of the top-level file, which everything nested in it shares: the
// caller takes Unpacked away from it before it goes a level deeper.
struct UnpackLimits {
    worker::Limits worker; // `output_bytes` is raised to `entry_bytes` if it is less.
    std::uint64_t entries { 10'000 };
    std::uint64_t total_bytes { 4ull << 30 }; // Really produced.
    std::uint64_t entry_bytes { 1ull << 30 };
    std::uint32_t depth { 32 }; // Components of a path.
    std::uint32_t name_bytes { 1024 };
};

enum class EntryKind { File, Folder };

// Checked: relative, valid UTF-8, components parted by one slash, no "." or "..", no control, no
// backslash, no drive. Not yet a name for an output: policy/names makes that.
struct ArchiveEntry {
    std::string name; // Empty for the one file of a bare gzip, bzip2, xz or zstd.
    EntryKind kind { EntryKind::File };
    std::uint64_t declared_bytes { 0 }; // A hint; 0 where the format does not say.
};

enum class EntryRefusal {
    Link,
    Special,
    Sparse,
    Absolute,
    Climbing,
    UnreadableName,
    TooLong,
    TooDeep,
    Twin,
};
const char* to_text(EntryRefusal);

// Hears of the entries in the archive's order. Until unpack_archive has returned Unpacked nothing
// counts: a refusal or an Error undoes all of it.
class EntrySink {
public:
    virtual ~EntrySink() = default;
    virtual Result<void> folder(const ArchiveEntry&) = 0;
    virtual bool wants(const ArchiveEntry&) = 0; // Else it is skipped.
    virtual Result<void> take(const ArchiveEntry&, base::Descriptor content) = 0; // Sealed.
    virtual Result<void> refused(const std::string& escaped_name, EntryRefusal) = 0;
};

struct Unpacked {
    std::uint64_t entries { 0 }; // Of every kind, refused and skipped ones too.
    std::uint64_t bytes { 0 };
};

// Whether `type` is an archive that can be unpacked here (ISO is not).
bool can_unpack(policy::FileType);

Result<Outcome<Unpacked>> unpack_archive(
    Workers&, const base::Descriptor& archive, policy::FileType, const UnpackLimits&, EntrySink&);

}
