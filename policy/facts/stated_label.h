// SPDX-License-Identifier: MIT
// Classification labels as Japanese local governments write them on a document: what the document
// says of itself. Pure; whether that is so, nobody here knows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace policy {

enum class LabelAxis { Confidentiality, Integrity, Availability }; // 機密性, 完全性, 可用性.

struct StatedLabel {
    std::string text; // One of a closed list, in one form: "機密性3A", "取扱注意".
    LabelAxis axis;
    unsigned level; // 1 to 3; of a word such as 取扱注意, the one that it is handled at.

    bool operator==(const StatedLabel&) const = default;
};

// Each once, in the order of the text. Digits and letters may be full-width, "機密性：レベル２" is
// "機密性2". 秘 counts in brackets or as ㊙ only. Each text is read as the same label again.
std::vector<StatedLabel> labels_in(std::u32string_view text);

// The highest of each axis, in their order: "機密性3A 可用性2". Empty: there are none.
std::string governing(std::span<const StatedLabel>);

// Whether governing() may say so of some: a closed list of texts.
bool is_governing(std::string_view utf8);

}
