// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/flate.h"

#include "sanitizer/encode/pdf/huffman.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <libdeflate.h>
#include <utility>

namespace encode_pdf {

static constexpr std::size_t window = 32'768;
static constexpr std::size_t least_match = 6; // Shorter ones take longer than they save.
static constexpr std::size_t longest_match = 258;
static constexpr std::size_t tokens_in_block = 32'768;
static constexpr unsigned hash_bits = 15;
static constexpr std::size_t end_of_block = 256;
static constexpr std::size_t literals_and_lengths = 286;
static constexpr std::size_t distances = 30;
static constexpr std::size_t code_lengths = 19;
static_assert(std::endian::native == std::endian::little);

namespace {

// A byte, or where it is like what went before.
struct Token {
    std::uint16_t length; // 0: a byte.
    std::uint16_t value; // The byte, or the distance less one.
};

// A symbol and what of a number it leaves open (RFC 1951, 3.2.5).
struct Part {
    std::uint16_t symbol;
    std::uint8_t bits;
    std::uint16_t rest;
};

// The lowest bit first.
class BitWriter {
public:
    explicit BitWriter(base::Bytes& bytes)
        : m_bytes(bytes)
    {
    }

    // For so many bits more.
    void make_room(std::size_t bits) { m_bytes.resize(m_size + bits / 8 + 2 * sizeof m_held); }

    void put(std::uint64_t bits, unsigned count) // At most 56.
    {
        m_held |= bits << m_count;
        m_count += count;
        std::memcpy(m_bytes.data() + m_size, &m_held, sizeof m_held);
        m_size += m_count / 8;
        m_held >>= m_count / 8 * 8;
        m_count %= 8;
    }

    void put(HuffmanCode code) { put(code.bits, code.length); }

    void end_byte() { put(0, (8 - m_count) % 8); }
    void finish() { m_bytes.resize(m_size); } // After whole bytes.

private:
    base::Bytes& m_bytes;
    std::size_t m_size { 0 };
    std::uint64_t m_held { 0 };
    unsigned m_count { 0 };
};

}

static Part part_of_length(std::size_t length)
{
    auto number = static_cast<std::uint32_t>(length - 3);
    if (number == 255)
        return { 285, 0, 0 };
    if (number < 8)
        return { static_cast<std::uint16_t>(257 + number), 0, 0 };
    auto bits = static_cast<unsigned>(std::bit_width(number)) - 3;
    return { static_cast<std::uint16_t>(261 + 4 * bits + (number >> bits & 3)),
        static_cast<std::uint8_t>(bits), static_cast<std::uint16_t>(number & ((1u << bits) - 1)) };
}

static Part part_of_distance(std::uint32_t less_one)
{
    if (less_one < 4)
        return { static_cast<std::uint16_t>(less_one), 0, 0 };
    auto bits = static_cast<unsigned>(std::bit_width(less_one)) - 2;
    return { static_cast<std::uint16_t>(2 + 2 * bits + (less_one >> bits & 1)),
        static_cast<std::uint8_t>(bits),
        static_cast<std::uint16_t>(less_one & ((1u << bits) - 1)) };
}

namespace {

// What went before is looked for by its first bytes; of each hash the last place is known.
class Tokens {
public:
    explicit Tokens(base::View plain)
        : m_plain(plain)
        , m_last(std::size_t { 1 } << hash_bits, none)
    {
    }

    bool at_end() const { return m_at == m_plain.size(); }

    void fill(std::vector<Token>& tokens)
    {
        tokens.clear();
        while (tokens.size() < tokens_in_block && !at_end())
            tokens.push_back(next());
    }

private:
    static constexpr std::uint32_t none = ~0u;

    // The first bytes of a match.
    std::uint64_t start_at(std::size_t at) const
    {
        std::uint64_t word = 0;
        std::memcpy(&word, m_plain.data() + at, sizeof word);
        return word << 8 * (sizeof word - least_match);
    }

    Token next()
    {
        auto found = find();
        if (found == none)
            return { 0, m_plain[m_at++] };
        auto length = length_of(found);
        auto less_one = m_at - found - 1;
        // Whatever goes on as it ended needs no distance to speak of.
        m_at += length - 1;
        find();
        ++m_at;
        return { static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(less_one) };
    }

    // Where it was the last time; the next time, here.
    std::uint32_t find()
    {
        if (m_plain.size() - m_at < sizeof(std::uint64_t))
            return none;
        auto start = start_at(m_at);
        auto& last = m_last[start * 0x9E37'79B1'85EB'CA87u >> (64 - hash_bits)];
        auto found = std::exchange(last, static_cast<std::uint32_t>(m_at));
        auto is_like = found != none && m_at - found <= window && start_at(found) == start;
        return is_like ? found : none;
    }

    std::size_t length_of(std::size_t found) const
    {
        auto most = std::min(longest_match, m_plain.size() - m_at);
        std::size_t length = least_match;
        for (; length + sizeof(std::uint64_t) <= most; length += sizeof(std::uint64_t)) {
            std::uint64_t here = 0;
            std::uint64_t there = 0;
            std::memcpy(&here, m_plain.data() + m_at + length, sizeof here);
            std::memcpy(&there, m_plain.data() + found + length, sizeof there);
            if (here != there)
                return length + static_cast<std::size_t>(std::countr_zero(here ^ there)) / 8;
        }
        while (length < most && m_plain[m_at + length] == m_plain[found + length])
            ++length;
        return length;
    }

    base::View m_plain;
    std::size_t m_at { 0 };
    std::vector<std::uint32_t> m_last;
};

// Deflate's blocks with codes of their own (RFC 1951, 3.2.7).
class BlockWriter {
public:
    explicit BlockWriter(base::Bytes& out)
        : m_bits(out)
    {
        m_bits.make_room(16);
        m_bits.put(0x0178, 16); // RFC 1950: Deflate, a window of 32 KiB, the fastest way.
    }

