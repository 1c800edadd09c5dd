// SPDX-License-Identifier: MIT
#include "sanitizer/decode/charset/writer.h"

#include <algorithm>
#include <cstring>

namespace charset {

static constexpr std::size_t block_size = 128 << 10;

char* write_utf8(char* to, char32_t c)
{
    auto put = [&](char32_t byte) { *to++ = static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
    return to;
}

Output::Output(Sink sink, std::uint64_t limit)
    : m_sink(std::move(sink))
    , m_limit(limit)
    , m_block(new char[block_size]) // Left as it is: most texts use little of it.
{
}

void Output::flush()
{
    if (m_status == Status::Good && m_used > m_limit - m_written)
        m_status = Status::LimitReached;
    if (m_status == Status::Good && m_used > 0) {
        if (!m_sink(base::view_of({ m_block.get(), m_used })))
            m_status = Status::SinkFailed;
        m_written += m_used;
    }
    m_used = 0;
}

char* Output::room_for(std::size_t count)
{
    if (block_size - m_used < count)
        flush();
    return m_block.get() + m_used;
}

void Output::append(std::string_view text)
{
    while (!text.empty()) {
        auto part = text.substr(0, block_size);
        std::memcpy(room_for(part.size()), part.data(), part.size());
        m_used += part.size();
        text.remove_prefix(part.size());
    }
}

void Output::append_points(std::span<const char32_t> points, LineEnd line_end)
{
    while (!points.empty()) {
        auto part = points.first(std::min(points.size(), block_size / 8));
        auto* start = room_for(part.size() * 4);
        auto* to = start;
        for (auto c : part) {
            if (c == '\n' && line_end == LineEnd::CrLf)
                *to++ = '\r';
            to = write_utf8(to, c);
        }
        m_used += static_cast<std::size_t>(to - start);
        points = points.subspan(part.size());
    }
}

}
