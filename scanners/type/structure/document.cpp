// SPDX-License-Identifier: MIT
// PDF (ISO 32000-1 section 7.5) and RTF 1.9.1, as far as their frames go.
#include "scanners/type/structure/holdings.h"
#include "scanners/type/structure/recognise.h"

#include <algorithm>

namespace type_scanner {

using policy::FileType;

static bool is_space(std::uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == 0;
}

// A signature's range is written out in the file itself, never packed (ISO 32000-2, 12.8.1).
static Recognition with_signatures(base::View bytes, Recognition recognition)
{
    std::uint64_t count = 0;
    for (auto at = find(bytes, "/ByteRange"); at != npos; at = find(bytes, "/ByteRange", at + 10)) {
        auto next = at + 10 < bytes.size() ? bytes[at + 10] : std::uint8_t { ' ' };
        auto delimits = std::string_view("()<>[]{}/%").find(static_cast<char>(next)) != npos;
        count += is_space(next) || delimits ? 1 : 0;
    }
    if (count != 0)
        recognition.holds.push_back({ "signature", count });
    return recognition;
}

Recognition recognise_pdf(base::View bytes)
{
    auto end = base::text_of(bytes).rfind("%%EOF");
    if (end == npos)
        return broken(FileType::Pdf, "no end mark");
    auto behind = bytes.subspan(end + 5);
    if (!std::ranges::all_of(behind, is_space))
        return ambiguous(FileType::Pdf, "data behind the end mark");
    if (base::text_of(bytes).rfind("startxref", end) == npos)
        return broken(FileType::Pdf, "no cross-reference position");
    // In a trailer dictionary or in a cross-reference stream's; strings may say so too, and then a
    // person takes the file out of its shell.
    for (auto at = find(bytes, "/Encrypt"); at != npos; at = find(bytes, "/Encrypt", at + 8)) {
        auto next = at + 8 < bytes.size() ? bytes[at + 8] : std::uint8_t { 0 };
        if (is_space(next) || next == '<' || (next >= '0' && next <= '9'))
            return with_signatures(bytes, encrypted(FileType::Pdf, "it is encrypted"));
    }
    return with_signatures(bytes, sound(FileType::Pdf));
}

Recognition recognise_rtf(base::View bytes)
{
    std::int64_t depth = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\\') {
            // Binary data after \binN is skipped over by count.
            if (starts_with(bytes, "\\bin", i)) {
                std::size_t count = 0, at = i + 4;
                while (at < bytes.size() && bytes[at] >= '0' && bytes[at] <= '9'
                    && count < bytes.size())
                    count = count * 10 + static_cast<std::size_t>(bytes[at++] - '0');
                if (at > i + 4)
                    i = std::min(bytes.size(), at + count);
            } else {
                ++i;
            }
        } else if (bytes[i] == '{') {
            ++depth;
        } else if (bytes[i] == '}') {
            if (--depth == 0) {
                auto behind = bytes.subspan(i + 1);
                if (!std::ranges::all_of(behind, is_space))
                    return ambiguous(FileType::Rtf, "data behind the last brace");
                Holdings holdings;
                add_rich_text(bytes, holdings);
                auto recognition = sound(FileType::Rtf);
                recognition.holds = holdings.list();
                return recognition;
            }
        }
    }
    return broken(FileType::Rtf, "braces that do not close");
}

}
