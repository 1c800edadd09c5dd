// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/words.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/unpack/mail/transfer.h"

namespace unpack_mail {

using charset::Encoding;

namespace {

struct Word {
    Encoding encoding { Encoding::Ascii };
    std::string bytes;
    std::size_t length { 0 }; // As written.
};

}

static std::optional<std::string> decode_q(std::string_view coded)
{
    std::string out;
    for (std::size_t at = 0; at < coded.size(); ++at) {
        if (coded[at] == '_') {
            out += ' ';
        } else if (coded[at] != '=') {
            out += coded[at];
        } else if (at + 2 < coded.size() && hex_value(coded[at + 1]) >= 0
            && hex_value(coded[at + 2]) >= 0) {
            out += static_cast<char>(hex_value(coded[at + 1]) << 4 | hex_value(coded[at + 2]));
            at += 2;
        } else {
            return std::nullopt;
        }
    }
    return out;
}

// "=?charset?B?text?=" at the start of `text`. The longest that is looked at keeps the search
// linear where nothing ends.
static std::optional<Word> word_at(std::string_view text)
{
    constexpr std::size_t longest = 4096; // RFC 2047 says 75; mailers do not.
    text = text.substr(0, longest);
    if (!text.starts_with("=?"))
        return std::nullopt;
    auto charset_end = text.find_first_of("? \t", 2);
    if (charset_end == text.npos || text[charset_end] != '?' || charset_end + 3 >= text.size()
        || text[charset_end + 2] != '?')
        return std::nullopt;
    auto start = charset_end + 3;
    auto end = text.find("?=", start);
    // "=?UTF-8?Q?=41?=": the first "?=" is the coding's own question mark.
    if (end == text.npos)
        return std::nullopt;
    auto label = text.substr(2, charset_end - 2);
    auto encoding = Letters::encoding_of(label.substr(0, label.find('*'))); // RFC 2231: a language.
    auto coded = text.substr(start, end - start);
    auto coding = text[charset_end + 1];
    std::optional<std::string> bytes;
    if (coding == 'B' || coding == 'b')
        bytes = decode_base64_word(coded);
    else if (coding == 'Q' || coding == 'q')
        bytes = decode_q(coded);
    if (!encoding || !bytes)
        return std::nullopt;
    return Word { *encoding, std::move(*bytes), end + 2 };
}

std::string decode_words(std::string_view text, const Letters& letters)
{
    std::string out;
    Word run {}; // Words of one charset that follow each other are one run of bytes.
    bool open = false;
    auto close = [&] {
        if (open)
            out += letters.decode(run.bytes, run.encoding).utf8;
        open = false;
    };
    while (!text.empty()) {
        auto blanks = std::min(text.find_first_not_of(" \t\r\n"), text.size());
        if (auto word = word_at(text.substr(blanks))) {
            if (!open)
                out += text.substr(0, blanks);
            text.remove_prefix(blanks + word->length);
            if (open && run.encoding == word->encoding) {
                run.bytes += word->bytes;
            } else {
                close();
                run = std::move(*word);
                open = true;
            }
            continue;
        }
        close();
        auto next = text.find("=?", blanks + (text.substr(blanks).starts_with("=?") ? 2 : 0));
        if (next == text.npos)
            next = text.size();
        // Blanks before a word count; those between two words do not.
        auto before = text.substr(0, next).find_last_not_of(" \t\r\n");
        auto end = before == text.npos ? next : before + 1;
        out += text.substr(0, end);
        text.remove_prefix(end);
    }
    close();
    return out;
}

std::string one_line(std::string_view utf8, std::uint64_t& dropped)
{
    std::string out;
    auto points = base::decode_utf8(utf8);
    if (!points)
        return out;
    for (auto point : *points) {
        if (point == '\t' || point == '\n' || point == '\r')
            point = ' ';
        if (base::is_unsafe(point)) {
            ++dropped;
        } else if (point != ' ' || (!out.empty() && out.back() != ' ')) {
            base::append_utf8(out, point);
        }
    }
    return std::string(trimmed(out));
}

}
