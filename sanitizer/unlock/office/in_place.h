// SPDX-License-Identifier: MIT
// One stream of a compound file, taken out and laid back into its sectors.
#pragma once

#include "sanitizer/unlock/office/binary.h"
#include "sanitizer/unlock/office/rc4.h"

namespace unlock_office {

// The right key, or why there is none.
struct Secret {
    Rc4Info info;
    base::Bytes bytes;
};
using MaybeSecret = std::variant<Secret, unlock::Refused>;
Result<MaybeSecret> find_secret(base::View info, std::span<const std::string> passwords);

// As the cipher runs: over all of the stream, with a new key for each block.
Result<void> decrypt_blocks(const Secret&, std::size_t block_bytes, std::span<std::uint8_t> stream);

// Writes the stream to where it lies. An Error if it is not all there.
Result<void> put(const compound_file::CompoundFile&, const compound_file::CompoundFile::Stream&,
    base::View stream, std::span<std::uint8_t> file);

}
