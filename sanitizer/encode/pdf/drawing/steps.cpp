// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/steps.h"

namespace encode_pdf_drawing {

Result<std::uint8_t> Steps::u8(std::uint8_t most)
{
    auto value = TRY(m_reader.u8());
    if (value > most)
        return Error { "a code that no list has" };
    return value;
}

static Result<std::int32_t> bounded(std::uint32_t bits)
{
    auto value = static_cast<std::int32_t>(bits);
    if (value < -most_fixed || value > most_fixed)
        return Error { "a length out of bounds" };
    return value;
}

Result<std::int32_t> Steps::length()
{
    return bounded(TRY(m_reader.u32_le()));
}

Result<std::int32_t> Steps::factor()
{
    return bounded(TRY(m_reader.u32_le()));
}

Result<std::int16_t> Steps::small()
{
    constexpr std::int16_t most = 32'000;
    auto value = static_cast<std::int16_t>(TRY(m_reader.u16_le()));
    if (value < -most || value > most)
        return Error { "a glyph out of bounds" };
    return value;
}

Result<Matrix> Steps::matrix()
{
    Matrix matrix;
    for (auto& value : matrix.factors)
        value = TRY(factor());
    matrix.x = TRY(length());
    matrix.y = TRY(length());
    return matrix;
}

Result<Paint> Steps::paint()
{
    Paint paint;
    for (auto& value : paint.colour)
        value = TRY(u8());
    paint.alpha = TRY(u8());
    paint.blend = TRY(u8(last_blend));
    return paint;
}

Result<base::View> Steps::bytes(std::uint64_t count)
{
    if (count > m_reader.left())
        return Error { "a list cut off" };
    return m_reader.take(count);
}

}
