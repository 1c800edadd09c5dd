// SPDX-License-Identifier: MIT
// Bytes from elsewhere: read through a cursor that cannot pass their end.
#pragma once

#include "kiosk/core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

View view_of(std::string_view);
std::string_view text_of(View); // The same bytes; nothing is decoded or checked.

// Every read past the end is an error and moves nothing.
class Reader {
public:
    explicit Reader(View bytes)
        : m_bytes(bytes)
    {
    }

    std::size_t position() const { return m_position; }
    std::size_t left() const { return m_bytes.size() - m_position; }
    bool at_end() const { return left() == 0; }

    Result<void> seek(std::size_t position);
    Result<View> take(std::size_t count);
    Result<std::uint8_t> u8();
    Result<std::uint16_t> u16_le();
    Result<std::uint32_t> u32_le();
    Result<std::uint64_t> u64_le();
    Result<std::uint16_t> u16_be();
    Result<std::uint32_t> u32_be();
    Result<std::uint64_t> u64_be();

private:
    View m_bytes;
    std::size_t m_position { 0 };
};

void append(Bytes&, View);
void append_u16_le(Bytes&, std::uint16_t);
void append_u32_le(Bytes&, std::uint32_t);
void append_u32_be(Bytes&, std::uint32_t);

std::string to_hex(View);
Result<Bytes> from_hex(std::string_view); // Lower case, an even number of digits.
std::string to_base64(View); // RFC 4648 section 4, padded.
Result<Bytes> from_base64(std::string_view); // Strict: padded, no spaces, no spare bits.

}
