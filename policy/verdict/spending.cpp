// SPDX-License-Identifier: MIT
#include "policy/verdict/spending.h"

#include <algorithm>

namespace policy {

static std::uint64_t milliseconds_of(const Budget& budget)
{
    std::uint64_t all = 0;
    return __builtin_mul_overflow(budget.seconds, 1000u, &all) ? UINT64_MAX : all;
}

std::optional<Reason> Spending::charge(
    std::uint64_t& spent, std::uint64_t amount, std::uint64_t limit, std::string_view what)
{
    if (m_over)
        return m_over;
    if (amount > limit - spent) {
        m_over = Reason { ReasonCode::Limit,
            "more than " + std::to_string(limit) + " " + std::string(what)
                + " in one file and all that it holds" };
        return m_over;
    }
    spent += amount;
    return std::nullopt;
}

std::optional<Reason> Spending::bytes(std::uint64_t count)
{
    return charge(m_spent.bytes, count, m_budget.bytes, "bytes");
}

std::optional<Reason> Spending::entries(std::uint64_t count)
{
    return charge(m_spent.entries, count, m_budget.entries, "entries");
}

std::optional<Reason> Spending::pages(std::uint64_t count)
{
    return charge(m_spent.pages, count, m_budget.pages, "pages");
}

std::optional<Reason> Spending::pixels(std::uint64_t count)
{
    return charge(m_spent.pixels, count, m_budget.pixels, "pixels");
}

std::optional<Reason> Spending::time(std::chrono::milliseconds time)
{
    auto amount = static_cast<std::uint64_t>(std::max<std::int64_t>(0, time.count()));
    return charge(m_spent.seconds, amount, milliseconds_of(m_budget), "milliseconds");
}

std::optional<Reason> Spending::depth(std::uint64_t level)
{
    std::uint64_t none = 0;
    return charge(none, level, m_budget.depth, "levels");
}

std::chrono::milliseconds Spending::time_left() const
{
    auto left = milliseconds_of(m_budget) - m_spent.seconds;
    return std::chrono::milliseconds(std::min<std::uint64_t>(left, INT64_MAX));
}

}
