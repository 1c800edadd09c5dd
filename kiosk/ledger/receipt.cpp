// SPDX-License-Identifier: MIT
#include "kiosk/ledger/receipt.h"

#include <algorithm>

namespace ledger {

static constexpr std::string_view mark = "SEKISHO1:";
static constexpr std::uint8_t form_entry = 1;
static constexpr std::uint8_t form_hash = 2;
static constexpr std::size_t key_number_bytes = 4;
static constexpr std::size_t signature_bytes = 64;
static constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

static std::string to_base45(base::View bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        bool is_pair = i + 1 < bytes.size();
        unsigned value = is_pair ? bytes[i] * 256u + bytes[i + 1] : bytes[i];
        for (int digits = is_pair ? 3 : 2; digits > 0; --digits, value /= 45)
            text.push_back(letters[value % 45]);
    }
    return text;
}

static Result<base::Bytes> from_base45(std::string_view text)
{
    auto wrong = Error { "not a receipt: not Base45" };
    base::Bytes bytes;
    while (!text.empty()) {
        auto digits = std::min<std::size_t>(text.size(), 3);
        unsigned value = 0;
        for (auto i = digits; i-- > 0;) {
            auto letter = letters.find(text[i]);
            if (letter == letters.npos)
                return wrong;
            value = value * 45 + static_cast<unsigned>(letter);
        }
        if (digits == 1 || value > (digits == 3 ? 0xFFFFu : 0xFFu))
            return wrong;
        if (digits == 3)
            bytes.push_back(static_cast<std::uint8_t>(value >> 8));
        bytes.push_back(static_cast<std::uint8_t>(value & 0xFF));
        text.remove_prefix(digits);
    }
    return bytes;
}

static void append_u64(base::Bytes& bytes, std::uint64_t value)
{
    base::append_u32_be(bytes, static_cast<std::uint32_t>(value >> 32));
    base::append_u32_be(bytes, static_cast<std::uint32_t>(value));
}

Result<std::string> compact_receipt(const Proof& proof)
{
    auto split = proof.checkpoint.rfind("\n\n");
    if (split == std::string::npos)
        return Error { "a receipt without a signature" };
    auto checkpoint
        = TRY(parse_checkpoint(std::string_view(proof.checkpoint).substr(0, split + 1)));
    auto line = TRY(own_signature(proof.checkpoint, checkpoint.origin));
    if (proof.path.size() > 64 || checkpoint.origin.size() > 255)
        return Error { "a receipt out of its limits" };
    auto pack = [&](std::uint8_t form, base::View rest) {
        base::Bytes bytes { form };
        append_u64(bytes, proof.index);
        append_u64(bytes, checkpoint.size);
        base::append(bytes, checkpoint.root);
        base::append(bytes, line);
        bytes.push_back(static_cast<std::uint8_t>(proof.path.size()));
        for (const auto& hash : proof.path)
            base::append(bytes, hash);
        bytes.push_back(static_cast<std::uint8_t>(checkpoint.origin.size()));
        base::append(bytes, base::view_of(checkpoint.origin));
        base::append(bytes, rest);
        return std::string(mark) + to_base45(bytes);
    };
    if (!proof.entry.empty()) {
        auto text = pack(form_entry, proof.entry);
        if (text.size() <= most_qr_characters)
            return text;
    }
    return pack(form_hash, proof.entry.empty() ? proof.leaf : leaf_hash(proof.entry));
}

static Result<Proof> unpack(base::View bytes)
{
    base::Reader reader(bytes);
    Proof proof;
    auto form = TRY(reader.u8());
    proof.index = TRY(reader.u64_be());
    Checkpoint checkpoint;
    checkpoint.size = TRY(reader.u64_be());
    std::ranges::copy(TRY(reader.take(checkpoint.root.size())), checkpoint.root.begin());
    auto signature = TRY(reader.take(key_number_bytes + signature_bytes));
    auto count = TRY(reader.u8());
    if (count > 64)
        return Error { "not a receipt: too long a path" };
    for (unsigned i = 0; i < count; ++i)
        std::ranges::copy(TRY(reader.take(32)), proof.path.emplace_back().begin());
    checkpoint.origin = base::text_of(TRY(reader.take(TRY(reader.u8()))));
    auto rest = TRY(reader.take(reader.left()));
    if (form == form_entry && !rest.empty()) {
        proof.entry.assign(rest.begin(), rest.end());
    } else if (form == form_hash && rest.size() == proof.leaf.size()) {
        std::ranges::copy(rest, proof.leaf.begin());
    } else {
        return Error { "not a receipt: of no known form" };
    }
    auto text = to_text(checkpoint);
    TRY(parse_checkpoint(text)); // An origin with line ends is none.
    proof.checkpoint = note_with(text, checkpoint.origin, signature);
    return proof;
}

Result<Proof> read_receipt(std::string_view text)
{
    if (!text.starts_with(mark))
        return parse_proof(text);
    text.remove_prefix(mark.size());
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    if (text.size() > most_qr_characters)
        return Error { "not a receipt: too long" };
    return unpack(TRY(from_base45(text)));
}

}
