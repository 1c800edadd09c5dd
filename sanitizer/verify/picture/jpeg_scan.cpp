// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/jpeg_scan.h"

#include "sanitizer/verify/picture/jpeg_tables.h"

#include <array>
#include <vector>

namespace verify_picture {

namespace {

// For any 16 bits that begin with a code: its symbol and length; length 0 where there is none.
class Codes {
public:
    Codes(bool ac, unsigned table)
        : m_entries(1 << 16)
    {
        auto segment = huffman_segment(ac, table);
        std::size_t symbol = 17;
        std::uint32_t code = 0;
        for (unsigned length = 1; length <= 16; ++length) {
            for (unsigned i = 0; i < segment[length]; ++i) {
                auto first = code << (16 - length);
                auto past = (code + 1) << (16 - length);
                for (auto at = first; at < past; ++at)
                    m_entries[at] = { segment[symbol], static_cast<std::uint8_t>(length) };
                ++symbol;
                ++code;
            }
            code <<= 1;
        }
    }

    struct Entry {
        std::uint8_t symbol { 0 };
        std::uint8_t length { 0 };
    };
    Entry operator[](std::uint32_t bits) const { return m_entries[bits]; }

private:
    std::vector<Entry> m_entries;
};

class Bits {
public:
    explicit Bits(base::View coded)
        : m_coded(coded)
    {
    }

    // False: a code that there is not, or the data are over.
    bool symbol(const Codes& codes, unsigned& symbol)
    {
        fill();
        auto entry = codes[static_cast<std::uint32_t>(m_bits >> 48)];
        symbol = entry.symbol;
        return entry.length != 0 && skip(entry.length);
    }

    bool skip(unsigned count)
    {
        fill();
        if (count > m_held)
            return false;
        m_bits <<= count;
        m_held -= count;
        return true;
    }

    // All is read but the padding of the last byte, which is ones.
    bool at_end()
    {
        fill();
        if (m_broken || m_at != m_coded.size() || m_held > 7)
            return false;
        return m_held == 0 || m_bits >> (64 - m_held) == (1u << m_held) - 1;
    }

private:
    void fill()
    {
        while (m_held <= 56 && m_at < m_coded.size()) {
            auto byte = m_coded[m_at++];
            if (byte == 0xFF && (m_at == m_coded.size() || m_coded[m_at++] != 0))
                m_broken = true; // A marker; at_end() will not hold.
            m_bits |= static_cast<std::uint64_t>(byte) << (56 - m_held);
            m_held += 8;
        }
    }

    base::View m_coded;
    std::size_t m_at { 0 };
    std::uint64_t m_bits { 0 }; // From the highest on.
    unsigned m_held { 0 };
    bool m_broken { false };
};

}

static bool read_block(Bits& bits, const Codes& dc, const Codes& ac)
{
    unsigned symbol = 0;
    if (!bits.symbol(dc, symbol) || !bits.skip(symbol))
        return false;
    for (unsigned at = 1; at < 64; ++at) {
        if (!bits.symbol(ac, symbol))
            return false;
        auto size = symbol & 15;
        if (symbol == 0)
            return true;
        at += symbol >> 4;
        if (at > 63 || !bits.skip(size))
            return false;
    }
    return true;
}

Result<void> check_scan(base::View coded, const JpegFrame& frame)
{
    static const Codes dc[] = { Codes(false, 0), Codes(false, 1) };
    static const Codes ac[] = { Codes(true, 0), Codes(true, 1) };
    auto across = 8 * frame.sampling_x;
    auto down = 8 * frame.sampling_y;
    auto units = std::uint64_t { (frame.width + across - 1) / across }
        * ((frame.height + down - 1) / down);
    Bits bits(coded);
    for (std::uint64_t unit = 0; unit < units; ++unit) {
        for (unsigned block = 0; block < frame.sampling_x * frame.sampling_y; ++block)
            if (!read_block(bits, dc[0], ac[0]))
                return Error { "a block that is none" };
        for (unsigned component = 1; component < frame.components; ++component)
            if (!read_block(bits, dc[1], ac[1]))
                return Error { "a block that is none" };
    }
    if (!bits.at_end())
        return Error { "data behind the last block" };
    return {};
}

}
