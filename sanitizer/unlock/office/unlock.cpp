// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/unlock.h"

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/unlock/office/binary.h"
#include "sanitizer/unlock/office/cipher.h"
#include "sanitizer/unlock/office/kinds.h"

namespace unlock_office {

using compound_file::CompoundFile;
using unlock::Fault, unlock::Outcome, unlock::Refused, unlock::Task, unlock::Unlocked;

static constexpr std::uint64_t largest_input = 8ull << 30;
static constexpr std::uint64_t largest_info = 1 << 16; // Office takes a fiftieth of it.
static constexpr std::size_t version_bytes = 4;

static Result<Opened> open(
    base::View info, base::View package, std::span<const std::string> passwords)
{
    base::Reader version(info);
    auto major = version.u16_le();
    auto minor = version.u16_le();
    if (!major || !minor)
        return Opened(Refused { Fault::Malformed, "an EncryptionInfo that is cut off" });
    Streams streams { info.subspan(version_bytes), package };
    if (major.value() == 4 && minor.value() == 4)
        return open_agile(streams, passwords);
    if (major.value() >= 2 && major.value() <= 4 && minor.value() == 2)
        return open_standard(streams, passwords);
    return Opened(Refused { Fault::Unsupported, "an encryption that is not known" });
}

static Result<Outcome> write(const Task& task, base::View bytes)
{
    if (bytes.size() > task.most_bytes)
        return Outcome(Refused { Fault::Limit, "more bytes of output than allowed" });
    TRY(base::write_fully_at(task.output, 0, bytes));
    return Outcome(Unlocked { bytes.size() });
}

using OpenBinary = Result<Decrypted>(
    const CompoundFile&, base::View file, std::span<const std::string> passwords);

// It stays as long as it is.
static Result<Outcome> unlock_binary(
    const Task& task, const CompoundFile& file, base::View bytes, OpenBinary* open_binary)
{
    if (bytes.size() > task.most_bytes)
        return Outcome(Refused { Fault::Limit, "more bytes of output than allowed" });
    auto opened = TRY(open_binary(file, bytes, task.passwords));
    if (auto* refused = std::get_if<Refused>(&opened))
        return Outcome(*refused);
    return write(task, std::get<base::Bytes>(opened));
}

static Result<Outcome> unlock_package(const Task& task, const CompoundFile& file)
{
    auto* info = file.stream("ENCRYPTIONINFO");
    auto* package = file.stream("ENCRYPTEDPACKAGE");
    if (!info || !package || info->size > largest_info)
        return Outcome(Refused { Fault::Malformed, "no encrypted document" });
    auto encrypted = file.read(*package, package->size);
    base::Reader head(encrypted);
    auto size = head.u64_le();
    // Whole blocks; writers may leave some behind the last.
    if (!size || encrypted.size() < package->size || head.left() % aes_block_bytes != 0
        || size.value() > head.left())
        return Outcome(Refused { Fault::Malformed, "a package that is cut off" });
    if (size.value() > task.most_bytes)
        return Outcome(Refused { Fault::Limit, "more bytes of output than allowed" });
    auto opened = TRY(open(file.read(*info, info->size), encrypted, task.passwords));
    if (auto* refused = std::get_if<Refused>(&opened))
        return Outcome(*refused);
    return write(task, base::View(std::get<base::Bytes>(opened)).first(size.value()));
}

Result<Outcome> unlock_office(const Task& task)
{
    auto mapping = TRY(base::Mapping::of(task.input, largest_input));
    auto bytes = mapping.bytes();
    auto file = CompoundFile::open(bytes);
    if (!file)
        return Outcome(Refused { Fault::Malformed, "a compound file that cannot be read" });
    if (file->stream("WORDDOCUMENT"))
        return unlock_binary(task, *file, bytes, open_word);
    if (file->stream("WORKBOOK") || file->stream("BOOK"))
        return unlock_binary(task, *file, bytes, open_workbook);
    if (file->stream("POWERPOINT DOCUMENT"))
        return Outcome(Refused { Fault::Unsupported, "an encryption that is not known" });
    return unlock_package(task, *file);
}

}
