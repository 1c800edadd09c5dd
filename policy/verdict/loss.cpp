// SPDX-License-Identifier: MIT
#include "policy/verdict/loss.h"

#include "policy/language/can.h"

#include <algorithm>
#include <array>

namespace policy {

static constexpr std::array<std::string_view, 3> choices { "none", "text", "image" };

std::string_view word(Instead instead)
{
    return choices.at(static_cast<std::size_t>(instead));
}

std::optional<Instead> instead_named(std::string_view name)
{
    const auto* found = std::ranges::find(choices, name);
    if (found == choices.end())
        return std::nullopt;
    return static_cast<Instead>(found - choices.begin());
}

std::optional<Method> method_of(Instead instead)
{
    switch (instead) {
    case Instead::Nothing: break;
    case Instead::Text: return Method::Text;
    case Instead::Image: return Method::Flatten;
    }
    return std::nullopt;
}

static ReasonCode code_of(Countable what)
{
    switch (what) {
    case Countable::Text: return ReasonCode::TextLost;
    case Countable::Pages: return ReasonCode::PagesLost;
    case Countable::Cells: return ReasonCode::CellsLost;
    case Countable::Pictures: return ReasonCode::PicturesLost;
    case Countable::Links: return ReasonCode::LinksLost;
    case Countable::Formulas: break;
    }
    return ReasonCode::FormulasLost;
}

std::vector<Reason> judge_loss(const LossLimits& limits, const LossAccount& account)
{
    std::vector<Reason> reasons;
    for (const auto& one : all_countables()) {
        auto place = static_cast<std::size_t>(one.what);
        auto before = account.before.at(place);
        auto lost = before - std::min(before, account.after.at(place));
        auto most = limits.percent.at(place);
        if (lost * 100 > before * most) // Both far from the largest number: most_counted.
            reasons.push_back({ code_of(one.what),
                std::to_string(lost) + " of " + std::to_string(before) + " "
                    + std::string(one.english) + ", more than " + std::to_string(most) + " %" });
    }
    return reasons;
}

std::vector<Reason> judge_looks(unsigned most_percent, const Looks& looks)
{
    if (looks.otherwise * 100 <= looks.shown * most_percent)
        return {};
    return { { ReasonCode::LooksLost,
        std::to_string(looks.otherwise) + " of " + std::to_string(looks.shown)
            + " places on the first pages look otherwise, more than " + std::to_string(most_percent)
            + " %" } };
}

std::vector<Method> offers_for(FileType type)
{
    std::vector<Method> offers;
    for (auto method : { Method::Text, Method::Flatten }) {
        if (can(method, type))
            offers.push_back(method);
    }
    return offers;
}

}
