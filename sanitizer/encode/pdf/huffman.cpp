// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/huffman.h"

#include <algorithm>
#include <vector>

namespace encode_pdf {

static constexpr unsigned longest = 32; // Of codes before they are shortened: far from 288 symbols.

namespace {

struct Symbol {
    std::uint32_t count;
    std::uint16_t number;
};

}

// The bits of each of the symbols, which come with the rarest first.
static std::vector<unsigned> depths_of(const std::vector<Symbol>& symbols)
{
    // Leaves first, then what joins two; both in the order of their counts.
    auto leaves = symbols.size();
    std::vector<std::uint64_t> counts;
    counts.reserve(2 * leaves - 1);
    for (const auto& symbol : symbols)
        counts.push_back(symbol.count);
    std::vector<std::size_t> parents(2 * leaves - 1);
    std::size_t leaf = 0;
    std::size_t joint = leaves;
    auto take_rarest = [&] {
        auto is_leaf = leaf < leaves && (joint == counts.size() || counts[leaf] <= counts[joint]);
        return is_leaf ? leaf++ : joint++;
    };
    while (counts.size() < parents.size()) {
        auto one = take_rarest();
        auto other = take_rarest();
        parents[one] = parents[other] = counts.size();
        counts.push_back(counts[one] + counts[other]);
    }
    std::vector<unsigned> depths(parents.size());
    for (auto node = parents.size() - 1; node-- > 0;)
        depths[node] = depths[parents[node]] + 1;
    depths.resize(leaves);
    return depths;
}

// How many codes there are of each length, none of them too long: what is cut off is made up for by
// lengthening the longest of the others.
static std::array<unsigned, longest + 1> lengths_of(
    const std::vector<unsigned>& depths, unsigned most_bits)
{
    std::array<unsigned, longest + 1> of_length {};
    std::uint64_t used = 0; // Of 2^most_bits.
    for (auto depth : depths) {
        auto length = std::min(depth, most_bits);
        ++of_length[length];
        used += 1ull << (most_bits - length);
    }
    for (; used > 1ull << most_bits; --used) {
        auto shorter = most_bits - 1;
        while (of_length[shorter] == 0)
            --shorter;
        --of_length[shorter];
        of_length[shorter + 1] += 2;
        --of_length[most_bits];
    }
    return of_length;
}

static std::uint16_t reversed(std::uint32_t bits, unsigned length)
{
    std::uint32_t result = 0;
    for (unsigned i = 0; i < length; ++i)
        result = result << 1 | (bits >> i & 1);
    return static_cast<std::uint16_t>(result);
}

void make_codes(
    std::span<const std::uint32_t> counts, unsigned most_bits, std::span<HuffmanCode> codes)
{
    std::vector<Symbol> symbols;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        codes[i] = {};
        if (counts[i] > 0)
            symbols.push_back({ counts[i], static_cast<std::uint16_t>(i) });
    }
    std::ranges::stable_sort(symbols, {}, &Symbol::count);
    auto of_length = lengths_of(depths_of(symbols), most_bits);
    auto symbol = symbols.begin();
    for (auto length = most_bits; length > 0; --length) {
        for (unsigned i = 0; i < of_length[length]; ++i)
            codes[symbol++->number].length = static_cast<std::uint8_t>(length);
    }
    std::array<std::uint32_t, longest + 1> next {};
    for (unsigned length = 1; length < most_bits; ++length)
        next[length + 1] = (next[length] + of_length[length]) << 1;
    for (auto& code : codes) {
        if (code.length > 0)
            code.bits = reversed(next[code.length]++, code.length);
    }
}

}
