// SPDX-License-Identifier: MIT
// One encrypted entry: where its parts lie, and its content without the cipher.
#pragma once

#include "sanitizer/unlock/zip/cipher.h"
#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include <functional>
#include <optional>

namespace unlock_zip {

struct Sealed {
    const AesForm* aes { nullptr }; // Null: the traditional cipher.
    std::uint16_t method { 0 }; // Of the content within.
    std::uint64_t head { 0 }; // Bytes in front of the content, and behind it.
    std::uint64_t tail { 0 };
    bool has_checksum { true }; // AE-2 has none: its tail proves as much.
};

// Nothing: encrypted in a way that is not known, or not as its own fields say.
Result<std::optional<Sealed>> sealed_entry(
    const zip_structure::Source&, const zip_structure::Entry&);

enum class Opened { Yes, WrongPassword, Unpackable };

using Sink = std::function<Result<void>(base::View)>;

// Gives the content, still packed, to `sink` as it is decrypted; only if the answer is Yes is it
// what was encrypted. `checksum` gets the CRC-32 of what it unpacks to.
Result<Opened> open_entry(const zip_structure::Source&, const zip_structure::Entry&, const Sealed&,
    std::string_view password, const Sink& sink, std::uint32_t& checksum);

}
