// SPDX-License-Identifier: MIT
// Codes of as few bits as a block's symbols need (RFC 1951, 3.2.2).
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace encode_pdf {

struct HuffmanCode {
    std::uint16_t bits { 0 }; // The first one lowest, as Deflate writes it.
    std::uint8_t length { 0 }; // 0: the symbol does not come.
};

// `counts` and `codes` are of one size, at most 288 symbols; at least two come. None is longer than
// `most_bits`, 7 to 15.
void make_codes(
    std::span<const std::uint32_t> counts, unsigned most_bits, std::span<HuffmanCode> codes);

}
