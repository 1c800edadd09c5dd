// SPDX-License-Identifier: MIT
// What a document shows, counted before and after it was rebuilt: who rebuilds it counts both, and
// the verifier counts what came out once more.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace policy {

enum class Countable {
    Text, // Letters and signs, without white space.
    Pages, // Sheets of a workbook, slides; text documents have none before they are laid out.
    Cells, // Of sheets, with something in them.
    Pictures, // With charts and drawings; what stands for a lost one is none.
    Links,
    Formulas, // Of cells.
};

inline constexpr std::size_t countables = 6;

using Figures = std::array<std::uint64_t, countables>; // By Countable.

struct LossAccount {
    Figures before {};
    Figures after {}; // None is larger.

    bool operator==(const LossAccount&) const = default;
};

// Of the first pages, as LibreOffice draws them: places with something in them, before or after.
struct Looks {
    std::uint64_t shown { 0 };
    std::uint64_t otherwise { 0 }; // Of these, those that look otherwise after.
};

struct CountableWords {
    Countable what;
    std::string_view word; // "text": as the JSON report has it.
    std::string_view english;
    std::string_view japanese;
};

std::span<const CountableWords, countables> all_countables(); // In their order.

// A figure that is larger is nonsense, whoever says it.
inline constexpr std::uint64_t most_counted = 100'000'000'000;

}
