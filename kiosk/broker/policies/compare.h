// SPDX-License-Identifier: MIT
// What changed between two versions of a text, line by line, for people. Pure, and bounded in time
// and memory whatever the texts are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace broker {

struct ComparedLine {
    enum class Kind {
        Same,
        Added,
        Removed,
        Left
    } kind { Kind::Same }; // Left: lines left out here.
    std::size_t before { 0 }; // Its number there, from 1; 0: it is not there. Of Left: how many.
    std::size_t after { 0 };
    std::string text; // As it stands, without its end.
};

inline constexpr std::size_t most_compared_lines = 4'000;

struct Comparison {
    // Changes with a few lines around them. Where there are too many, the first ones.
    std::vector<ComparedLine> lines;
    std::size_t added { 0 }; // Of all, shown or not.
    std::size_t removed { 0 };
    enum class Extent { Whole, Part } extent { Extent::Whole };
};

Comparison compare_lines(std::string_view before, std::string_view after);

}
