// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/picture_lines.h"

#include <algorithm>
#include <poppler/Object.h>
#include <poppler/Stream.h>

namespace decode_pdf_drawing {

PictureLines::PictureLines(Stream* stream, int columns, int parts, int bits)
    : m_stream(stream)
    , m_bits(bits)
    , m_samples(static_cast<std::size_t>(columns) * static_cast<std::size_t>(parts))
{
    m_line.resize((m_samples.size() * static_cast<std::size_t>(bits) + 7) / 8);
    m_stream->reset();
}

PictureLines::~PictureLines()
{
    m_stream->close();
}

unsigned char* PictureLines::next()
{
    auto got = m_stream->doGetChars(static_cast<int>(m_line.size()), m_line.data());
    auto size = static_cast<std::size_t>(std::max(got, 0));
    std::fill(
        m_line.begin() + static_cast<std::ptrdiff_t>(size), m_line.end(), std::uint8_t { 255 });
    m_missing += m_line.size() - size;
    if (m_bits == 8)
        return m_line.data();
    if (m_bits == 16) {
        for (std::size_t i = 0; i < m_samples.size(); ++i)
            m_samples[i] = m_line[2 * i];
        return m_samples.data();
    }
    std::size_t at = 0; // In bits.
    for (auto& sample : m_samples) {
        unsigned value = 0;
        for (int i = 0; i < m_bits; ++i, ++at)
            value = value << 1 | (m_line[at / 8] >> (7 - at % 8) & 1u);
        sample = static_cast<std::uint8_t>(value);
    }
    return m_samples.data();
}

}
