// SPDX-License-Identifier: MIT
#include "policy/facts/stated_label.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace policy {

using Text = std::u32string_view;

namespace {

struct Axis {
    Text word;
    LabelAxis axis;
    unsigned highest;
};

struct Word {
    Text text;
    Text shown;
    unsigned level;
};

}

static constexpr Axis axes[] = {
    { U"機密性", LabelAxis::Confidentiality, 3 },
    { U"完全性", LabelAxis::Integrity, 2 },
    { U"可用性", LabelAxis::Availability, 2 },
};

// The longer ones first: 関係者外秘 is no 秘.
static constexpr Word words[] = {
    { U"関係者外秘", U"関係者外秘", 2 },
    { U"取扱注意", U"取扱注意", 2 },
    { U"取り扱い注意", U"取扱注意", 2 },
    { U"取扱い注意", U"取扱注意", 2 },
    { U"部外秘", U"部外秘", 2 },
    { U"社外秘", U"社外秘", 2 },
    { U"庁外秘", U"庁外秘", 2 },
    { U"極秘", U"極秘", 3 },
    { U"㊙", U"【秘】", 3 },
    { U"【秘】", U"【秘】", 3 },
    { U"(秘)", U"【秘】", 3 },
    { U"[秘]", U"【秘】", 3 },
    { U"〔秘〕", U"【秘】", 3 },
    { U"「秘」", U"【秘】", 3 },
};

static constexpr std::size_t longest_between = 8; // Between 機密性 and its number.

static char32_t plain(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    return c >= U'a' && c <= U'c' ? c - 0x20 : c;
}

static void skip_between(Text text, std::size_t& at)
{
    constexpr Text marks = U" \u3000:_-・の区分レベル「(【[";
    auto end = std::min(text.size(), at + longest_between);
    while (at < end && marks.find(text[at]) != Text::npos)
        ++at;
}

// Behind the word of an axis at `at`: its level, and where it ends.
static bool read_level(Text text, std::size_t& at, const Axis& axis, StatedLabel& label)
{
    skip_between(text, at);
    auto is_digit = [&](std::size_t place) {
        return place < text.size() && text[place] >= U'0' && text[place] <= U'9';
    };
    if (!is_digit(at) || is_digit(at + 1) || text[at] < U'1' || text[at] > U'0' + axis.highest)
        return false;
    label.axis = axis.axis;
    label.level = text[at] - U'0';
    label.text = base::encode_utf8(axis.word) + static_cast<char>(text[at++]);
    if (axis.axis == LabelAxis::Confidentiality && at < text.size() && text[at] >= U'A'
        && text[at] <= U'C')
        label.text += static_cast<char>(text[at++]);
    return true;
}

std::vector<StatedLabel> labels_in(Text foreign)
{
    std::u32string text(foreign);
    std::ranges::transform(text, text.begin(), plain);
    std::vector<StatedLabel> all;
    auto add = [&](StatedLabel label) {
        if (std::ranges::find(all, label) == all.end())
            all.push_back(std::move(label));
    };
    for (std::size_t at = 0; at < text.size();) {
        auto rest = Text(text).substr(at);
        auto starts = [&](const auto& one) { return rest.starts_with(one); };
        const auto* axis = std::ranges::find_if(axes, starts, &Axis::word);
        const auto* word = std::ranges::find_if(words, starts, &Word::text);
        if (axis != std::end(axes)) {
            at += axis->word.size();
            StatedLabel label {};
            if (auto end = at; read_level(text, end, *axis, label)) {
                at = end;
                add(std::move(label));
            }
        } else if (word != std::end(words)) {
            at += word->text.size();
            add({ base::encode_utf8(word->shown), LabelAxis::Confidentiality, word->level });
        } else {
            ++at;
        }
    }
    return all;
}

std::string governing(std::span<const StatedLabel> labels)
{
    std::string text;
    for (const auto& axis : axes) {
        const StatedLabel* highest = nullptr;
        for (const auto& one : labels) {
            if (one.axis == axis.axis && (!highest || one.level > highest->level))
                highest = &one;
        }
        if (highest)
            text += (text.empty() ? "" : " ") + highest->text;
    }
    return text;
}

bool is_governing(std::string_view utf8)
{
    auto points = base::decode_utf8(utf8);
    return points && !points->empty() && governing(labels_in(*points)) == utf8;
}

}