    void add(const std::vector<Token>& tokens, bool is_last)
    {
        m_symbols.fill(0);
        m_places.fill(0);
        for (const auto& token : tokens) {
            ++m_symbols[token.length == 0 ? token.value : part_of_length(token.length).symbol];
            if (token.length > 0)
                ++m_places[part_of_distance(token.value).symbol];
        }
        ++m_symbols[end_of_block];
        have_two(m_symbols);
        have_two(m_places);
        make_codes(m_symbols, 15, m_symbol_codes);
        make_codes(m_places, 15, m_place_codes);
        m_bits.make_room(tokens.size() * 56 + 4096);
        m_bits.put(is_last ? 0b101 : 0b100, 3);
        put_codes();
        for (const auto& token : tokens)
            put(token);
        m_bits.put(m_symbol_codes[end_of_block]);
    }

    void finish(std::uint32_t check)
    {
        m_bits.end_byte();
        m_bits.make_room(32);
        m_bits.put(__builtin_bswap32(check), 32);
        m_bits.finish();
    }

private:
    // So that no code is without a bit.
    static void have_two(std::span<std::uint32_t> counts)
    {
        for (std::size_t i = 0; std::ranges::count(counts, 0u) + 2 > std::ssize(counts); ++i)
            counts[i] = std::max(counts[i], 1u);
    }

    void put(const Token& token)
    {
        if (token.length == 0) {
            m_bits.put(m_symbol_codes[token.value]);
            return;
        }
        auto length = part_of_length(token.length);
        auto distance = part_of_distance(token.value);
        auto length_code = m_symbol_codes[length.symbol];
        auto distance_code = m_place_codes[distance.symbol];
        std::uint64_t bits = distance.rest;
        bits = bits << distance_code.length | distance_code.bits;
        bits = bits << length.bits | length.rest;
        bits = bits << length_code.length | length_code.bits;
        m_bits.put(bits,
            static_cast<unsigned>(length_code.length) + length.bits + distance_code.length
                + distance.bits);
    }

    // The lengths of all codes, those of no bits in runs.
    void put_codes()
    {
        std::vector<std::uint8_t> lengths;
        for (const auto& code : m_symbol_codes)
            lengths.push_back(code.length);
        for (const auto& code : m_place_codes)
            lengths.push_back(code.length);
        std::vector<Part> parts;
        for (std::size_t i = 0; i < lengths.size();) {
            std::size_t run = 1;
            while (
                lengths[i] == 0 && i + run < lengths.size() && lengths[i + run] == 0 && run < 138)
                ++run;
            if (run < 3) {
                parts.push_back({ lengths[i], 0, 0 });
                run = 1;
            } else if (run <= 10) {
                parts.push_back({ 17, 3, static_cast<std::uint16_t>(run - 3) });
            } else {
                parts.push_back({ 18, 7, static_cast<std::uint16_t>(run - 11) });
            }
            i += run;
        }
        std::array<std::uint32_t, code_lengths> counts {};
        for (const auto& part : parts)
            ++counts[part.symbol];
        have_two(counts);
        std::array<HuffmanCode, code_lengths> codes;
        make_codes(counts, 7, codes);
        m_bits.put(literals_and_lengths - 257, 5);
        m_bits.put(distances - 1, 5);
        m_bits.put(code_lengths - 4, 4);
        for (auto place : { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 })
            m_bits.put(codes[static_cast<std::size_t>(place)].length, 3);
        for (const auto& part : parts) {
            m_bits.put(codes[part.symbol]);
            m_bits.put(part.rest, part.bits);
        }
    }

    BitWriter m_bits;
    std::array<std::uint32_t, literals_and_lengths> m_symbols {};
    std::array<std::uint32_t, distances> m_places {};
    std::array<HuffmanCode, literals_and_lengths> m_symbol_codes;
    std::array<HuffmanCode, distances> m_place_codes;
};

}

Result<base::Bytes> compress(base::View plain)
{
    if (plain.size() >= ~0u)
        return Error { "more bytes than are compressed at once" };
    base::Bytes out;
    BlockWriter blocks(out);
    Tokens tokens(plain);
    std::vector<Token> block;
    block.reserve(tokens_in_block);
    do {
        tokens.fill(block);
        blocks.add(block, tokens.at_end());
    } while (!tokens.at_end());
    blocks.finish(libdeflate_adler32(1, plain.data(), plain.size()));
    return out;
}

}
