// SPDX-License-Identifier: MIT
// How much text a document of another kind has, about: it is lost, and the account has to say so.
#include "sanitizer/rebuild/ooxml/account/shown.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/ooxml/package/parts.h"

#include <algorithm>

namespace rebuild_ooxml {

// Without groups that hold no text, control words and their numbers; \'xx and \uN are a letter
// each.
static std::uint64_t letters_of_rtf(std::string_view text)
{
    std::uint64_t count = 0;
    std::size_t depth = 0;
    std::size_t hidden = 0; // The depth of the outermost group that is not shown.
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto c = text[at];
        if (c == '{') {
            ++depth;
        } else if (c == '}') {
            hidden = hidden == depth ? 0 : hidden;
            depth -= depth > 0;
        } else if (c == '\\') {
            auto rest = text.substr(at + 1);
            auto end = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
            auto word = rest.substr(0, end);
            static constexpr std::string_view unseen[] = { "fonttbl", "colortbl", "stylesheet",
                "info", "pict", "object", "fldinst", "header", "listtable" };
            if (rest.starts_with('*') || std::ranges::find(unseen, word) != std::end(unseen))
                hidden = hidden == 0 ? depth : hidden;
            if (hidden == 0 && (word == "u" || rest.starts_with('\'')))
                ++count;
            at += rest.starts_with('\'') ? 3 : std::max<std::size_t>(word.size(), 1);
            while (at + 1 < text.size() && !word.empty()
                && (text[at + 1] == '-' || (text[at + 1] >= '0' && text[at + 1] <= '9')))
                ++at;
        } else if (hidden == 0 && static_cast<unsigned char>(c) > 0x20) {
            ++count;
        }
    }
    return count;
}

// Without what stands between < and >, scripts and styles.
static std::uint64_t letters_of_markup(std::string_view text)
{
    std::uint64_t count = 0;
    while (!text.empty()) {
        auto tag = std::min(text.find('<'), text.size());
        count += base::count_letters(text.substr(0, tag));
        text.remove_prefix(tag);
        bool unseen = false;
        for (auto name : { "<script", "<SCRIPT", "<style", "<STYLE" })
            unseen = unseen || text.starts_with(name);
        auto end = unseen ? std::string_view("</") : std::string_view(">");
        auto close = text.find(end);
        text.remove_prefix(close == std::string_view::npos ? text.size() : close + end.size());
        if (unseen) // What is left of the end tag.
            text.remove_prefix(std::min(text.find('>') + 1, text.size()));
    }
    return count;
}

std::uint64_t letters_of(base::View bytes)
{
    auto utf8 = to_utf8(base::Bytes(bytes.begin(), bytes.end()));
    auto text = base::text_of(utf8);
    return text.starts_with("{\\rtf") ? letters_of_rtf(text) : letters_of_markup(text);
}

}
