// SPDX-License-Identifier: MIT
#include "sanitizer/verify/picture/vp8.h"

namespace verify_picture {

static Error other()
{
    return Error { "a coded picture that is not ours" };
}

namespace {

// The arithmetic decoder of RFC 6386 section 7.3, for bits that are as likely 0 as 1.
class Bits {
public:
    explicit Bits(base::View bytes)
        : m_bytes(bytes)
    {
        m_value = next_byte() << 8;
        m_value |= next_byte();
    }

    unsigned bit()
    {
        auto split = 1 + (((m_range - 1) * 128) >> 8);
        auto large = split << 8;
        unsigned result = 0;
        if (m_value >= large) {
            result = 1;
            m_range -= split;
            m_value -= large;
        } else {
            m_range = split;
        }
        while (m_range < 128) {
            m_value <<= 1;
            m_range <<= 1;
            if (++m_shifted == 8) {
                m_shifted = 0;
                m_value |= next_byte();
            }
        }
        return result;
    }

    unsigned number(unsigned bits)
    {
        unsigned value = 0;
        while (bits-- > 0)
            value = value << 1 | bit();
        return value;
    }

    // A flag, and a number behind it if it is set.
    void skip_optional(unsigned bits)
    {
        if (bit() != 0)
            number(bits);
    }

private:
    std::uint32_t next_byte() { return m_at < m_bytes.size() ? m_bytes[m_at++] : 0u; }

    base::View m_bytes;
    std::size_t m_at { 0 };
    std::uint32_t m_value { 0 };
    std::uint32_t m_range { 255 };
    unsigned m_shifted { 0 };
};

}

// How many partitions of coefficients there are: what stands before has to be read over.
static unsigned read_partitions(base::View first)
{
    Bits bits(first);
    bits.number(2); // Colour space, clamping.
    if (bits.bit() != 0) { // Segments.
        bool map = bits.bit() != 0;
        if (bits.bit() != 0) {
            bits.bit();
            for (int i = 0; i < 4; ++i)
                bits.skip_optional(8);
            for (int i = 0; i < 4; ++i)
                bits.skip_optional(7);
        }
        for (int i = 0; map && i < 3; ++i)
            bits.skip_optional(8);
    }
    bits.number(1 + 6 + 3); // The loop filter.
    if (bits.bit() != 0 && bits.bit() != 0)
        for (int i = 0; i < 8; ++i)
            bits.skip_optional(7);
    return 1u << bits.number(2);
}

Result<CodedSize> check_vp8(base::View data)
{
    base::Reader reader(data);
    std::uint32_t tag = TRY(reader.u16_le());
    tag |= std::uint32_t { TRY(reader.u8()) } << 16;
    bool shown_key_frame = (tag & 1) == 0 && (tag >> 4 & 1) == 1;
    if (!shown_key_frame || (tag >> 1 & 7) > 3
        || base::text_of(TRY(reader.take(3))) != "\x9D\x01\x2A")
        return other();
    std::uint32_t width = TRY(reader.u16_le());
    std::uint32_t height = TRY(reader.u16_le());
    if (width > 0x3FFF || height > 0x3FFF) // Above are the bits that ask for scaling.
        return other();
    auto first = TRY(reader.take(tag >> 5));
    auto partitions = read_partitions(first);
    auto sizes = TRY(reader.take(3 * (partitions - std::size_t { 1 })));
    for (std::size_t i = 0; i < sizes.size(); i += 3)
        TRY(reader.take(
            sizes[i] | std::size_t { sizes[i + 1] } << 8 | std::size_t { sizes[i + 2] } << 16));
    return CodedSize { width, height }; // The last partition is the rest.
}

Result<CodedSize> check_vp8l(base::View data)
{
    base::Reader reader(data);
    if (TRY(reader.u8()) != 0x2F)
        return other();
    auto bits = TRY(reader.u32_le());
    if (bits >> 29 != 0 || reader.at_end())
        return other();
    return CodedSize { (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1 };
}

Result<void> check_alpha(base::View data, CodedSize size)
{
    base::Reader reader(data);
    auto how = TRY(reader.u8());
    bool plain = (how & 3) == 0;
    if (how >> 6 != 0 || (how & 3) > 1 || (how >> 4 & 3) > 1
        || (plain && reader.left() != std::uint64_t { size.width } * size.height)
        || reader.at_end())
        return other();
    return {};
}

}
