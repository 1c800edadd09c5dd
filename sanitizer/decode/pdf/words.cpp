// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/words.h"

#include "kiosk/core/base/text.h"

namespace decode_pdf {

std::uint64_t look_at(const Words& words, seen::Finder& finder)
{
    finder.take(words.text);
    finder.break_off();
    for (const auto& target : words.targets)
        finder.take_target(target);
    return base::count_letters(words.text);
}

static void append(base::Bytes& bytes, std::string_view text)
{
    base::append(bytes, base::view_of(text));
    bytes.push_back(0);
}

base::Bytes to_bytes(const Words& words)
{
    base::Bytes bytes;
    append(bytes, words.text);
    for (const auto& target : words.targets)
        append(bytes, target);
    bytes.push_back(0);
    return bytes;
}

Result<Words> read_words(base::View bytes)
{
    auto left = base::text_of(bytes);
    if (left.size() < 2 || !left.ends_with(std::string_view("\0\0", 2)))
        return Error { "words without an end" };
    left.remove_suffix(1);
    auto take = [&] {
        auto end = left.find('\0');
        std::string taken(left.substr(0, end));
        left.remove_prefix(end + 1);
        return taken;
    };
    Words words { take(), {} };
    while (!left.empty())
        words.targets.push_back(take());
    return words;
}

}
