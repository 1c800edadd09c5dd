// SPDX-License-Identifier: MIT
// The character encodings the station reads. Everything else is refused.
#pragma once

namespace charset {

enum class Encoding {
    Ascii,
    Utf8, // RFC 3629.
    Utf16Le, // RFC 2781.
    Utf16Be,
    Iso2022Jp, // RFC 1468, with JIS X 0212, half-width katakana and NEC's row 13.
    Cp932, // Shift_JIS with Microsoft's extensions.
    EucJp, // EUC-JP with the same extensions (EUC-JP-MS).
    Latin1, // As Windows-1252, the way the WHATWG Encoding Standard reads that label.
};

}
