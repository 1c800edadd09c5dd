// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/in_place.h"

#include <algorithm>

namespace unlock_office {

using compound_file::CompoundFile;
using unlock::Fault, unlock::Refused;

static constexpr std::size_t word_block_bytes = 512; // MS-DOC 2.2.6.2.
static constexpr std::size_t plain_bytes = 68; // Of the main stream; they tell what follows.
// FibBase (MS-DOC 2.5.2).
static constexpr std::size_t version_at = 2, flags_at = 10, key_at = 14;
static constexpr unsigned word_97 = 0xC1;
static constexpr std::uint8_t encrypted_flag = 0x01, second_table_flag = 0x02, // Of byte 11.
    obfuscated_flag = 0x80;

static Refused cut_off()
{
    return Refused { Fault::Malformed, "a document that is cut off" };
}

Result<Decrypted> open_word(
    const CompoundFile& container, base::View file, std::span<const std::string> passwords)
{
    auto* main = container.stream("WORDDOCUMENT");
    auto text = main ? container.read(*main, main->size) : base::Bytes {};
    if (text.size() < plain_bytes || (text[flags_at + 1] & encrypted_flag) == 0)
        return Decrypted(cut_off());
    auto version = text[version_at] | static_cast<unsigned>(text[version_at + 1]) << 8;
    if ((text[flags_at + 1] & obfuscated_flag) != 0 || version < word_97)
        return Decrypted(Refused { Fault::Unsupported, "an encryption that is not known" });
    auto* tables
        = container.stream((text[flags_at + 1] & second_table_flag) != 0 ? "1TABLE" : "0TABLE");
    auto table = tables ? container.read(*tables, tables->size) : base::Bytes {};
    base::Reader reader(text);
    TRY(reader.seek(key_at));
    auto head_bytes = TRY(reader.u32_le());
    if (head_bytes > table.size())
        return Decrypted(cut_off());
    auto found = TRY(find_secret(base::View(table).first(head_bytes), passwords));
    if (auto* refused = std::get_if<Refused>(&found))
        return Decrypted(*refused);
    const auto& secret = std::get<Secret>(found);

    base::Bytes out(file.begin(), file.end());
    auto begin = base::Bytes(text.begin(), text.begin() + plain_bytes);
    begin[flags_at + 1] = static_cast<std::uint8_t>(begin[flags_at + 1] & ~encrypted_flag);
    std::fill_n(begin.begin() + key_at, 4, std::uint8_t { 0 });
    TRY(decrypt_blocks(secret, word_block_bytes, text));
    std::ranges::copy(begin, text.begin());
    TRY(decrypt_blocks(secret, word_block_bytes, table));
    std::fill_n(table.begin(), head_bytes, std::uint8_t { 0 }); // Nothing refers to it.
    auto* data = container.stream("DATA");
    auto pictures = data ? container.read(*data, data->size) : base::Bytes {};
    TRY(decrypt_blocks(secret, word_block_bytes, pictures));
    if (!put(container, *main, text, out) || !put(container, *tables, table, out)
        || (data && !put(container, *data, pictures, out)))
        return Decrypted(cut_off());
    return Decrypted(std::move(out));
}

}
