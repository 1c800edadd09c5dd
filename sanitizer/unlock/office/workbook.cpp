// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/in_place.h"

#include <algorithm>

namespace unlock_office {

using compound_file::CompoundFile;
using unlock::Fault, unlock::Refused;

static constexpr std::size_t record_block_bytes = 1024; // MS-XLS 2.2.10.
static constexpr std::size_t head_bytes = 4; // Of a record: what it is, and its size.
static constexpr std::uint16_t bof = 0x0809, file_pass = 0x002F, bound_sheet = 0x0085,
                               end_of_globals = 0x000A;
// One that no reader knows, and that all pass over.
static constexpr std::uint8_t passed_over[] { 0xFF, 0x08 };
static constexpr std::uint16_t kind_rc4 = 1;

// How much of a record's data is not encrypted (MS-XLS 2.2.10).
static std::size_t plain_bytes(std::uint16_t type, std::size_t size)
{
    switch (type) {
    case bof:
    case file_pass:
    case 0x0194: // UsrExcl
    case 0x0195: // FileLock
    case 0x00E1: // InterfaceHdr
    case 0x0196: // RRDInfo
    case 0x0138: // RRDHead
        return size;
    case bound_sheet: return std::min<std::size_t>(size, 4); // Where the sheet begins.
    default: return 0;
    }
}

// The keys run on over what is not encrypted.
static Result<bool> decrypt_records(const Secret& secret, base::Bytes& stream)
{
    auto plain = stream;
    TRY(decrypt_blocks(secret, record_block_bytes, plain));
    base::Reader reader(stream);
    while (reader.left() >= head_bytes) {
        auto type_at = reader.position();
        auto type = TRY(reader.u16_le());
        auto size = TRY(reader.u16_le());
        auto at = reader.position();
        if (!reader.take(size))
            return false;
        auto skipped = plain_bytes(type, size);
        std::copy_n(plain.begin() + static_cast<std::ptrdiff_t>(at + skipped), size - skipped,
            stream.begin() + static_cast<std::ptrdiff_t>(at + skipped));
        if (type == file_pass)
            std::ranges::copy(passed_over, stream.begin() + static_cast<std::ptrdiff_t>(type_at));
    }
    return true;
}

// Among the globals, before anything that is encrypted.
static std::optional<base::View> find_pass(base::View stream)
{
    base::Reader reader(stream);
    for (;;) {
        auto type = reader.u16_le();
        auto size = reader.u16_le();
        auto data = size ? reader.take(size.value()) : Result<base::View>(Error { "" });
        if (!type || !data || type.value() == end_of_globals)
            return std::nullopt;
        if (type.value() == file_pass)
            return data.value();
    }
}

static Refused cut_off()
{
    return Refused { Fault::Malformed, "a workbook that is cut off" };
}

Result<Decrypted> open_workbook(
    const CompoundFile& container, base::View file, std::span<const std::string> passwords)
{
    auto* book = container.stream("WORKBOOK");
    if (!book || container.stream("BOOK")) // Excel 95's has a cipher of its own.
        return Decrypted(Refused { Fault::Unsupported, "an encryption that is not known" });
    auto stream = container.read(*book, book->size);
    auto pass = find_pass(stream);
    if (!pass)
        return Decrypted(cut_off());
    base::Reader reader(*pass);
    auto kind = reader.u16_le();
    if (!kind)
        return Decrypted(cut_off());
    if (kind.value() != kind_rc4) // XOR obfuscation.
        return Decrypted(Refused { Fault::Unsupported, "an encryption that is not known" });
    auto found = TRY(find_secret(pass->subspan(2), passwords));
    if (auto* refused = std::get_if<Refused>(&found))
        return Decrypted(*refused);
    const auto& secret = std::get<Secret>(found);

    base::Bytes out(file.begin(), file.end());
    if (!TRY(decrypt_records(secret, stream)) || !put(container, *book, stream, out))
        return Decrypted(cut_off());
    auto caches = container.storage(CompoundFile::root, "_SX_DB_CUR");
    for (const auto& item : container.items()) {
        if (!caches || item.parent != *caches || item.kind != CompoundFile::Kind::Stream)
            continue;
        auto cache = container.read(item.content, item.content.size);
        if (!TRY(decrypt_records(secret, cache)) || !put(container, item.content, cache, out))
            return Decrypted(cut_off());
    }
    return Decrypted(std::move(out));
}

}
