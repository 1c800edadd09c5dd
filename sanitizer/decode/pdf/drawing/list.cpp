// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/list.h"

#include <algorithm>
#include <bit>

namespace decode_pdf_drawing {

static_assert(std::endian::native == std::endian::little); // Numbers are written as they lie.

std::uint32_t List::to_fixed(double value)
{
    constexpr double most = 2'000'000'000;
    if (!(value > -most)) // Nor if it is no number.
        value = -most;
    return static_cast<std::uint32_t>(
        static_cast<std::int32_t>(std::lround(std::min(value, most))));
}

void List::small(double thousandths)
{
    constexpr double most = 32'000;
    if (!(thousandths > -most))
        thousandths = -most;
    u16(static_cast<std::uint16_t>(
        static_cast<std::int16_t>(std::lround(std::min(thousandths, most)))));
}

void List::matrix(const Matrix6& matrix)
{
    for (std::size_t i = 0; i < 4; ++i)
        factor(matrix[i]);
    point(matrix[4], matrix[5]);
}

void List::paint(const Paint& paint)
{
    for (auto value : { paint.red, paint.green, paint.blue, paint.alpha, paint.blend })
        u8(value);
}

void List::bytes(base::View view)
{
    put(view.data(), view.size());
}

std::span<std::uint8_t> List::reserve(std::size_t count)
{
    auto at = m_size;
    m_size += count;
    if (is_full())
        return {};
    return m_memory.subspan(at, count);
}

void List::prepend(base::View other)
{
    auto old = m_size;
    m_size += other.size();
    if (is_full() || other.empty())
        return;
    std::memmove(m_memory.data() + other.size(), m_memory.data(), old);
    std::memcpy(m_memory.data(), other.data(), other.size());
}

void List::change_u8(std::size_t at, std::uint8_t value)
{
    if (at < m_memory.size())
        m_memory[at] = value;
}

}
