// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/declared.h"

#include <algorithm>
#include <string>

namespace html {

using charset::Encoding;

namespace {

struct Label {
    std::string_view name;
    Encoding encoding;
};

}

static constexpr Label labels[] { { "utf-8", Encoding::Utf8 }, { "utf8", Encoding::Utf8 },
    { "shift_jis", Encoding::Cp932 }, { "shift-jis", Encoding::Cp932 }, { "sjis", Encoding::Cp932 },
    { "x-sjis", Encoding::Cp932 }, { "windows-31j", Encoding::Cp932 }, { "ms932", Encoding::Cp932 },
    { "cp932", Encoding::Cp932 }, { "ms_kanji", Encoding::Cp932 }, { "euc-jp", Encoding::EucJp },
    { "x-euc-jp", Encoding::EucJp }, { "iso-2022-jp", Encoding::Iso2022Jp },
    { "iso-8859-1", Encoding::Latin1 }, { "latin1", Encoding::Latin1 },
    { "windows-1252", Encoding::Latin1 }, { "us-ascii", Encoding::Latin1 } };

std::optional<Encoding> declared_encoding(base::View page)
{
    std::string head(base::text_of(page.first(std::min<std::size_t>(page.size(), 1024))));
    std::ranges::transform(
        head, head.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 0x20) : c; });
    constexpr std::string_view key = "charset";
    for (auto at = head.find(key); at != head.npos; at = head.find(key, at)) {
        at += key.size();
        auto value = head.find_first_not_of(" \t\r\n\"'=", at);
        if (head.find('=', at) >= value || value == head.npos)
            continue;
        auto end = std::min(head.find_first_of(" \t\r\n\"';>/", value), head.size());
        auto label = std::string_view(head).substr(value, end - value);
        auto found = std::ranges::find(labels, label, &Label::name);
        if (found != std::end(labels))
            return found->encoding;
    }
    return std::nullopt;
}

}
