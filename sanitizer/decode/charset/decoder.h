// SPDX-License-Identifier: MIT
// Bytes of a known encoding to code points, a block at a time.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/decode/charset/encoding.h"
#include "sanitizer/decode/charset/tables.h"

namespace charset {

// Stands for each sequence of bytes that means nothing in the encoding. No code point.
inline constexpr char32_t invalid_point = 0xFFFF'FFFF;

enum class More { Follows, Nothing };

class Decoder {
public:
    Decoder(Encoding encoding, const Tables& tables)
        : m_encoding(encoding)
        , m_tables(tables)
    {
    }

    struct Step {
        std::size_t consumed;
        std::size_t produced; // At most `consumed`.
    };

    // Decodes as much of `bytes` as `into` takes. What begins and does not end in a block is left
    // for the next call where More::Follows; a block of 4 bytes or more always gets on. A byte
    // below 0x80 is never swallowed by a broken sequence before it.
    Step decode(base::View bytes, More, std::span<char32_t> into);

private:
    enum class Set { Ascii, Roman, Kana, Jis0208, Jis0212 };

    Step decode_ascii(base::View, std::span<char32_t>) const;
    Step decode_utf8(base::View, More, std::span<char32_t>) const;
    Step decode_utf16(base::View, More, std::span<char32_t>) const;
    Step decode_iso_2022_jp(base::View, More, std::span<char32_t>);
    Step decode_cp932(base::View, More, std::span<char32_t>) const;
    Step decode_euc_jp(base::View, More, std::span<char32_t>) const;
    Step decode_latin1(base::View, std::span<char32_t>) const;

    Encoding m_encoding;
    const Tables& m_tables;
    Set m_set { Set::Ascii }; // ISO-2022-JP only.
};

}
