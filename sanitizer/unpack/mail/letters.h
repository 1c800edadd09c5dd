// SPDX-License-Identifier: MIT
// Bytes of a mail as UTF-8: by the character set that is declared, or by the ways in which Japanese
// mailers leave it out.
#pragma once

#include "sanitizer/decode/charset/encoding.h"
#include "sanitizer/decode/charset/tables.h"

#include <optional>
#include <string>
#include <string_view>

namespace unpack_mail {

class Letters {
public:
    explicit Letters(const charset::Tables& tables)
        : m_tables(tables)
    {
    }

    // By any of its names, ASCII case ignored; nothing if the station does not read it. A mail's
    // ISO-2022-JP is read with everything that CP50220 and CP50221 write.
    static std::optional<charset::Encoding> encoding_of(std::string_view label);

    struct Text {
        std::string utf8; // What means nothing stands as U+FFFD.
        std::uint64_t points { 0 };
        std::uint64_t invalid { 0 };
    };
    Text decode(std::string_view, charset::Encoding) const;

    // Of a body without a charset, or with one that says ASCII over other bytes; nothing if it
    // cannot be told.
    std::optional<charset::Encoding> recognise(std::string_view) const;

    // A header as it stands: ASCII, UTF-8, ISO-2022-JP by its escapes, or Shift_JIS or EUC-JP
    // without any word about it. Never fails; only the words of people are written so.
    std::string of_header(std::string_view raw) const;

private:
    const charset::Tables& m_tables;
};

bool is_ascii(std::string_view);
std::string lower(std::string_view); // ASCII letters.

// Without blanks (space, tab, CR, LF) at its ends.
std::string_view trimmed(std::string_view);

}
