// SPDX-License-Identifier: MIT
#include "sanitizer/encode/picture/lzw.h"

#include <algorithm>
#include <array>

namespace encode_picture {

static constexpr unsigned most_codes = 4096;
static constexpr std::size_t most_in_block = 255;

// Codes of growing width into blocks of at most 255 bytes.
class Blocks {
public:
    explicit Blocks(base::Bytes& file)
        : m_file(file)
    {
        begin();
    }

    void put(unsigned code, unsigned width)
    {
        m_waiting |= code << m_held;
        for (m_held += width; m_held >= 8; m_held -= 8)
            put_byte();
    }

    void end()
    {
        if (m_held > 0)
            put_byte();
        if (m_file[m_start] == 0)
            return; // It is the block of nothing already.
        m_file.push_back(0);
    }

private:
    void begin()
    {
        m_start = m_file.size();
        m_file.push_back(0);
    }

    void put_byte()
    {
        if (m_file[m_start] == most_in_block)
            begin();
        m_file.push_back(static_cast<std::uint8_t>(m_waiting));
        ++m_file[m_start];
        m_waiting >>= 8;
    }

    base::Bytes& m_file;
    std::size_t m_start { 0 };
    std::uint32_t m_waiting { 0 };
    unsigned m_held { 0 };
};

// Which code stands for a known string and one more byte.
class Table {
public:
    Table() { clear(); }

    void clear() { m_keys.fill(nothing); }

    // Its code, or 0 after having entered `code` for it; no string of two has code 0.
    unsigned find_or_enter(std::uint32_t prefix, std::uint8_t byte, unsigned code)
    {
        auto key = prefix << 8 | byte;
        auto at = (key * 2654435761u) >> (32 - places_bits);
        while (m_keys[at] != nothing && m_keys[at] != key)
            at = (at + 1) & (places - 1);
        if (m_keys[at] == key)
            return m_codes[at];
        m_keys[at] = key;
        m_codes[at] = static_cast<std::uint16_t>(code);
        return 0;
    }

private:
    static constexpr unsigned places_bits = 14;
    static constexpr unsigned places = 1u << places_bits;
    static constexpr std::uint32_t nothing = UINT32_MAX;
    std::array<std::uint32_t, places> m_keys;
    std::array<std::uint16_t, places> m_codes {};
};

void append_lzw(base::Bytes& file, unsigned code_size, base::View indices)
{
    const unsigned clear = 1u << code_size;
    const unsigned first_free = clear + 2;
    file.push_back(static_cast<std::uint8_t>(code_size));
    Blocks blocks(file);
    Table table;
    auto width = code_size + 1;
    auto next = first_free;
    blocks.put(clear, width);
    std::uint32_t prefix = indices[0];
    for (auto index : indices.subspan(1)) {
        if (auto known = table.find_or_enter(prefix, index, next)) {
            prefix = known;
            continue;
        }
        blocks.put(prefix, width);
        prefix = index;
        if (next == 1u << width)
            ++width;
        if (++next == most_codes) {
            blocks.put(clear, width);
            table.clear();
            width = code_size + 1;
            next = first_free;
        }
    }
    blocks.put(prefix, width);
    // The reader has entered one more string by now.
    if (next == 1u << width && width < 12)
        ++width;
    blocks.put(clear + 1, width);
    blocks.end();
}

}
