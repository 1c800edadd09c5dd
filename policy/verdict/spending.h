// SPDX-License-Identifier: MIT
// One budget for a top-level file and everything nested in it. A bomb has nowhere to hide: each
// level, part, page and pixel is charged to the same purse.
#pragma once

#include "policy/language/policy.h"
#include "policy/verdict/reason.h"

namespace policy {

class Spending {
public:
    explicit Spending(const Budget& budget)
        : m_budget(budget)
    {
    }

    // Nothing if it still fits; else the reason, and the file is refused for good: once a limit is
    // reached every further charge gives the same reason.
    std::optional<Reason> bytes(std::uint64_t);
    std::optional<Reason> entries(std::uint64_t);
    std::optional<Reason> pages(std::uint64_t);
    std::optional<Reason> pixels(std::uint64_t);
    std::optional<Reason> time(std::chrono::milliseconds);
    std::optional<Reason> depth(std::uint64_t level); // 0: the top-level file. Not added up.

    // What is left, as limits for the next worker.
    std::uint64_t bytes_left() const { return m_budget.bytes - m_spent.bytes; }
    std::uint64_t entries_left() const { return m_budget.entries - m_spent.entries; }
    std::uint64_t pages_left() const { return m_budget.pages - m_spent.pages; }
    std::uint64_t pixels_left() const { return m_budget.pixels - m_spent.pixels; }
    std::chrono::milliseconds time_left() const;

private:
    std::optional<Reason> charge(
        std::uint64_t& spent, std::uint64_t amount, std::uint64_t limit, std::string_view what);

    Budget m_budget;
    Budget m_spent { 0, 0, 0, 0, 0, 0 }; // seconds: in milliseconds.
    std::optional<Reason> m_over;
};

}
