// SPDX-License-Identifier: MIT
#include "sanitizer/decode/bmp/run_length.h"

namespace decode_bmp {

class Runs {
public:
    Runs(base::View data, unsigned bits, std::size_t width, std::size_t height)
        : m_reader(data)
        , m_bits(bits)
        , m_width(width)
        , m_height(height)
        , m_rows(width * height)
    {
    }

    Result<Indices> unpack()
    {
        for (;;) {
            auto count = TRY(m_reader.u8());
            auto value = TRY(m_reader.u8());
            if (count != 0) {
                for (std::size_t i = 0; i < count; ++i)
                    TRY(put(index_of(value, i)));
            } else if (value == 0) {
                m_x = 0;
                ++m_y;
            } else if (value == 1) {
                return Indices { std::move(m_rows), m_reader.position() };
            } else if (value == 2) {
                m_x += TRY(m_reader.u8());
                m_y += TRY(m_reader.u8());
            } else {
                TRY(literal(value));
            }
            if (m_x > m_width || m_y > m_height)
                return Error { "out of the picture" };
        }
    }

private:
    std::uint8_t index_of(std::uint8_t value, std::size_t i) const
    {
        if (m_bits == 8)
            return value;
        return i % 2 == 0 ? value >> 4 : value & 15;
    }

    // From the bottom up.
    Result<void> put(std::uint8_t index)
    {
        if (m_x >= m_width || m_y >= m_height)
            return Error { "a run out of the picture" };
        m_rows[(m_height - 1 - m_y) * m_width + m_x++] = index;
        return {};
    }

    Result<void> literal(std::size_t count)
    {
        auto bytes = m_bits == 8 ? count : (count + 1) / 2;
        auto values = TRY(m_reader.take(bytes + bytes % 2));
        for (std::size_t i = 0; i < count; ++i)
            TRY(put(index_of(values[m_bits == 8 ? i : i / 2], i)));
        return {};
    }

    base::Reader m_reader;
    unsigned m_bits;
    std::size_t m_width;
    std::size_t m_height;
    base::Bytes m_rows;
    std::size_t m_x { 0 };
    std::size_t m_y { 0 };
};

Result<Indices> unpack_runs(base::View data, unsigned bits, std::size_t width, std::size_t height)
{
    return Runs(data, bits, width, height).unpack();
}

}
