// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/parts/escape.h"

#include <array>

namespace rebuild_parts {

static constexpr auto plain_bytes = [] {
    std::array<bool, 256> all {};
    for (std::size_t c = 0x20; c < all.size(); ++c)
        all[c]
            = c != '&' && c != '<' && c != '>' && c != '"' && c != 0x7f && c != 0xc2 && c != 0xef;
    return all;
}();

static bool is_plain(char c)
{
    return plain_bytes[static_cast<unsigned char>(c)];
}

void append_escaped(std::string& to, std::string_view text, LineBreaks breaks)
{
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && is_plain(text[end]))
            ++end;
        to.append(text.substr(at, end - at));
        at = end;
        if (at == text.size())
            return;
        switch (text[at]) {
        case '&': to += "&amp;"; break;
        case '<': to += "&lt;"; break;
        case '>': to += "&gt;"; break;
        case '"': to += "&quot;"; break;
        case '\t': to += breaks == LineBreaks::Tabs ? '\t' : ' '; break; // In Word, an element.
        case '\n': to += breaks == LineBreaks::Keep ? '\n' : ' '; break;
        case '\xc2': // Controls beyond ASCII, U+0080 to U+009F.
            if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0)
                ++at;
            else
                to += text[at];
            break;
        case '\xef': {
            auto points = text.substr(at, 3); // U+FFFE and U+FFFF are no characters of XML.
            if (points == "\xef\xbf\xbe" || points == "\xef\xbf\xbf")
                at += 2;
            else
                to += text[at];
            break;
        }
        default: break; // Controls.
        }
        ++at;
    }
}

}
