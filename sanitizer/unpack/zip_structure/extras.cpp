// SPDX-License-Identifier: MIT
// Extra fields (APPNOTE 4.5): most say nothing that matters here; two can change an entry.
#include "sanitizer/unpack/zip_structure/parts.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace zip_structure {

static constexpr std::uint16_t zip64_field = 0x0001;
static constexpr std::uint16_t unicode_path_field = 0x7075;

// ISO 3309; names are short, so bit by bit will do.
static std::uint32_t crc32_of(std::string_view text)
{
    std::uint32_t crc = all_32;
    for (char c : text) {
        crc ^= std::uint8_t(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0u);
    }
    return ~crc;
}

// Info-ZIP's Unicode Path: a second name, which some readers prefer. It may only say what the first
// one says, unless the first one is in a code page and the field says that it belongs to it.
static Step read_unicode_path(base::View field, std::string_view name, bool utf8, Extras& extras)
{
    base::Reader reader(field);
    if (reader.left() < 6 || TRY(reader.u8()) != 1)
        return broken("a Unicode Path field of no known form");
    auto crc = TRY(reader.u32_le());
    auto text = base::text_of(TRY(reader.take(reader.left())));
    bool plain
        = std::all_of(name.begin(), name.end(), [](char c) { return std::uint8_t(c) < 0x80; });
    if (extras.unicode_name || crc != crc32_of(name) || !base::is_valid_utf8(text)
        || text.find('\0') != std::string_view::npos || ((plain || utf8) && text != name))
        return ambiguous("two names for one entry");
    extras.unicode_name = std::string(text);
    return fine();
}

Step read_extras(
    base::View bytes, std::string_view name, bool utf8, Padding padding, Extras& extras)
{
    base::Reader reader(bytes);
    while (!reader.at_end()) {
        auto rest = bytes.subspan(reader.position());
        bool zeros = std::all_of(rest.begin(), rest.end(), [](auto byte) { return byte == 0; });
        if (zeros && padding == Padding::Allow)
            break;
        if (reader.left() < 4)
            return broken("an extra field is cut short");
        auto tag = TRY(reader.u16_le());
        auto size = TRY(reader.u16_le());
        auto field = reader.take(size);
        if (!field)
            return broken("an extra field is cut short");
        if (tag == zip64_field) {
            if (extras.zip64)
                return ambiguous("two Zip64 fields");
            extras.zip64 = field.value();
        } else if (tag == unicode_path_field) {
            PASS(read_unicode_path(field.value(), name, utf8, extras));
        }
    }
    return fine();
}

}
