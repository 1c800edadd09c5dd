// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/office/in_place.h"

#include <algorithm>

namespace unlock_office {

using compound_file::CompoundFile;
using unlock::Fault, unlock::Refused;

Result<MaybeSecret> find_secret(base::View bytes, std::span<const std::string> passwords)
{
    auto read = read_rc4_info(bytes);
    if (!read)
        return MaybeSecret(Refused { Fault::Malformed, "an encryption header that is cut off" });
    if (!read.value())
        return MaybeSecret(Refused { Fault::Unsupported, "an encryption that is not known" });
    const auto& info = *read.value();
    for (const auto& password : passwords) {
        auto secret = TRY(rc4_secret(info, password));
        if (!secret.empty())
            return MaybeSecret(Secret { info, std::move(secret) });
    }
    return MaybeSecret(Refused { Fault::WrongPassword, "none of the given passwords opens it" });
}

Result<void> decrypt_blocks(
    const Secret& secret, std::size_t block_bytes, std::span<std::uint8_t> stream)
{
    for (std::size_t at = 0; at < stream.size(); at += block_bytes) {
        auto number = static_cast<std::uint32_t>(at / block_bytes);
        auto cipher = TRY(rc4_of_block(secret.info, secret.bytes, number));
        cipher.apply(stream.subspan(at, std::min(block_bytes, stream.size() - at)));
    }
    return {};
}

Result<void> put(const CompoundFile& container, const CompoundFile::Stream& stream,
    base::View bytes, std::span<std::uint8_t> file)
{
    auto extents = container.extents(stream);
    if (!extents || bytes.size() != stream.size)
        return Error { "a stream that is not all there" };
    for (const auto& extent : *extents) {
        std::ranges::copy(
            bytes.first(extent.size), file.begin() + static_cast<std::ptrdiff_t>(extent.offset));
        bytes = bytes.subspan(extent.size);
    }
    return {};
}

}
