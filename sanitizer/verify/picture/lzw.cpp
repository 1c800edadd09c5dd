// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/lzw.h"

#include <array>

namespace verify_picture {

static constexpr unsigned most_codes = 4096;
static constexpr unsigned longest_code = 12;

static Error broken()
{
    return Error { "data that our writer does not write" };
}

static Result<base::Bytes> read_blocks(base::Reader& reader)
{
    base::Bytes all;
    for (bool full = true;;) {
        auto length = TRY(reader.u8());
        if (length == 0)
            return all;
        if (!full)
            return broken();
        full = length == 255;
        base::append(all, TRY(reader.take(length)));
    }
}

namespace {

class Codes {
public:
    explicit Codes(base::View bytes)
        : m_bytes(bytes)
    {
    }

    Result<unsigned> next(unsigned width)
    {
        while (m_held < width) {
            if (m_at == m_bytes.size())
                return broken();
            m_bits |= std::uint32_t { m_bytes[m_at++] } << m_held;
            m_held += 8;
        }
        auto code = m_bits & ((1u << width) - 1);
        m_bits >>= width;
        m_held -= width;
        return code;
    }

    bool is_filled_up() const { return m_at == m_bytes.size() && m_held < 8 && m_bits == 0; }

private:
    base::View m_bytes;
    std::size_t m_at { 0 };
    std::uint32_t m_bits { 0 };
    unsigned m_held { 0 };
};

}

// Of a string only its length matters: its indices are those of shorter ones.
Result<void> check_lzw(
    base::Reader& reader, unsigned code_size, unsigned colours, std::uint64_t pixels)
{
    auto blocks = TRY(read_blocks(reader));
    Codes codes(blocks);
    const unsigned clear = 1u << code_size;
    const unsigned end = clear + 1;
    std::array<std::uint32_t, most_codes> lengths {};
    for (unsigned index = 0; index < colours; ++index)
        lengths[index] = 1;
    auto width = code_size + 1;
    auto next = end + 1;
    unsigned previous = clear;
    if (TRY(codes.next(width)) != clear)
        return broken();
    for (;;) {
        auto code = TRY(codes.next(width));
        if (code == end)
            break;
        if (code == clear) {
            if (next != most_codes - 1)
                return broken(); // We clear a full table only.
            width = code_size + 1;
            next = end + 1;
            previous = clear;
            continue;
        }
        bool first = previous == clear;
        if (code > next || (code == next && first) || (code < clear && code >= colours)
            || (first && code >= clear))
            return broken();
        if (!first) {
            if (next == most_codes - 1)
                return broken();
            lengths[next] = lengths[previous] + 1;
            ++next;
        }
        if (lengths[code] > pixels)
            return broken();
        pixels -= lengths[code];
        previous = code;
        if (next == 1u << width && width < longest_code)
            ++width;
    }
    if (pixels != 0 || !codes.is_filled_up())
        return broken();
    return {};
}

}
